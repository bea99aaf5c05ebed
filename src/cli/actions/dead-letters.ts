import { isAbsolute, join } from 'node:path'
import { toText } from '../../converters/index.ts'
import { systemClock } from '../../core/clock.ts'
import { exceptionMessage } from '../../core/exceptions.ts'
import type { Services } from '../../core/services.ts'
import { isByteSource } from '../../core/stream-body.ts'
import { Kafila } from '../../runtime/kafila.ts'
import { consoleLogger } from '../../runtime/logger.ts'
import { DEAD_LETTER_FOLDER, type DeadLetter, DeadLetters, messageOf } from '../../stores/dead-letters.ts'
import { LmdbStore } from '../../stores/lmdb-store.ts'
import { type CommandInput, EXIT, envelope, type Io } from '../command.ts'
import { type InputOptions, readInputs } from '../files.ts'
import { table } from '../table.ts'

interface LetterOptions extends InputOptions {
  readonly directory?: string
  readonly queue?: string
  readonly to?: string
  readonly keep?: boolean
  readonly json?: boolean
}

interface Work {
  readonly letters: DeadLetters
  readonly options: LetterOptions
  readonly paths: readonly string[]
  readonly io: Io
}

/** Lists, shows, replays or drops dead letters; gives the exit code. */
export async function deadLetters({ arguments: [action, ...rest], options: given }: CommandInput, io: Io): Promise<number> {
  const options = given as LetterOptions
  const directory = options.directory ?? DEAD_LETTER_FOLDER
  const store = new LmdbStore(isAbsolute(directory) ? directory : join(io.cwd, directory), systemClock)
  const letters = new DeadLetters(store)
  try {
    if (action === 'ls') return await list({ letters, options, paths: [], io })
    const [id, ...paths] = rest
    const letter = id === undefined ? undefined : await letters.find(id, options.queue)
    if (letter === undefined) return fail(io, options, `no dead letter, or more than one, begins with ${id ?? 'nothing'}`)
    const work = { letters, options, paths, io }
    if (action === 'show') return show(letter, work)
    return action === 'drop' ? await drop(letter, work) : await replay(letter, work)
  } finally {
    await store.close()
  }
}

async function list({ letters, options, io }: Work): Promise<number> {
  const rows: string[][] = []
  const found: object[] = []
  for await (const { content, ...facts } of letters.list(options.queue)) {
    found.push({ ...facts, bytes: content.length })
    rows.push([facts.id, facts.queue, facts.route, String(facts.attempts), `${facts.code ?? facts.exception ?? ''} ${facts.message ?? ''}`])
  }
  const summary = `${found.length} dead ${found.length === 1 ? 'letter' : 'letters'}`
  if (options.json) io.out(envelope('dlq', true, summary, found))
  else io.out(`${rows.length > 0 ? table([['ID', 'QUEUE', 'ROUTE', 'TRIES', 'ERROR'], ...rows]) : ''}${summary}\n`)
  return EXIT.ok
}

function show(letter: DeadLetter, { options, io }: Work): number {
  const message = messageOf(letter, reading())
  const { content: _, ...facts } = letter
  const headers = message.headerEntries().map(([name, value]) => [name, textOf(value)] as const)
  const body = textOf(message.body)
  if (options.json) io.out(envelope('dlq', true, letter.id, { ...facts, headers: Object.fromEntries(headers), body }))
  else {
    const lines = Object.entries({ ...facts, time: new Date(facts.time).toISOString() }).map(([name, value]) => [name, String(value ?? '')])
    io.out(`${table(lines)}\n${table(headers.map(([name, value]) => [name, value]))}\n${body}\n`)
  }
  return EXIT.ok
}

async function drop(letter: DeadLetter, { letters, options, io }: Work): Promise<number> {
  await letters.drop(letter)
  done(io, options, `dropped ${letter.id}`)
  return EXIT.ok
}

/** Sends a letter to an endpoint; it is dropped when that has taken it. */
async function replay(letter: DeadLetter, { letters, options, paths, io }: Work): Promise<number> {
  const uri = options.to ?? letter.from
  if (uri === '') return fail(io, options, 'it is not known where the letter came from: say --to URI')
  const inputs = await readInputs(paths, options, io)
  const kafila = new Kafila({
    routes: inputs.routes,
    properties: inputs.properties,
    ...(inputs.overrides && { overrides: inputs.overrides }),
    directory: inputs.directory,
    logger: consoleLogger({ level: 'WARN', json: options.json ?? false, write: line => io.err(`${line}\n`) }),
    catalog: inputs.catalog,
    env: io.env,
  })
  try {
    await kafila.load()
    await kafila.start()
    const message = messageOf(letter, kafila.services)
    const sent = await kafila.send(uri, { body: message.body, headers: Object.fromEntries(message.headerEntries()) })
    if (!sent.succeeded) return fail(io, options, `${letter.id} failed again and is kept: ${exceptionMessage(sent.exception)}`)
  } finally {
    await kafila.stop()
  }
  if (!options.keep) await letters.drop(letter)
  done(io, options, `replayed ${letter.id} to ${uri}`)
  return EXIT.ok
}

function textOf(value: unknown): string {
  if (isByteSource(value)) return value.bytes?.toString('utf8') ?? ''
  return toText(value) ?? ''
}

/** What reading a message needs of a runtime. */
function reading(): Services {
  return { name: 'dlq', clock: systemClock, originals: { kept: false }, uncachedRoutes: new Set<string>() } as unknown as Services
}

function done(io: Io, options: LetterOptions, summary: string): void {
  io.out(options.json ? envelope('dlq', true, summary, null) : `${summary}\n`)
}

function fail(io: Io, options: LetterOptions, reason: string): number {
  if (options.json) io.out(envelope('dlq', false, reason, null, { message: reason }))
  else io.err(`kafila dlq: ${reason}\n`)
  return EXIT.failed
}
