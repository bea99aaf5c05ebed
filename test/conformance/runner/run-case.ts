import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { createKafila, type Kafila, type KafilaOptions, type LogRecord, mocks, type RouteSource } from '../../../src/index.ts'
import { freePort } from '../../helpers/free-port.ts'
import { caseBeans } from './beans.ts'
import type { Case, CaseStep } from './case-file.ts'
import { catalogueKamelets } from './kamelets.ts'
import { Snapshot } from './snapshot.ts'

export type Observation = Record<string, unknown>

/** What is made of a route file before it is loaded. */
export type Prepare = (source: RouteSource) => RouteSource

const AWAIT_MS = 10_000
const SETTLE_MS = 2_000
const STOP_MS = 2_000

/**
 * Runs one case in a runtime of its own, as an embedding application would, and tells what happened in the form of the records. By the
 * usual engine, or by the one that is given; with the route files as they are, or as `prepare` makes them. `made` gets the runtime before it starts.
 */
export async function runCase(
  file: Case,
  engine?: KafilaOptions['engine'],
  prepare: Prepare = given => given,
  made: (kafila: Kafila) => void = () => undefined,
): Promise<Observation> {
  const base = mkdtempSync(join(tmpdir(), 'kafila-case-'))
  try {
    return await new CaseRun(file, base, usesHttp(file) ? await freePort() : 0, engine, prepare, made).run()
  } finally {
    rmSync(base, { recursive: true, force: true })
  }
}

class CaseRun {
  private readonly file: Case
  private readonly base: string
  private readonly folder: string
  private readonly port: number
  private readonly engine: KafilaOptions['engine']
  private readonly prepare: Prepare
  private readonly made: (kafila: Kafila) => void
  private readonly snapshot: Snapshot
  private readonly arrivals: Record<string, unknown[]> = {}
  private readonly log: unknown[] = []
  private changes = 0
  private kafila: Kafila | undefined

  constructor(file: Case, base: string, port: number, engine: KafilaOptions['engine'], prepare: Prepare, made: (kafila: Kafila) => void) {
    this.prepare = prepare
    this.made = made
    this.engine = engine
    this.file = file
    this.base = base
    this.folder = join(base, 'case')
    this.port = port
    this.snapshot = new Snapshot(base, port, sentHeaders(file), file.ignoreHeaders)
  }

  async run(): Promise<Observation> {
    mkdirSync(this.folder, { recursive: true })
    this.write(this.file.files, true)
    const start = await this.start()
    const steps: unknown[] = []
    let globals: Record<string, unknown> = {}
    if (start.ok) {
      for (const step of this.file.steps) steps.push(await this.step(this.filled(step) as CaseStep))
      await this.settle()
      globals = this.snapshot.named([...this.kafila!.services.globals], new Set(), new Set())
    }
    await this.kafila?.stop({ timeoutMs: STOP_MS })
    return {
      start,
      steps,
      mocks: this.ordered(),
      log: this.log,
      files: this.filesNow(),
      ...(Object.keys(globals).length > 0 && { globals }),
    }
  }

  private async start(): Promise<{ ok: boolean; error?: unknown }> {
    const routes = join(this.base, 'routes')
    for (const [name, text] of Object.entries(this.file.routes)) {
      mkdirSync(dirname(join(routes, name)), { recursive: true })
      writeFileSync(join(routes, name), text)
    }
    try {
      this.kafila = await createKafila({
        routes: Object.entries(this.file.routes).map(([name, text]) => this.prepare({ file: join(routes, name), text })),
        properties: { ...this.file.properties, ...this.ownProperties() },
        beans: caseBeans(this.file),
        kamelets: catalogueKamelets,
        logger: { enabled: level => level !== 'TRACE' && level !== 'DEBUG' && level !== 'OFF', write: record => this.logged(record) },
        directory: routes,
        env: ownEnvironment(),
        ...(this.engine !== undefined && { engine: this.engine }),
      })
      this.made(this.kafila)
      mocks(this.kafila).onArrival((name, exchange, uri) => {
        this.changes += 1
        ;(this.arrivals[`mock:${name}`] ??= []).push(this.snapshot.arrival(exchange, uri))
      })
      await this.kafila.start()
      return { ok: true }
    } catch (error) {
      return { ok: false, error: this.snapshot.exception(error) }
    }
  }

  private ownProperties(): Record<string, string> {
    const server =
      this.port === 0
        ? {}
        : {
            'case.port': String(this.port),
            'camel.server.enabled': 'true',
            'camel.server.host': 'localhost',
            'camel.server.port': String(this.port),
          }
    const kamelets = Object.keys(this.file.routes).some(name => name.endsWith('.kamelet.yaml'))
      ? { 'camel.component.kamelet.location': `file:${join(this.base, 'routes')}` }
      : {}
    return { ...server, ...kamelets, 'case.dir': this.folder }
  }

  private logged(record: LogRecord): void {
    if (!record.fromRoute) return
    this.changes += 1
    this.log.push({
      level: record.level,
      logger: this.snapshot.text(record.logger),
      message: this.snapshot.text(record.message),
      ...(record.marker && { marker: record.marker }),
    })
  }

  private async step(step: CaseStep): Promise<unknown> {
    if ('send' in step) return this.send(step)
    if ('http' in step) return this.http(step['http'] as CaseStep)
    if ('route' in step) return this.route(step['route'] as Record<string, string>)
    if ('await' in step) for (const [what, count] of Object.entries(step['await'] as object)) await this.await(what, Number(count))
    if ('wait' in step) await sleep(Number(step['wait']))
    if ('write' in step) this.write(step['write'] as Record<string, unknown>, false)
    return { done: true }
  }

  private async send(step: CaseStep): Promise<unknown> {
    const reply = step['reply'] === true
    const body = 'bodyBase64' in step ? Buffer.from(String(step['bodyBase64']), 'base64') : step['body']
    const part = (name: string) => (step[name] ?? {}) as Record<string, unknown>
    const message = { body, headers: part('headers'), properties: part('properties'), variables: part('variables') }
    const exchange = await this.kafila!.send(String(step['send']), message, reply ? 'InOut' : 'InOnly')
    const rollback = (exchange.status & 8) !== 0 ? { rollbackOnly: true } : {}
    if (exchange.exception !== undefined) return { failed: this.snapshot.exception(exchange.exception), ...rollback }
    return reply ? { reply: this.snapshot.message(exchange), ...rollback } : { done: true, ...rollback }
  }

  private async http(step: CaseStep): Promise<unknown> {
    const body = step['body']
    const bytes =
      'bodyBase64' in step
        ? Buffer.from(String(step['bodyBase64']), 'base64')
        : body === undefined || body === null
          ? undefined
          : Buffer.from(typeof body === 'object' ? JSON.stringify(body) : String(body))
    const headers = Object.fromEntries(Object.entries((step['headers'] ?? {}) as object).map(([name, value]) => [name, String(value)]))
    try {
      const { status, entries, content } = await httpCall(
        this.port,
        String(step['method'] ?? (bytes === undefined ? 'GET' : 'POST')),
        String(step['path'] ?? '/'),
        headers,
        bytes,
      )
      const shown = entries.map(([name, value]) => [name, this.snapshot.varies(name) ? { $: 'any' } : this.snapshot.text(value)])
      return { response: { status, headers: Object.fromEntries(shown), body: this.snapshot.textOrBytes(content) } }
    } catch (error) {
      return { failed: this.snapshot.exception(error) }
    }
  }

  private async route(actions: Record<string, string>): Promise<unknown> {
    try {
      for (const [action, id] of Object.entries(actions)) {
        const handle = this.kafila!.routes.get(id)
        if (action === 'stop') await handle?.stop(AbortSignal.timeout(STOP_MS))
        else if (action === 'start') await handle?.start()
        else if (action === 'suspend') await handle?.suspend()
        else await handle?.resume()
      }
      return { done: true }
    } catch (error) {
      return { failed: this.snapshot.exception(error) }
    }
  }

  private async await(what: string, count: number): Promise<void> {
    const deadline = Date.now() + AWAIT_MS
    while (this.reached(what) < count && Date.now() < deadline) await sleep(2)
  }

  private reached(what: string): number {
    if (what === 'log') return this.log.length
    if (what.startsWith('file:')) return statSync(join(this.folder, what.slice(5)), { throwIfNoEntry: false })?.isFile() ? 1 : 0
    return this.arrivals[what]?.length ?? 0
  }

  /** Waits, 2 s at most, until nothing is in flight and nothing has arrived for 25 ms. */
  private async settle(): Promise<void> {
    const deadline = Date.now() + SETTLE_MS
    let seen = this.changes
    for (let calm = 0; calm < 5 && Date.now() < deadline; ) {
      await sleep(5)
      calm = this.kafila!.inFlight === 0 && seen === this.changes ? calm + 1 : 0
      seen = this.changes
    }
  }

  private ordered(): Record<string, unknown[]> {
    const unordered = new Set(this.file.unordered)
    return Object.fromEntries(
      Object.entries(this.arrivals).map(([name, list]) => [
        name,
        unordered.has(name) ? list.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : list,
      ]),
    )
  }

  private filesNow(): Record<string, unknown> {
    const names = readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .sort()
    return Object.fromEntries(
      names.map(name => [this.snapshot.text(relative(this.folder, name)), this.snapshot.textOrBytes(readFileSync(name))]),
    )
  }

  private write(files: Readonly<Record<string, unknown>>, fill: boolean): void {
    for (const [name, content] of Object.entries(files)) {
      const path = join(this.folder, name)
      mkdirSync(dirname(path), { recursive: true })
      const hidden = join(dirname(path), `.writing-${path.slice(dirname(path).length + 1)}`)
      const bytes =
        typeof content === 'object' && content !== null
          ? Buffer.from(String((content as { base64?: string }).base64), 'base64')
          : fill
            ? String(this.filled(String(content)))
            : String(content)
      writeFileSync(hidden, bytes)
      renameSync(hidden, path)
    }
  }

  private filled(value: unknown): unknown {
    if (typeof value === 'string') return value.replaceAll('{{case.dir}}', this.folder).replaceAll('{{case.port}}', String(this.port))
    if (Array.isArray(value)) return value.map(each => this.filled(each))
    if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.filled(each)]))
    }
    return value
  }
}

/** The environment without what a test runner adds to it: variables stand above properties, and a case may have one called `mode`. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const { MODE: _mode, TEST: _test, DEV: _dev, PROD: _prod, SSR: _ssr, NODE_ENV: _nodeEnv, BASE_URL: _baseUrl, ...rest } = process.env
  return rest
}

function usesHttp(file: Case): boolean {
  return (
    file.steps.some(step => 'http' in step) ||
    ['platform-http', '{{case.port}}', 'rest:', 'restConfiguration'].some(mark => file.text.includes(mark))
  )
}

function sentHeaders(file: Case): ReadonlySet<string> {
  const names = file.steps.flatMap(step => Object.keys((((step['http'] as CaseStep | undefined) ?? step)['headers'] ?? {}) as object))
  return new Set(names.map(name => name.toLowerCase()))
}

const TRANSPORT = new Set(['date', 'connection', 'content-length', 'transfer-encoding', 'keep-alive'])

function httpCall(
  port: number,
  method: string,
  path: string,
  headers: Record<string, string>,
  body: Buffer | undefined,
): Promise<{ status: number; entries: [string, string][]; content: Buffer }> {
  return new Promise((resolve, reject) => {
    const call = request(
      {
        host: 'localhost',
        port,
        method,
        path,
        // the recorder's client announces a body even where it is empty, which Camel's server gives as an empty stream instead of null
        headers: { 'User-Agent': 'conformance', ...headers, 'Content-Length': body?.length ?? 0 },
        timeout: 15_000,
      },
      response => {
        const chunks: Buffer[] = []
        response.on('data', chunk => chunks.push(chunk))
        response.on('end', () => {
          const entries = Object.entries(response.headers)
            .filter(([name]) => !TRANSPORT.has(name))
            .map(([name, value]): [string, string] => [name, Array.isArray(value) ? value.join(', ') : String(value)])
          resolve({ status: response.statusCode!, entries, content: Buffer.concat(chunks) })
        })
        response.on('error', reject)
      },
    )
    call.on('error', reject)
    call.on('timeout', () => call.destroy(new Error('no answer within 15 s')))
    call.end(body)
  })
}

function sleep(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}
