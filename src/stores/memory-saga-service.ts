import { randomBytes } from 'node:crypto'
import { errors } from '../core/errors.ts'
import { exceptionMessage } from '../core/exceptions.ts'
import type { Services } from '../core/services.ts'
import { SAGA_HEADER, type SagaCoordinator, type SagaService, type SagaStep, type SagaTarget } from '../kit/saga.ts'

type Ending = 'completion' | 'compensation'
type Status = 'RUNNING' | 'COMPENSATING' | 'COMPENSATED' | 'COMPLETING' | 'COMPLETED'

const UNDERWAY = { completion: 'COMPLETING', compensation: 'COMPENSATING' } as const
const OVER = { completion: 'COMPLETED', compensation: 'COMPENSATED' } as const
const VERB = { completion: 'complete', compensation: 'compensate' } as const

export interface SagaRetries {
  /** How often an endpoint is called at most. */
  readonly maxRetryAttempts: number
  readonly retryDelayInMilliseconds: number
}

/** Sagas in memory: those that are open are lost with the process, and with them their compensation. */
export class MemorySagaService implements SagaService {
  readonly services: Services
  readonly retries: SagaRetries
  private readonly sagas = new Map<string, MemorySaga>()

  constructor(services: Services, retries: SagaRetries) {
    this.services = services
    this.retries = retries
  }

  /** Routes name it as `initMethod`, as Camel needs; there is nothing to do. */
  start(): void {}

  stop(): void {
    for (const saga of this.sagas.values()) saga.cancelTimeouts()
  }

  newSaga(): SagaCoordinator {
    const saga = new MemorySaga(this, () => this.sagas.delete(saga.id))
    this.sagas.set(saga.id, saga)
    return saga
  }

  getSaga(id: string): SagaCoordinator | undefined {
    return this.sagas.get(id)
  }

  registerStep(): void {}
}

/** In the shape of Camel's ids, but not to be guessed: who knows the id of a saga can end it. */
function newId(): string {
  const digits = randomBytes(16).toString('hex').toUpperCase()
  return `${digits.slice(0, 15)}-${digits.slice(16)}`
}

interface Part {
  readonly step: SagaStep
  readonly values: Readonly<Record<string, unknown>>
}

class MemorySaga implements SagaCoordinator {
  readonly id = newId()
  private readonly service: MemorySagaService
  private readonly forget: () => void
  private status: Status = 'RUNNING'
  private readonly parts: Part[] = []
  private readonly timeouts: (() => void)[] = []

  constructor(service: MemorySagaService, forget: () => void) {
    this.service = service
    this.forget = forget
  }

  begin(step: SagaStep, values: Readonly<Record<string, unknown>>): void {
    if (this.status !== 'RUNNING') throw errors.KF_RUN_ILLEGAL_STATE({ reason: `Cannot begin: status is ${this.status}` })
    this.parts.push({ step, values })
    if (step.timeout === undefined) return
    const { clock } = this.service.services
    this.timeouts.push(clock.after(step.timeout, () => this.timedOut(), { background: true }))
  }

  complete(): void | Promise<void> {
    return this.end('completion')
  }

  compensate(): void | Promise<void> {
    return this.end('compensation')
  }

  cancelTimeouts(): void {
    for (const cancel of this.timeouts.splice(0)) cancel()
  }

  private timedOut(): void {
    if (this.status !== 'RUNNING') return
    void Promise.resolve(this.end('compensation')).catch(error => this.warn(exceptionMessage(error), error))
  }

  private end(ending: Ending): void | Promise<void> {
    if (this.status === UNDERWAY[ending] || this.status === OVER[ending]) return
    if (this.status !== 'RUNNING') throw errors.KF_RUN_ILLEGAL_STATE({ reason: `Cannot ${VERB[ending]}: status is ${this.status}` })
    this.status = UNDERWAY[ending]
    this.cancelTimeouts()
    if (this.parts.every(({ step }) => step[ending] === undefined)) return this.ended(ending)
    return this.callAll(ending)
  }

  private ended(ending: Ending): void {
    this.status = OVER[ending]
    this.forget()
  }

  /** Calls the endpoints of the parts, the last part's first; one that fails for good does not keep the others from being called. */
  private async callAll(ending: Ending): Promise<void> {
    let good = true
    for (const { step, values } of this.parts.toReversed()) {
      const target = step[ending]
      if (target !== undefined && !(await this.call(target, values, ending))) good = false
    }
    this.ended(ending)
    if (!good) throw unable(ending, this.id)
  }

  private async call(target: SagaTarget, values: Readonly<Record<string, unknown>>, ending: Ending): Promise<boolean> {
    const { maxRetryAttempts, retryDelayInMilliseconds } = this.service.retries
    for (let attempt = 1; ; attempt++) {
      try {
        await target.send({ [SAGA_HEADER]: this.id, ...values })
        return true
      } catch (error) {
        this.warn(`${ending} of saga ${this.id} at ${target.uri} failed, attempt ${attempt} of ${maxRetryAttempts}`, error)
      }
      if (attempt >= maxRetryAttempts) return false
      await this.service.services.clock.sleep(retryDelayInMilliseconds)
    }
  }

  private warn(message: string, error: unknown): void {
    this.service.services.log.write({ level: 'WARN', logger: 'kafila.saga', message, error })
  }
}

function unable(ending: Ending, id: string): Error {
  const cause = errors.KF_RUN_EXCHANGE(
    { reason: `Unable to ${VERB[ending]} all required steps of the saga ${id}` },
    { type: 'org.apache.camel.RuntimeCamelException' },
  )
  return errors.KF_RUN_EXCHANGE(
    { reason: `org.apache.camel.RuntimeCamelException: ${cause.message}` },
    { type: 'java.util.concurrent.CompletionException', cause },
  )
}
