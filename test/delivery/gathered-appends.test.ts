import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { newFolder, runRoutes } from '../helpers/run-routes.ts'

const OUT = 'file:{{folder}}/out?fileName=all.txt&fileExist=Append&appendChars=%0A'
/** A step that does more than compute: with it each append is a write of its own, as the order of effects demands. */
const EFFECT = '{ to: "bean:effect" }'

/** Runs lines through a split, and tells what stood in the output when a bean `look` was called. */
async function splitLines(lines: readonly string[], steps: readonly string[], more = '', behind = '{ to: "bean:look" }') {
  const folder = newFolder()
  const looks: string[] = []
  const output = () => (existsSync(join(folder, 'out/all.txt')) ? readFileSync(join(folder, 'out/all.txt'), 'utf8') : '')
  const beans = { look: () => void looks.push(output()), effect: () => {} }
  const yaml = `${more}
- route:
    from:
      uri: direct:start
      steps:
        - split: { tokenize: "\\n", streaming: true, steps: [ ${steps.join(', ')} ] }
        - ${behind}
`
  const routes = await runRoutes(yaml, { folder, beans })
  const exchange = await routes.kafila.send('direct:start', { body: lines.join('\n') })
  return { ...routes, exchange, looks, output }
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `{"line":${index}}`)
const text = (lines: readonly string[]) => lines.map(line => `${line}\n`).join('')
const READ = '{ unmarshal: { json: {} } }'
const WRITE = '{ marshal: { json: {} } }'

describe('appends of parts that only compute', () => {
  test('are written when the step behind the split runs', async () => {
    const lines = numbered(3000)
    const { looks } = await splitLines(lines, [READ, WRITE, `{ to: "${OUT}" }`])
    expect(looks).toEqual([text(lines)])
  })

  test('are written before the failure of a later part is handled, which then finds what stood before it', async () => {
    const lines = numbered(20)
    lines[7] = 'no json'
    const onException = '- onException: { exception: [java.lang.Exception], handled: { constant: "true" }, steps: [ { to: "bean:look" } ] }'
    const { looks, exchange } = await splitLines(lines, [READ, WRITE, `{ to: "${OUT}" }`], onException)
    expect(looks).toEqual([text(lines.slice(0, 7)), text(lines.filter(line => line !== 'no json'))])
    expect(exchange.exception).toBeUndefined()
  })

  test('keep their order among files', async () => {
    const other = 'file:{{folder}}/out?fileName=${header.to}.txt&fileExist=Append'
    const { folder } = await splitLines(numbered(9), [
      READ,
      '{ choice: { when: [ { simple: "${body[line]} range \'3..5\'", steps: [ { setHeader: { name: to, constant: b } } ] } ], otherwise: { steps: [ { setHeader: { name: to, constant: a } } ] } } }',
      WRITE,
      `{ to: "${other}" }`,
    ])
    const read = (name: string) => readFileSync(join(folder, 'out', name), 'utf8')
    expect([read('a.txt'), read('b.txt')]).toEqual([
      [0, 1, 2, 6, 7, 8].map(line => `{"line":${line}}`).join(''),
      [3, 4, 5].map(line => `{"line":${line}}`).join(''),
    ])
  })

  test.runIf(existsSync('/proc/thread-self/io'))('take few calls into the system', async () => {
    // of this thread alone: the process runs other tests beside this one
    const writes = () => Number(/syscw: (\d+)/.exec(readFileSync('/proc/thread-self/io', 'utf8'))![1])
    const calls = async (steps: readonly string[]) => {
      const before = writes()
      await splitLines(numbered(2000), steps)
      return writes() - before
    }
    expect(await calls([READ, WRITE, `{ to: "${OUT}" }`])).toBeLessThan(500)
    expect(await calls([READ, EFFECT, WRITE, `{ to: "${OUT}" }`])).toBeGreaterThanOrEqual(2000)
  })
})

describe.runIf(existsSync('/dev/full'))('appends to a device that is full', () => {
  const FULL = '{ to: "file:/dev?fileName=full&fileExist=Append" }'

  async function failing(steps: readonly string[], more: string) {
    const { received, records, exchange } = await splitLines(['a', 'b', 'c'], steps, more, '{ to: "mock:end" }')
    const dead = received('dead').map(each => [
      each.body,
      each.header('CamelRedeliveryCounter'),
      each.header('CamelFileNameProduced'),
      each.property('CamelSplitIndex'),
      each.property('CamelToEndpoint'),
      each.property('CamelFailureEndpoint'),
      String(each.property('CamelExceptionCaught')),
    ])
    const messages = records.map(({ level, message }) => `${level} ${message.replaceAll(/[0-9A-F]{15}-[0-9A-F]{16}/g, 'ID')}`)
    return { dead, messages, failure: String(exchange.exception), end: received('end').length }
  }

  test.each([
    ['no handler', '- errorHandler: { noErrorHandler: {} }'],
    ['the default handler', ''],
    [
      'redeliveries and a dead letter channel',
      '- errorHandler: { deadLetterChannel: { deadLetterUri: "mock:dead", redeliveryPolicy: { maximumRedeliveries: "2", redeliveryDelay: "1" } } }',
    ],
    [
      'a clause that goes on',
      '- onException: { exception: [java.lang.Exception], continued: { constant: "true" }, steps: [ { to: "mock:dead" } ] }',
    ],
    [
      'a clause with the original message',
      '- onException: { exception: [java.lang.Exception], handled: { constant: "true" }, useOriginalMessage: true, steps: [ { to: "mock:dead" } ] }',
    ],
  ])('fail their own messages, one by one, as without gathering: %s', async (_, more) => {
    const name = '{ setHeader: { name: x, simple: "${body}!" } }'
    const gathered = await failing([name, FULL], more)
    const alone = await failing([name, EFFECT, FULL], more)
    expect([gathered.failure, ...gathered.dead]).not.toEqual(['undefined'])
    expect(gathered).toEqual(alone)
  })
})
