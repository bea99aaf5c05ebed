import { type Exchange, RUNNING, STOPPED } from '../../core/exchange.ts'
import { andThen, type Step } from '../../core/step.ts'
import { takeFailure } from '../../core/take-failure.ts'
import { fail } from '../error-policy.ts'
import { runStep } from '../run-step.ts'
import type { ContractBinding, ServedOperation } from './contract-binding.ts'
import { ContractPaths } from './contract-paths.ts'
import { mockStep } from './openapi-mock.ts'
import { bodyText, checkResponse, headerText, type Refused, type RequestCheck, requestCheck } from './validate-message.ts'

/** What a route that serves a contract is made of. */
export interface ContractParts {
  /** Compiles an operation that a route answers, with its binding around it. */
  bound(operation: ServedOperation, answer: Step): Step
  /** Calls the route that answers. */
  sender(uri: string): Step
  /** What follows the answer: the route's own steps. */
  readonly steps: Step
  /** The route's error handling. */
  failed(exchange: Exchange, error: unknown): void | Promise<void>
}

/**
 * The steps of a route that serves a contract: the operation that is asked for, then the route's own steps. A failure that the called
 * route leaves to its caller goes to the error handling of this one.
 */
export function contractRoute(contract: ContractBinding, parts: ContractParts): Step {
  const route = new ContractRoute(contract, parts)
  return exchange => route.run(exchange)
}

interface Answering extends ServedOperation {
  readonly run: Step
}

class ContractRoute {
  private readonly contract: ContractBinding
  private readonly parts: ContractParts
  private readonly paths: ContractPaths<Answering>

  constructor(contract: ContractBinding, parts: ContractParts) {
    this.contract = contract
    this.parts = parts
    this.paths = new ContractPaths(contract.operations.map(operation => ({ ...operation, run: this.operation(operation) })))
  }

  run(exchange: Exchange): void | Promise<void> {
    const between = () => (exchange.status === RUNNING ? this.parts.steps(exchange) : undefined)
    return andThen(this.answer(exchange), between) as void | Promise<void>
  }

  private answer(exchange: Exchange): void | Promise<void> {
    const path = this.pathOf(exchange)
    const found = this.paths.find((headerText(exchange, 'CamelHttpMethod') ?? '').toUpperCase(), path)
    if (found.operation !== undefined) {
      for (const [name, value] of Object.entries(found.parameters)) exchange.setHeader(name, value)
      return found.operation.run(exchange)
    }
    if (path === this.contract.document?.path) return this.describe(exchange)
    exchange.setHeader('CamelHttpResponseCode', found.allow.length === 0 ? 404 : 405)
    if (found.allow.length > 0) exchange.setHeader('Allow', found.allow.join(', '))
    exchange.status |= STOPPED
  }

  private pathOf(exchange: Exchange): string {
    const path = headerText(exchange, 'CamelHttpPath') ?? ''
    return path.startsWith(this.contract.base) ? path.slice(this.contract.base.length) : path
  }

  private describe(exchange: Exchange): void {
    const { type, text } = this.contract.document!
    if (type !== undefined) exchange.setHeader('Content-Type', type)
    exchange.body = text
  }

  private operation(operation: ServedOperation): Step {
    if (operation.target === undefined) return missingOperation(operation)
    const send = this.parts.sender(operation.target)
    const raised = new WeakMap<Exchange, { error: unknown }>()
    const bound = this.parts.bound(operation, exchange => runCaught(send, exchange, error => raised.set(exchange, { error })))
    return exchange =>
      andThen(bound(exchange), () => {
        const thrown = raised.get(exchange)
        if (thrown === undefined || exchange.exception !== thrown.error) return
        return this.parts.failed(exchange, takeFailure(exchange))
      }) as void | Promise<void>
  }
}

/** Runs what answers; what it throws is kept in the exchange, so that the binding behind it sees a failure. */
function runCaught(send: Step, exchange: Exchange, note: (error: unknown) => void): void | Promise<void> {
  const failed = (error: unknown) => {
    note(error)
    fail(exchange, error)
  }
  try {
    return runStep(send, exchange)?.catch(failed)
  } catch (error) {
    failed(error)
  }
}

/** Without a route requests and answers are checked all the same; what answers, if anything, are files and examples. */
function missingOperation({ binding, mock }: ServedOperation): Step {
  const check = binding.clientRequestValidation ? requestCheck(binding) : undefined
  const answer = mock === undefined ? () => undefined : mockStep(mock)
  return exchange =>
    runStep(each => {
      const refused = check === undefined ? undefined : refusal(each, check)
      if (refused !== undefined) {
        put(each, refused)
        each.status |= STOPPED
        return
      }
      return andThen(answer(each), () => {
        const wrong = binding.clientResponseValidation ? checkResponse(each, binding) : undefined
        if (wrong !== undefined) put(each, wrong)
      }) as void | Promise<void>
    }, exchange)
}

function refusal(exchange: Exchange, check: RequestCheck): Refused | undefined {
  return check(exchange, bodyText(exchange))
}

function put(exchange: Exchange, { status, body }: Refused): void {
  exchange.setHeader('CamelHttpResponseCode', status)
  exchange.body = body
}
