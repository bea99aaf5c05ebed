import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import file from '../../../connectors/file/index.ts'
import type { ConnectorDriver, RawMessage } from '../../../src/testing/index.ts'

/** Folders: one file for each message that is read, one file of lines for each key that is written. */
export async function fileDriver(): Promise<ConnectorDriver> {
  const root = mkdtempSync(join(tmpdir(), 'kafila-file-driver-'))
  let places = 0
  return {
    connector: file,
    keyHeader: 'CamelFileName',
    async place() {
      const folder = join(root, String(++places))
      const [input, output] = [join(folder, 'in'), join(folder, 'out')]
      for (const each of [input, output]) mkdirSync(each, { recursive: true })
      const seen = new Map<string, number>()
      let written = 0
      return {
        source: `file:${input}?initialDelay=0&delay=50&delete=true&sortBy=file:name&maxMessagesPerPoll=500`,
        sink: `file:${output}?fileExist=Append&appendChars=%0A`,
        async write(messages) {
          for (const { body } of messages) writeFileSync(join(input, String(++written).padStart(8, '0')), body)
        },
        async read() {
          return readdirSync(output).flatMap(name => newLines(join(output, name), seen))
        },
      }
    },
  }
}

/** The whole lines of a file that were not there at the last look. */
function newLines(path: string, seen: Map<string, number>): RawMessage[] {
  const from = seen.get(path) ?? 0
  if (statSync(path).size === from) return []
  const fresh = readFileSync(path).subarray(from)
  const end = fresh.lastIndexOf(10) + 1
  seen.set(path, from + end)
  return fresh
    .subarray(0, end)
    .toString('utf8')
    .split('\n')
    .slice(0, -1)
    .map(line => ({ body: Buffer.from(line) }))
}
