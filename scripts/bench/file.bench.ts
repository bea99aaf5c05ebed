import { createReadStream, createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createKafila } from './library.ts'
import { cpuMs, type Result, rowsOf } from './measure.ts'

const LINES = 300_000
const ROUNDS = 5

/** Lines of JSON in a file, read, changed and written to another. */
const route = (folder: string) => `
- route:
    id: bench
    from:
      uri: file:${folder}/in
      parameters: { noop: true, initialDelay: 0, delay: 60000 }
      steps:
        - split:
            tokenize: "\\n"
            streaming: true
            steps:
              - unmarshal: { json: {} }
              - filter:
                  simple: "\${body[amount]} > 100"
                  steps:
                    - setHeader: { name: CamelFileName, constant: out.ndjson }
                    - marshal: { json: {} }
                    - to: file:${folder}/out?fileExist=Append&appendChars=%0A
`

/** Processor time per line, against a loop over readline and a write stream, and one over chunks with batched writes. */
export async function bench(): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'kafila-bench-'))
  mkdirSync(join(folder, 'in'))
  const input = join(folder, 'in/lines.ndjson')
  writeFileSync(
    input,
    Array.from({ length: LINES }, (_, id) =>
      JSON.stringify({ id, amount: id % 200, customer: `customer ${id % 97}`, note: 'a'.repeat(120) }),
    ).join('\n'),
  )
  const variants = [
    { label: 'hand-written: readline, write stream', run: () => byReadline(input, join(folder, 'hand.ndjson')) },
    { label: 'hand-written: 256 KB chunks, batched writes', run: () => byChunks(input, join(folder, 'chunks.ndjson')) },
    { label: 'route: file, split, filter, file', run: () => byRoute(folder) },
  ]
  const times = variants.map(() => [] as number[])
  for (let round = -1; round < ROUNDS; round++) {
    for (const [index, { run }] of variants.entries()) {
      const before = cpuMs()
      await run()
      if (round >= 0) times[index]!.push(((cpuMs() - before) * 1e6) / LINES)
    }
  }
  const written = readFileSync(join(folder, 'chunks.ndjson'), 'utf8').trim()
  if (readFileSync(join(folder, 'out/out.ndjson'), 'utf8').trim() !== written || statSync(join(folder, 'hand.ndjson')).size === 0)
    throw new Error('the outputs differ')
  rmSync(folder, { recursive: true, force: true })
  return {
    unit: 'ns of CPU per line',
    rows: rowsOf(variants, times),
  }
}

async function byReadline(input: string, output: string): Promise<void> {
  const out = createWriteStream(output)
  for await (const line of createInterface({ input: createReadStream(input) })) {
    const value = JSON.parse(line)
    if (value.amount > 100 && !out.write(`${JSON.stringify(value)}\n`))
      await new Promise<void>(resolve => out.once('drain', () => resolve()))
  }
  await new Promise<void>(resolve => out.end(() => resolve()))
}

async function byChunks(input: string, output: string): Promise<void> {
  const out = createWriteStream(output)
  let rest = ''
  let batch = ''
  const line = (text: string) => {
    const value = JSON.parse(text)
    if (value.amount > 100) batch += `${JSON.stringify(value)}\n`
  }
  for await (const chunk of createReadStream(input, { highWaterMark: 256 * 1024, encoding: 'utf8' })) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()!
    for (const each of lines) line(each)
    if (batch.length > 256 * 1024) {
      if (!out.write(batch)) await new Promise<void>(resolve => out.once('drain', () => resolve()))
      batch = ''
    }
  }
  if (rest !== '') line(rest)
  await new Promise<void>(resolve => out.end(batch, () => resolve()))
}

async function byRoute(folder: string): Promise<void> {
  rmSync(join(folder, 'out'), { recursive: true, force: true })
  const kafila = await createKafila({ routes: [{ file: 'bench.yaml', text: route(folder) }], logger: { enabled: () => false, write() {} } })
  const done = new Promise<void>(resolve => kafila.onExchangeDone(() => resolve()))
  await kafila.start()
  await done
  await kafila.stop()
}
