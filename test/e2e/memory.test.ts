import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startCommand } from './command.ts'

/** 1024 for the full measurement; the bound on memory is the same for any size. */
const MEGABYTES = Number(process.env['KAFILA_MEMORY_MB'] ?? 96)
const LIMIT_MB = 150

const ROUTES = `
- from:
    uri: file:{{in}}?noop=true&initialDelay=0
    steps:
      - split:
          tokenize: "\\n"
          streaming: true
          steps:
            - filter:
                simple: "\${body} contains '\\"level\\":\\"error\\"'"
                steps:
                  - to: file:{{out}}?fileName=errors.ndjson&fileExist=Append&appendChars=%0A
`

test(`${MEGABYTES} MB of JSON lines through split streaming, filter and file stay below ${LIMIT_MB} MB of memory`, {
  timeout: 600_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kafila-memory-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'in'))
  const errors = writeLines(join(folder, 'in/events.ndjson'))
  writeFileSync(join(folder, 'memory.camel.yaml'), ROUTES)
  const kafila = startCommand(
    ['run', 'memory.camel.yaml', '--max-messages', '1', '--property', `in=${folder}/in`, '--property', `out=${folder}/out`],
    { cwd: folder },
  )
  const peak = watchPeak(kafila.child.pid!)
  expect(await kafila.ended).toBe(0)
  const peakMb = peak()
  expect(statSync(join(folder, 'out/errors.ndjson')).size).toBe(errors)
  console.log(`peak resident memory ${peakMb} MB for ${MEGABYTES} MB`)
  expect(peakMb).toBeLessThan(LIMIT_MB)
})

/** Writes lines of some 200 bytes, one in a hundred an error; gives the size of the errors with their line ends. */
function writeLines(path: string): number {
  const file = openSync(path, 'w')
  let errors = 0
  let written = 0
  for (let id = 0; written < MEGABYTES * 1024 * 1024; ) {
    const block: string[] = []
    for (let i = 0; i < 5000; i++, id++) {
      const line = JSON.stringify({ id, level: id % 100 === 0 ? 'error' : 'info', note: 'x'.repeat(150) })
      if (id % 100 === 0) errors += line.length + 1
      block.push(line)
    }
    const text = `${block.join('\n')}\n`
    writeSync(file, text)
    written += text.length
  }
  closeSync(file)
  return errors
}

/** Follows the peak resident memory of a process until it ends; the result is in MB. */
function watchPeak(pid: number): () => number {
  let peak = 0
  const timer = setInterval(() => {
    try {
      const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
      peak = Math.max(peak, Math.round(Number(line?.[1] ?? 0) / 1024))
    } catch {
      // the process has ended: the last value is the peak
    }
  }, 20)
  return () => {
    clearInterval(timer)
    return peak
  }
}
