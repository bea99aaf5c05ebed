import { expect, test } from 'vitest'
import { builtInCatalog } from '../../src/catalog/index.ts'
import { readRoutes } from '../../src/cli/actions/graph-input.ts'
import { buildGraph } from '../../src/graph/build-graph.ts'
import { dotText } from '../../src/graph/dot.ts'
import { type Graph, placedParts } from '../../src/graph/graph.ts'
import { mermaidText } from '../../src/graph/mermaid.ts'
import { svgText } from '../../src/graph/svg/svg.ts'
import { newFolder } from '../helpers/run-routes.ts'

async function graphOf(text: string, only?: string): Promise<Graph> {
  const routes = [{ file: 'routes.yaml', text }]
  const { input } = await readRoutes({ catalog: builtInCatalog(), routes, properties: { queue: 'work' }, directory: newFolder() })
  return buildGraph({ ...input, ...(only !== undefined && { only }) })
}

/** Edges as `from -> to`, by titles and details. */
function edges(graph: Graph): string[] {
  const names = new Map([...placedParts(graph)].map(({ id, title, detail }) => [id, detail === undefined ? title : `${title} ${detail}`]))
  return graph.edges.map(
    ({ from, to, kind, label }) =>
      `${names.get(from)} -${kind === 'flow' ? '' : kind}${label === undefined ? '' : `[${label}]`}-> ${names.get(to)}`,
  )
}

const steps = (yaml: string) =>
  `- route:\n    id: r\n    from:\n      uri: direct:in\n      steps:\n${yaml.replaceAll(/^/gm, '        ')}\n`

test('a choice has an edge for each branch with its predicate, and else where nothing is left over', async () => {
  const graph = await graphOf(
    steps(`- choice:
    when:
      - simple: "\${body} > 1"
        steps: [{ log: big }]
      - jsonpath: "$.x"
        steps: []
- log: after`),
  )
  expect(edges(graph)).toEqual([
    'direct:in --> choice',
    'choice -[${body} > 1]-> log big',
    'log big --> log after',
    'choice -[jsonpath: $.x]-> log after',
    'choice -[else]-> log after',
  ])
})

test('a filter goes on with yes and no, and nothing follows a stop', async () => {
  const graph = await graphOf(steps(`- filter: { simple: "\${body} == 1", steps: [{ stop: {} }] }\n- log: after`))
  expect(edges(graph)).toEqual([
    'direct:in --> filter ${body} == 1',
    'filter ${body} == 1 -[yes]-> stop',
    'filter ${body} == 1 -[no]-> log after',
  ])
})

test('split and loop are blocks, branches of a multicast come together again', async () => {
  const graph = await graphOf(
    steps(`- split:
    tokenize: ","
    steps:
      - multicast:
          steps: [{ log: a }, { to: "mock:b" }]
- loop: { constant: "3", steps: [{ log: c }] }`),
  )
  const parts = [...placedParts(graph)]
  const block = (title: string) => parts.find(each => each.title === title)
  expect(block('split')).toMatchObject({ kind: 'block', block: block('route r')!.id })
  expect(parts.find(each => each.detail === 'a')).toMatchObject({ block: block('split')!.id })
  expect(block('loop')).toMatchObject({ detail: 'constant: 3' })
  expect(edges(graph)).toEqual([
    'direct:in --> multicast',
    'multicast --> log a',
    'multicast --> to mock:b',
    'log a --> log c',
    'to mock:b --> log c',
  ])
})

test('doTry has dashed edges to its clauses, with exceptions and conditions, and ends in doFinally', async () => {
  const graph = await graphOf(
    steps(`- doTry:
    steps: [{ to: "mock:a" }]
    doCatch:
      - exception: [java.io.IOException, java.lang.IllegalStateException]
        onWhen: { simple: "\${body} == 1" }
        steps: [{ log: caught }]
    doFinally: { steps: [{ log: end }] }`),
  )
  expect(edges(graph)).toEqual([
    'direct:in --> doTry',
    'doTry --> to mock:a',
    'doTry -error[IOException, IllegalStateException when ${body} == 1]-> log caught',
    'to mock:a -[doFinally]-> log end',
    'log caught -[doFinally]-> log end',
  ])
})

test('routes are linked by what they send to each other, placeholders and parameters resolved', async () => {
  const graph =
    await graphOf(`- from: { uri: "direct:in", steps: [{ to: { uri: seda, parameters: { name: work } } }, { wireTap: { uri: "direct:tap" } }, { recipientList: { constant: "direct:tap, mock:x" } }, { toD: "direct:\${header.x}" }] }
- route: { id: worker, from: { uri: "seda:{{queue}}?size=5", steps: [{ log: x }] } }
- route: { id: tap, from: { uri: "direct:tap", steps: [{ log: y }] } }
`)
  expect(edges(graph).filter(each => each.includes('link'))).toEqual([
    'to seda name=work -link-> seda:{{queue}}',
    'wireTap direct:tap -link-> direct:tap',
    'recipientList constant: direct:tap, mock:x -link-> direct:tap',
  ])
})

test('Kamelets are drawn with what goes in and what comes out', async () => {
  const { input } = await readRoutes({
    catalog: builtInCatalog(),
    routes: [
      { file: 'a.yaml', text: '- from: { uri: "kamelet:tick", steps: [{ to: "kamelet:shout" }] }\n' },
      {
        file: 'tick.kamelet.yaml',
        text: 'kind: Kamelet\nmetadata: { name: tick }\nspec: { template: { from: { uri: "timer:t", steps: [{ log: t }, { to: "kamelet:sink" }] } } }\n',
      },
      {
        file: 'shout.kamelet.yaml',
        text: 'kind: Kamelet\nmetadata: { name: shout }\nspec: { template: { from: { uri: "kamelet:source", steps: [{ log: s }] } } }\n',
      },
    ],
    properties: {},
    directory: newFolder(),
  })
  const graph = buildGraph(input)
  expect(graph.blocks.map(each => each.title)).toEqual(['route route1', 'Kamelet tick', 'Kamelet shout'])
  expect(edges(graph).filter(each => each.includes('link'))).toEqual([
    'to kamelet:shout -link-> kamelet:source',
    'to kamelet:sink -link-> kamelet:tick',
  ])
})

test('a Pipe is drawn as a route whose steps are Kamelets; a kamelet step with steps is a block that begins with it', async () => {
  const kamelet = 'kind: Kamelet\nmetadata: { name: shout }\nspec: { template: { from: { uri: "kamelet:source", steps: [{ log: s }] } } }\n'
  const pipe = `apiVersion: camel.apache.org/v1
kind: Pipe
metadata: { name: pipe }
spec:
  source: { uri: "timer:t" }
  steps: [{ ref: { kind: Kamelet, apiVersion: camel.apache.org/v1, name: shout } }]
  sink: { uri: "log:end" }
`
  const nested = '- from: { uri: "direct:n", steps: [{ kamelet: { name: shout, steps: [{ log: inside }] } }] }\n'
  const routes = [pipe, nested, kamelet].map((text, index) => ({ file: `${index}.yaml`, text }))
  const { input } = await readRoutes({ catalog: builtInCatalog(), routes, properties: {}, directory: newFolder() })
  expect(edges(buildGraph(input))).toEqual([
    'timer:t --> kamelet shout',
    'kamelet shout --> to log:end',
    'direct:n --> kamelet shout',
    'kamelet shout --> log inside',
    'kamelet:source --> log s',
    'kamelet shout -link-> kamelet:source',
    'kamelet shout -link-> kamelet:source',
  ])
})

test('error handlers lead to their dead letters, route configurations to the routes that ask for them', async () => {
  const graph = await graphOf(`- routeConfiguration:
    id: safe
    onException: [{ onException: { exception: [java.lang.Exception], handled: { constant: "true" }, redeliveryPolicy: { maximumRedeliveries: 2 }, steps: [{ log: oh }] } }]
- errorHandler: { deadLetterChannel: { deadLetterUri: "direct:dead" } }
- route:
    id: a
    routeConfigurationId: safe
    errorHandler: { deadLetterChannel: { deadLetterUri: "mock:lost?retainFirst=1" } }
    from: { uri: "direct:a", steps: [{ log: x }] }
- route: { id: dead, from: { uri: "direct:dead", steps: [{ log: d }] } }
`)
  expect(edges(graph).filter(each => each.includes('error'))).toEqual([
    'direct:a -error[errorHandler]-> dead letter mock:lost',
    'direct:a -error-> Exception 2 redeliveries; handled',
    'deadLetterChannel -error[dead letter]-> direct:dead',
  ])
})

test('verbs of a rest are sources that lead to their routes', async () => {
  const graph = await graphOf(`- rest:
    path: /orders
    get: [{ path: "/{id}", to: "direct:get" }]
    post: [{ to: "direct:add" }]
- from: { uri: "direct:get", steps: [{ log: g }] }
- from: { uri: "direct:add", steps: [{ log: a }] }
`)
  expect(edges(graph).filter(each => each.includes('link'))).toEqual([
    'GET /orders/{id} direct:get -link-> direct:get',
    'POST /orders direct:add -link-> direct:add',
  ])
})

test('one route alone is drawn without those that it sends to', async () => {
  const graph = await graphOf(
    '- route: { id: a, from: { uri: "direct:a", steps: [{ to: "direct:b" }] } }\n- route: { id: b, from: { uri: "direct:b", steps: [{ log: x }] } }\n',
    'a',
  )
  expect(graph.blocks.map(each => each.title)).toEqual(['route a'])
  expect(edges(graph)).toEqual(['direct:a --> to direct:b'])
})

test('secrets in URIs and options are not shown', async () => {
  const graph = await graphOf(
    steps('- to: "http://user:geheim@example.com/x?authPassword=geheim"\n- setProperty: { name: a, constant: b }'),
  )
  expect(JSON.stringify(graph)).not.toContain('geheim')
})

const AWKWARD = steps(
  `- log: 'say "Größe" <b>&amp;</b> \`x\` #1; {y} [z] (w) |v| \\\\ 100% %%{init}%% — end'\n- log: "${'ä'.repeat(60)}"\n- filter: { simple: "\${body} == '<\\"&'", steps: [{ log: "\\u0007bell" }] }`,
)

test('Mermaid text has no mark of the texts that Mermaid, HTML or Markdown would read', async () => {
  const text = mermaidText(await graphOf(AWKWARD))
  expect(text).toContain('"log<br/>say #34;Größe#34; #60;b#62;#38;amp#59;#60;/b#62; #96;x#96; #35;1#59; {y} [z] (w…"')
  expect(text).toContain(`log<br/>${'ä'.repeat(43)}…"`)
  expect(text).toContain("filter<br/>${body} == '#60;#34;#38;'\"")
  for (const line of text.split('\n')) expect((line.match(/"/g) ?? []).length % 2, line).toBe(0)
})

test('DOT text has its quotes and backslashes escaped, and blocks as clusters', async () => {
  const text = dotText(await graphOf(AWKWARD))
  expect(text).toContain('label="log\\nsay \\"Größe\\" <b>&amp;</b> `x` #1; {y} [z] (w…"')
  expect(text).toContain('subgraph cluster_b1 {')
  for (const line of text.split('\n')) expect((line.replaceAll(/\\["\\]/g, '').match(/"/g) ?? []).length % 2, line).toBe(0)
})

test('SVG is well-formed XML with all texts in it', async () => {
  const { DOMParser } = await import('@xmldom/xmldom')
  const problems: string[] = []
  const svg = svgText(await graphOf(AWKWARD))
  const parser = new DOMParser({ onError: (_, message) => void problems.push(message) })
  const texts = [...parser.parseFromString(svg, 'image/svg+xml').getElementsByTagName('text')].map(each => each.textContent)
  expect(problems).toEqual([])
  expect(texts).toContain('say "Größe" <b>&amp;</b> `x` #1; {y} [z] (w…')
  expect(texts).toContain('bell')
})

const MANY = `${steps(`- multicast:
    steps:
      - choice: { when: [{ simple: "\${body} == 1", steps: [{ log: a }, { to: "direct:b" }] }], otherwise: { steps: [{ stop: {} }] } }
      - pipeline: { steps: [{ filter: { simple: "\${body} == 2", steps: [{ log: c }] } }, { to: "direct:b" }] }
- doTry: { steps: [{ log: d }], doCatch: [{ exception: [java.lang.Exception], steps: [{ log: e }] }] }
- to: direct:in`)}- route: { id: b, from: { uri: "direct:b", steps: [{ log: f }, { to: "direct:in" }] } }\n`

test('nodes of a picture lie inside of it and do not overlap', async () => {
  const svg = svgText(await graphOf(MANY))
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.map(Number)
  const boxes = [
    ...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" rx="[\d.]+" fill="#(?:d5|ee|d9|f9)/g),
  ].map(([, ...numbers]) => numbers.map(Number) as [number, number, number, number])
  expect(boxes.length).toBeGreaterThan(10)
  for (const [index, [x, y, w, h]] of boxes.entries()) {
    expect(x >= 0 && y >= 0 && x + w <= width! && y + h <= height!).toBe(true)
    const overlapping = boxes.slice(index + 1).filter(([ox, oy, ow, oh]) => x < ox + ow && ox < x + w && y < oy + oh && oy < y + h)
    expect(overlapping).toEqual([])
  }
})

test('equal files give equal texts in all formats', async () => {
  const [first, second] = [await graphOf(MANY), await graphOf(MANY)]
  for (const format of [mermaidText, dotText, svgText]) expect(format(first)).toBe(format(second))
})

test('a file with mistakes is drawn as far as it can be read', async () => {
  const graph = await graphOf(steps('- log: a\n- setBoddy: { simple: x }\n- to: "nothing:b"'))
  expect(edges(graph)).toEqual(['direct:in --> log a', 'log a --> to nothing:b'])
})
