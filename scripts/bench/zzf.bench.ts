import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKafila } from './library.ts'
import { cpuMs } from './measure.ts'

const LINES = 100_000
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
export async function bench() {
  const folder = mkdtempSync(join(tmpdir(), 'kafila-bench-'))
  mkdirSync(join(folder, 'in'))
  writeFileSync(
    join(folder, 'in/lines.ndjson'),
    Array.from({ length: LINES }, (_, id) =>
      JSON.stringify({ id, amount: id % 200, customer: `customer ${id % 97}`, note: 'a'.repeat(120) }),
    ).join('\n'),
  )
  const out = []
  for (let i = 0; i < 6; i++) {
    rmSync(join(folder, 'out'), { recursive: true, force: true })
    const b = cpuMs()
    const kafila = await createKafila({
      routes: [{ file: 'bench.yaml', text: route(folder) }],
      logger: { enabled: () => false, write() {} },
    })
    const done = new Promise<void>(resolve => kafila.onExchangeDone(() => resolve()))
    await kafila.start()
    await done
    await kafila.stop()
    out.push((((cpuMs() - b) * 1e6) / LINES).toFixed(0))
  }
  rmSync(folder, { recursive: true, force: true })
  return { out: out.join(' ') }
}
