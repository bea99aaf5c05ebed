import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { builtInCatalog } from '../../catalog/index.ts'
import { systemClock } from '../../core/clock.ts'
import { errors, isKafilaError } from '../../core/errors.ts'
import type { LogLevel } from '../../core/services.ts'
import { ApiClient } from '../../operator/client/api-client.ts'
import { loadClusterConfig } from '../../operator/client/cluster-config.ts'
import { LeaseElection } from '../../operator/leader/lease-election.ts'
import { bundledKamelets } from '../../operator/reconcile/bundled-kamelets.ts'
import { Operator } from '../../operator/reconcile/operator.ts'
import { startOperatorServer } from '../../operator/reconcile/operator-server.ts'
import { consoleLogger } from '../../runtime/logger.ts'
import { type CommandInput, EXIT, envelope, type Io } from '../command.ts'
import { VERSION } from '../version.ts'
import { observeAddress } from './observe-address.ts'

interface OperatorRunOptions {
  readonly kubeconfig?: string
  readonly context?: string
  readonly namespace?: readonly string[]
  readonly runtimeImage: string
  readonly runtimeVersion?: string
  readonly kamelets?: string
  readonly workers: string
  readonly qps: string
  readonly burst: string
  readonly resyncSeconds: string
  readonly secretsSeconds: string
  readonly lease: string
  readonly leaseNamespace?: string
  readonly leaseSeconds: string
  readonly renewSeconds: string
  readonly retrySeconds: string
  readonly observe?: string
  readonly logLevel: LogLevel
  readonly json?: boolean
}

/** Runs the operator until a signal; gives the exit code: 1 where the Lease was lost. */
export async function runOperator({ options: given }: CommandInput, io: Io): Promise<number> {
  const options = given as unknown as OperatorRunOptions
  try {
    return await new OperatorRun(options, io).run()
  } catch (error) {
    if (!options.json || !isKafilaError(error)) throw error
    io.out(envelope('operator run', false, error.message, null, { code: error.code, message: error.message }))
    return error.code.startsWith('KF_KUBE_') ? EXIT.environment : EXIT.invalid
  }
}

class OperatorRun {
  private readonly options: OperatorRunOptions
  private readonly io: Io
  private readonly identity = `${hostname()}_${randomUUID().slice(0, 8)}`
  private isReady = false

  constructor(options: OperatorRunOptions, io: Io) {
    this.options = options
    this.io = io
  }

  async run(): Promise<number> {
    const { options, io, identity } = this
    const config = loadClusterConfig({
      ...(options.kubeconfig && { kubeconfig: options.kubeconfig }),
      ...(options.context && { context: options.context }),
      env: io.env,
    })
    const logger = consoleLogger({ level: options.logLevel, json: options.json ?? false, write: line => io.err(`${line}\n`) })
    const log = (level: LogLevel, message: string, error?: unknown) =>
      logger.write({ level, logger: 'kafila.operator', message, ...(error !== undefined && { error }) })
    const stopped = signalled()
    const common = { userAgent: `kafila-operator/${VERSION}`, fieldManager: 'kafila-operator' }
    // the renewal of the Lease must not wait behind other requests
    const leaseClient = new ApiClient(config, { ...common, timeoutMs: this.seconds('renewSeconds') / 2 })
    const election = new LeaseElection({
      client: leaseClient,
      clock: systemClock,
      namespace: options.leaseNamespace ?? config.namespace,
      name: options.lease,
      identity,
      leaseMs: this.seconds('leaseSeconds'),
      renewDeadlineMs: this.seconds('renewSeconds'),
      retryMs: this.seconds('retrySeconds'),
      onFailure: error => log('WARN', `the Lease: ${(error as Error).message}`),
    })
    const client = new ApiClient(config, {
      ...common,
      rate: { perSecond: this.number('qps'), burst: this.number('burst') },
      guard: (method, path) => election.check(method, path),
    })
    const operator = this.operator(client, log)
    const server = await this.serve(operator, client, election)
    if (server !== undefined) log('INFO', `health and metrics: ${server.url}`)
    try {
      return await this.lead(operator, election, stopped, log)
    } finally {
      await operator.stop()
      await election.release()
      await server?.close()
      client.close()
      leaseClient.close()
    }
  }

  private async lead(
    operator: Operator,
    election: LeaseElection,
    stopped: Promise<NodeJS.Signals>,
    log: (level: LogLevel, message: string) => void,
  ): Promise<number> {
    const started = performance.now()
    const synced = await Promise.race([operator.sync().then(() => true), stopped.then(() => false)])
    if (!synced) return EXIT.ok
    this.isReady = true
    log(
      'INFO',
      `${operator.cache.size} objects read in ${Math.round(performance.now() - started)} ms; waiting for the Lease as ${this.identity}`,
    )
    const leads = await Promise.race([election.acquire().then(() => true), stopped.then(() => false)])
    if (!leads) return EXIT.ok
    log('INFO', 'this process holds the Lease and works')
    operator.work()
    const lost = new Promise<'lost'>(resolve => election.lostSignal.addEventListener('abort', () => resolve('lost')))
    const end = await Promise.race([stopped, lost])
    if (end === 'lost') log('ERROR', (election.lostSignal.reason as Error).message)
    else log('INFO', `${end}: stopping`)
    return end === 'lost' ? EXIT.failed : EXIT.ok
  }

  private operator(client: ApiClient, log: (level: LogLevel, message: string, error?: unknown) => void): Operator {
    const { options, identity } = this
    const version = options.runtimeVersion ?? VERSION
    return new Operator({
      client,
      clock: systemClock,
      catalog: builtInCatalog(),
      namespaces: options.namespace,
      identity,
      log,
      runtime: { version, imageOf: each => options.runtimeImage.replaceAll('{version}', each) },
      ...(options.kamelets !== undefined && { bundledKamelet: bundledKamelets(options.kamelets) }),
      workers: this.number('workers'),
      resyncMs: this.seconds('resyncSeconds'),
      secretsMs: this.seconds('secretsSeconds'),
    })
  }

  private async serve(operator: Operator, client: ApiClient, election: LeaseElection) {
    if (this.options.observe === undefined) return undefined
    const { host = '127.0.0.1', port } = observeAddress(this.options.observe)
    const metrics = () =>
      operator.metrics.text({ queue: operator.queue, client, isLeader: election.isLeader, phases: operator.phases(), version: VERSION })
    return startOperatorServer({ host, port, isReady: () => this.isReady, metrics })
  }

  private seconds(option: 'leaseSeconds' | 'renewSeconds' | 'retrySeconds' | 'resyncSeconds' | 'secretsSeconds'): number {
    return this.number(option) * 1000
  }

  private number(option: keyof OperatorRunOptions): number {
    const value = Number(this.options[option])
    if (value > 0 && Number.isFinite(value)) return value
    const flag = option.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
    throw errors.KF_CLI_USAGE({ reason: `--${flag} takes a number above 0, not ${JSON.stringify(this.options[option])}` })
  }
}

/** Resolves at the first signal; at a second one the process ends at once. */
function signalled(): Promise<NodeJS.Signals> {
  return new Promise(resolve => {
    const first = (signal: NodeJS.Signals) => {
      for (const each of ['SIGINT', 'SIGTERM'] as const) process.removeListener(each, first)
      process.once('SIGINT', () => process.exit(EXIT.interrupted))
      process.once('SIGTERM', () => process.exit(EXIT.terminated))
      resolve(signal)
    }
    process.on('SIGINT', first)
    process.on('SIGTERM', first)
  })
}
