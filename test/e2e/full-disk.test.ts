import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { newFolder } from '../helpers/run-routes.ts'

const BIN = fileURLToPath(new URL('../../bin/kafila.js', import.meta.url))
/** No file grows beyond this, as on a disk that is full; in blocks of 512 bytes. */
const BLOCKS = 96

const HANDLER = `
- onException:
    exception: [java.lang.Exception]
    handled: { constant: "true" }
    steps:
      - setBody: { simple: "no \${exchangeProperty.CamelSplitIndex}" }
      - to: file:{{folder}}/out?fileName=\${routeId}-dead.txt&fileExist=Append&appendChars=%0A
`

const route = (name: string, effect: string) => `
- route:
    id: ${name}
    from:
      uri: file:{{folder}}/in-${name}?initialDelay=0&charset=UTF-8
      steps:
        - split:
            tokenize: "\\n"
            streaming: true
            steps:
              ${effect}
              - to: file:{{folder}}/out?fileName=${name}.txt&fileExist=Append&appendChars=%0A
`

test.runIf(existsSync('/bin/sh') && process.platform === 'linux')(
  'where the disk is full in the middle of a batch, the messages that did not fit fail, and no other',
  { timeout: 60_000 },
  () => {
    const folder = newFolder()
    const lines = Array.from({ length: 2000 }, (_, index) => `${index} ${'ü€'.repeat(index % 30)}`)
    for (const name of ['gathered', 'alone']) {
      mkdirSync(join(folder, `in-${name}`))
      writeFileSync(join(folder, `in-${name}`, 'lines.txt'), lines.join('\n'))
    }
    // a log step is an effect: with it each append is a write of its own
    writeFileSync(
      join(folder, 'full.camel.yaml'),
      HANDLER + route('gathered', '') + route('alone', '- log: { message: x, loggingLevel: TRACE }'),
    )
    const args = ['run', 'full.camel.yaml', '--max-messages', '2', '--property', `folder=${folder}`]
    const limited = `trap '' XFSZ; ulimit -f ${BLOCKS}; exec "$0" "$@"`
    const { status, stderr } = spawnSync('/bin/sh', ['-c', limited, process.execPath, BIN, ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, KAFILA_CACHE: 'off' },
    })
    expect([status, stderr]).toEqual([0, expect.any(String)])
    const read = (name: string) => readFileSync(join(folder, 'out', name), 'utf8')
    expect(statSync(join(folder, 'out/gathered.txt')).size).toBe(BLOCKS * 512)
    expect(read('gathered.txt')).toBe(read('alone.txt'))
    const dead = read('gathered-dead.txt').trim().split('\n')
    expect(dead).toEqual(read('alone-dead.txt').trim().split('\n'))
    const whole = read('gathered.txt').split('\n').slice(0, -1)
    expect(whole).toEqual(lines.slice(0, whole.length))
    expect(dead).toEqual(lines.slice(whole.length).map((_, index) => `no ${whole.length + index}`))
  },
)
