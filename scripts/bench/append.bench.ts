import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKafila } from './library.ts'
import { cpuMs, type Result, rowsOf } from './measure.ts'

const LINES = 300_000
const ROUNDS = 5
const BATCH = 64 * 1024

/** Lines of a text in memory, each appended to a file. */
const route = (folder: string) => `
- from:
    uri: direct:lines
    steps:
      - split:
          tokenize: "\\n"
          streaming: true
          steps:
            - to: file:${folder}?fileName=route.txt&fileExist=Append&appendChars=%0A
`

/** Processor time per line that is appended to a file, against a loop that writes 64 KB at a time. */
export async function bench(): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'kafila-bench-'))
  const text = Array.from({ length: LINES }, (_, id) => `${id} ${'a'.repeat(180)}`).join('\n')
  const kafila = await createKafila({ routes: [{ file: 'bench.yaml', text: route(folder) }] })
  await kafila.start()
  const variants = [
    { label: 'hand-written: 64 KB at a time', file: 'hand.txt', run: () => byHand(text, join(folder, 'hand.txt')) },
    { label: 'route: split, append', file: 'route.txt', run: async () => void (await kafila.send('direct:lines', { body: text })) },
  ]
  const times = variants.map(() => [] as number[])
  for (let round = -1; round < ROUNDS; round++) {
    for (const [index, { run, file }] of variants.entries()) {
      rmSync(join(folder, file), { force: true })
      const before = cpuMs()
      await run()
      if (round >= 0) times[index]!.push(((cpuMs() - before) * 1e6) / LINES)
    }
  }
  await kafila.stop()
  const [hand, written] = variants.map(({ file }) => readFileSync(join(folder, file), 'utf8'))
  if (hand !== written || written !== `${text}\n`) throw new Error('the outputs differ')
  rmSync(folder, { recursive: true, force: true })
  return {
    unit: 'ns of CPU per line',
    rows: rowsOf(variants, times),
  }
}

async function byHand(text: string, output: string): Promise<void> {
  const file = await open(output, 'a')
  let batch = ''
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at)
    const next = end < 0 ? text.length : end
    batch += `${text.slice(at, next)}\n`
    at = next + 1
    if (batch.length > BATCH) {
      await file.write(batch)
      batch = ''
    }
  }
  await file.write(batch)
  await file.close()
}
