import { expect, onTestFinished, test } from 'vitest'
import { createKafila, type Kafila, mocks } from '../../src/index.ts'

const silent = { enabled: () => false, write() {} }

async function run(...texts: string[]): Promise<Kafila> {
  const routes = texts.map((text, index) => ({ file: `${index}.yaml`, text }))
  const kafila = await createKafila({ logger: silent, routes })
  onTestFinished(() => kafila.stop({ timeoutMs: 500 }))
  await kafila.start()
  return kafila
}

const pipe = (spec: string) => `apiVersion: camel.apache.org/v1\nkind: Pipe\nmetadata: { name: my-pipe }\nspec:\n${spec}`
const KAMELET = `kind: Kamelet
metadata: { name: wrap }
spec:
  definition: { properties: { mark: { type: string, default: "-" } } }
  template: { from: { uri: "kamelet:source", steps: [ { setBody: { simple: "{{mark}}\${body}" } } ] } }
`

test('a Pipe is a route from its source over its steps to its sink, with its name as id', async () => {
  const ref = 'ref: { kind: Kamelet, apiVersion: camel.apache.org/v1, name: wrap }'
  const spec = `  source: { uri: "direct:start" }\n  steps: [ { ${ref}, properties: { mark: a } }, { ${ref} }, { uri: "kamelet:wrap?mark=z" } ]\n  sink: { uri: "mock:end" }\n`
  const kafila = await run(pipe(spec), KAMELET)
  await kafila.send('direct:start', { body: 'x' })
  expect(mocks(kafila).endpoint('end').received[0]!.body).toBe('z-ax')
  expect(kafila.routes.has('my-pipe')).toBe(true)
})

test('a Pipe transforms what leaves its source and what goes into its sink', async () => {
  const kafila = await run(
    pipe('  source: { uri: "direct:start" }\n  sink: { uri: "mock:end", dataTypes: { in: { format: text-plain } } }\n'),
  )
  await kafila.send('direct:start', { body: 42 })
  expect(mocks(kafila).endpoint('end').received[0]!.body).toBe('42')
})

test('the error handler of a Pipe tries again and then sends to its sink', async () => {
  const handler =
    '  errorHandler: { sink: { endpoint: { uri: "mock:dead" }, parameters: { maximumRedeliveries: 1, redeliveryDelay: 1 } } }\n'
  const kafila = await run(pipe(`  source: { uri: "direct:start" }\n  sink: { uri: "direct:nobody?block=false" }\n${handler}`))
  expect((await kafila.send('direct:start')).exception).toBeUndefined()
  expect(mocks(kafila).endpoint('dead').count).toBe(1)
})

test('an Integration runs its flows and its sources', async () => {
  const text = `kind: Integration
metadata: { name: i }
spec:
  flows:
    - from: { uri: direct:one, steps: [ { setBody: { constant: "1" } } ] }
  sources:
    - name: two.yaml
      content: |
        - from: { uri: direct:two, steps: [ { setBody: { constant: "2" } } ] }
`
  const kafila = await run(text)
  expect([await kafila.request('direct:one'), await kafila.request('direct:two')]).toEqual(['1', '2'])
})

test('resources of other kinds beside routes are left out with a warning', async () => {
  const kafila = await run('kind: ConfigMap\ndata: {}\n', 'kind: KameletBinding\nspec: {}\n')
  expect(kafila.diagnostics.map(each => `${each.severity} ${each.code}`)).toEqual(['warning KF_FILE_KIND', 'warning KF_FILE_KIND'])
})
