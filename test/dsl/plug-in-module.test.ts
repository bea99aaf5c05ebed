import { transformSync } from 'esbuild'
import { expect, onTestFinished, test } from 'vitest'
import { plugInCatalog } from '../../src/catalog/plug-in-catalog.ts'
import { plugInModule } from '../../src/dsl/generate/plug-in-module.ts'
import { writeTypeScript } from '../../src/dsl/write/typescript.ts'
import * as kafila from '../../src/index.ts'
import { Positions } from '../../src/model/positions.ts'
import { readDocument, readFile } from '../../src/model/read-file.ts'
import { acmePlugIn } from './acme-plug-in.ts'

const { direct, from, routeFile, seda, simple } = kafila
const plugIns = [acmePlugIn]
const catalog = plugInCatalog({ plugIns })
const text = plugInModule(catalog)!

// biome-ignore lint/suspicious/noExplicitAny: the types of what is generated have tests of their own
type Functions = Readonly<Record<string, (...args: any[]) => any>>

/** What the module exports, run over the library under test. */
function load(): Functions {
  const { code } = transformSync(text, { loader: 'ts', format: 'cjs' })
  const module = { exports: {} as Functions }
  new Function('require', 'module', 'exports', code)(() => kafila, module, module.exports)
  return module.exports
}

const acme = load()

/** What a module of routes exports that imports both. */
function loadRoutes(source: string): ReturnType<typeof from> {
  const { code } = transformSync(source, { loader: 'ts', format: 'cjs' })
  const module = { exports: {} as { default: ReturnType<typeof from> } }
  const imported: Readonly<Record<string, unknown>> = { kafila, './kafila.plug-ins.ts': acme }
  new Function('require', 'module', 'exports', code)((name: string) => imported[name], module, module.exports)
  return module.exports.default
}

/** The model of a program, or of YAML, as plain data; what is wrong with it where something is. */
function modelOf(made: ReturnType<typeof from> | string): unknown {
  const wrong: string[] = []
  const report = (each: { severity: string; message: string }) => each.severity === 'error' && wrong.push(each.message)
  const model =
    typeof made === 'string'
      ? readFile(made, '', catalog, new Positions(), report)
      : readDocument(routeFile(made).document, '', catalog, new Positions(), report)
  return wrong.length > 0 ? wrong : JSON.parse(JSON.stringify({ ...model, file: '' }))
}

test('there is a function for each scheme, language, data format and step, and none for what is built in', () => {
  expect(Object.keys(acme).sort()).toEqual([
    'acme',
    'countWords',
    'deleteStep',
    'dotPath',
    'firstOnes',
    'gitAcme',
    'jsonStep',
    'netstringEndpoint',
    'netstringFormat',
    'node',
    'optionsStep',
    'pick',
    'shout',
  ])
})

test('nothing is written where the plug-ins declare none of these, and the same text for the same declarations', () => {
  expect(plugInModule(plugInCatalog({}))).toBeUndefined()
  expect(plugInModule(plugInCatalog({ plugIns: [{ beanTypes: [] }] }))).toBeUndefined()
  const { connectors, ...others } = acmePlugIn
  expect(plugInModule(plugInCatalog({ plugIns: [{ ...others, connectors: [...connectors!].reverse() }] }))).toBe(text)
})

test('its functions make the model that YAML makes', () => {
  const made = from(acme['acme']!('orders', { region: 'south', pause: '2s' }))
    .eip(acme['shout']!())
    .eip(acme['shout']!('?', { id: 'loud' }))
    .setHeader('city', acme['dotPath']!('a.b', { otherwise: 'none' }))
    .marshal(acme['netstringFormat']!({ limit: 7 }))
    .eip(
      acme['pick']!(
        acme['dotPath']!('a.c'),
        { when: simple('${body}'), header: 'x', tags: { a: 1 }, limits: { most: 3 }, words: ['p', 'q'] },
        (steps: ReturnType<typeof from>) => steps.eip(acme['shout']!('…')).to(acme['netstringEndpoint']!('here', { token: 't' })),
      ),
    )
    .eip(acme['pick']!(simple('1'), (steps: ReturnType<typeof from>) => steps.log('one')))
    .eip(acme['countWords']!())
    .eip(acme['countWords']!({ into: 'n' }))
    .eip(acme['countWords']!(simple('x'), { into: 'n' }))
    .eip(acme['firstOnes']!((steps: ReturnType<typeof from>) => steps.log('a')))
    .eip(acme['firstOnes']!({ first: 2 }, (steps: ReturnType<typeof from>) => steps.log('b')))
    .eip(acme['firstOnes']!(simple('y'), (steps: ReturnType<typeof from>) => steps.log('c')))
    .eip(acme['jsonStep']!('first', { other: 'second' }))
    .to(acme['gitAcme']!('orders', { urgent: 3 }))
  const model = modelOf(made)
  expect(model).toEqual(modelOf(YAML))
  expect(model).toHaveProperty('routes')
})

const YAML = `
- from:
    uri: acme:orders
    parameters: { region: south, pause: 2s }
    steps:
      - shout: {}
      - shout: { mark: "?", id: loud }
      - setHeader: { name: city, dotPath: { path: a.b, otherwise: none } }
      - marshal: { netstring: { limit: 7 } }
      - pick:
          dotPath: a.c
          when: { simple: "\${body}" }
          header: x
          tags: { a: 1 }
          limits: { most: 3 }
          words: [ p, q ]
          steps:
            - shout: …
            - to: { uri: netstring:here, parameters: { token: t } }
      - pick: { simple: "1", steps: [ { log: one } ] }
      - countWords: {}
      - countWords: { into: n }
      - countWords: { simple: x, into: n }
      - firstOnes: { steps: [ { log: a } ] }
      - firstOnes: { first: 2, steps: [ { log: b } ] }
      - firstOnes: { simple: y, steps: [ { log: c } ] }
      - json: { json: first, other: second }
      - to: { uri: git+acme:orders, parameters: { urgent: 3 } }
`

test('what convert writes of routes with plug-ins calls its functions, and makes the same model', () => {
  const file = readFile(YAML, '', catalog, new Positions(), () => undefined)
  const written = writeTypeScript(file, catalog)
  expect(written).toContain(
    "import { acme, countWords, dotPath, firstOnes, gitAcme, jsonStep, netstringEndpoint, netstringFormat, pick, shout } from './kafila.plug-ins.ts'\n",
  )
  expect(written).toContain(".eip(shout('?', { id: 'loud' }))")
  expect(modelOf(loadRoutes(written))).toEqual(modelOf(YAML))
  // options that the types do not know, and what a function would not take
  const loose = '- from: { uri: "acme:a?pause=1", steps: [ { to: "netstring:x" } ] }\n'
  const { length } = [
    ...writeTypeScript(
      readFile(loose, '', catalog, new Positions(), () => undefined),
      catalog,
    ).matchAll(/plug-ins/g),
  ]
  expect(length).toBe(0)
})

test('the module tells what the declarations tell', () => {
  for (const told of [
    'Queues of ACME.',
    'How urgent it is: 0 to 9.',
    'Where it is. Default: `north`.',
    'Makes the body loud. For `.eip(…)`.',
  ])
    expect(text).toContain(told)
  // the default of a secret is one too
  expect(text).not.toContain('hidden')
})

test('functions stand for expressions, conditions and beans of a step of a plug-in', async () => {
  const made = from<number>(direct('in')).eip(
    acme['pick']!(
      (body: number) => body * 2,
      { when: (body: number) => body > 1 },
      (steps: ReturnType<typeof from>) => steps.setBody(() => 'large'),
    ),
  )
  const runtime = await kafila.createKafila({ routes: [routeFile(made)], plugIns })
  onTestFinished(() => runtime.stop())
  await runtime.start()
  const send = async (body: number) => {
    const exchange = await runtime.send('direct:in', { body })
    return [exchange.header('picked'), exchange.body]
  }
  expect(await send(1)).toEqual([2, 1])
  expect(await send(2)).toEqual([4, 'large'])
})

test('objects stand for beans among the options of endpoints, built in or not', () => {
  const client = { send: () => undefined }
  const beanOf = (endpoint: kafila.Endpoint) => {
    const { document } = routeFile(from(direct('in')).to(endpoint, { id: 'out' }))
    const [{ from: route }] = document.raw as unknown as [{ from: { steps: [{ to: { parameters: Record<string, string> } }] } }]
    const { parameters } = route.steps[0].to
    return [document.objects.get(parameters['client'] ?? parameters['dataSource'] ?? ''), parameters['region']]
  }
  expect(beanOf(acme['acme']!('orders', { client, region: 'south' }))).toEqual([client, 'south'])
  expect(beanOf(kafila.sql('select 1', { dataSource: client }))).toEqual([client, undefined])
  expect(modelOf(from(seda('a', { size: 3 })).log('x'))).toHaveProperty('routes')
})
