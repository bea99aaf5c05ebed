import { expect, test } from 'vitest'
import { builtInCatalog } from '../../src/catalog/index.ts'
import { readRoutes } from '../../src/cli/actions/graph-input.ts'
import { type RouteStory, routeStories } from '../../src/cli/actions/route-story.ts'
import { storyMarkdown } from '../../src/cli/actions/story-markdown.ts'
import { storyText } from '../../src/cli/actions/story-text.ts'
import { newFolder } from '../helpers/run-routes.ts'

async function stories(text: string, properties: Readonly<Record<string, string>> = {}): Promise<RouteStory[]> {
  const { kafila, input } = await readRoutes({
    catalog: builtInCatalog(),
    routes: [{ file: 'routes.yaml', text }],
    properties,
    directory: newFolder(),
  })
  return routeStories({ ...input, property: key => kafila.services.property(key) })
}

test('a source is told with its options and what they mean', async () => {
  const [story] = await stories('- from: { uri: "timer:tick?delay=0", steps: [{ log: x }] }\n')
  expect(story!.source).toMatchObject({
    uri: 'timer:tick',
    options: [{ name: 'delay', value: '0', describe: expect.stringMatching(/first message/) }],
  })
})

test('steps are told with what they work with, nested as in the file', async () => {
  const [story] = await stories(`- from:
    uri: direct:in
    steps:
      - split:
          tokenize: ","
          steps:
            - choice: { when: [{ simple: "\${body} > 1", steps: [{ log: big }] }], otherwise: { steps: [{ stop: {} }] } }
`)
  const shape = (steps: RouteStory['steps']): unknown =>
    steps.map(({ step, detail, inside }) => [step, detail, inside.map(each => [each.label, shape(each.steps)])])
  expect(shape(story!.steps)).toEqual([
    [
      'split',
      'tokenize token=,',
      [
        [
          undefined,
          [
            [
              'choice',
              undefined,
              [
                ['when ${body} > 1', [['log', 'big', []]]],
                ['otherwise', [['stop', undefined, []]]],
              ],
            ],
          ],
        ],
      ],
    ],
  ])
})

test('properties are told with defaults and values, secrets masked', async () => {
  const [story] = await stories(
    '- from: { uri: "timer:t?period={{every:5s}}", steps: [{ log: "{{greeting}} {{?maybe}}" }, { setHeader: { name: a, constant: "{{password}}" } }] }\n',
    { greeting: 'hi', password: 'geheim' },
  )
  expect(story!.properties).toEqual([
    { key: 'every', default: '5s' },
    { key: 'greeting', value: 'hi' },
    { key: 'maybe' },
    { key: 'password', value: 'xxxxx' },
  ])
})

test('error handling is told: clauses of the file and of the configuration that is asked for, then the handler', async () => {
  const [story] = await stories(`- onException: { exception: [java.io.IOException], handled: { constant: "true" }, steps: [{ log: io }] }
- routeConfiguration: { id: safe, onException: [{ onException: { exception: [java.lang.Exception], steps: [{ log: e }] } }] }
- routeConfiguration: { id: other, onException: [{ onException: { exception: [java.lang.Error], steps: [{ log: e }] } }] }
- errorHandler: { deadLetterChannel: { deadLetterUri: "mock:dead?retainFirst=1", redeliveryPolicy: { maximumRedeliveries: 3 } } }
- route: { id: a, routeConfigurationId: "sa*", from: { uri: "direct:a", steps: [{ log: x }] } }
`)
  expect(story!.errorHandling).toEqual([
    'onException IOException: handled',
    'onException Exception (routeConfiguration safe)',
    'deadLetterChannel: 3 redeliveries, then to mock:dead',
  ])
})

test('endpoints are told once each with the route that they lead to, secret options masked', async () => {
  const [story] =
    await stories(`- from: { uri: "direct:a", steps: [{ to: "direct:b" }, { to: "direct:b" }, { to: "http://x.example/?authPassword=geheim" }] }
- route: { id: second, from: { uri: "direct:b", steps: [{ log: x }] } }
`)
  expect(story!.endpoints.map(({ uri, route, options }) => [uri, route, options.map(each => `${each.name}=${each.value}`)])).toEqual([
    ['direct:b', 'second', []],
    ['http://x.example/', undefined, ['authPassword=xxxxx']],
  ])
})

test('beans and Kamelets that a route names are told', async () => {
  const [story] = await stories(`- beans:
    - { name: list, type: org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy }
    - { name: unused, type: org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy }
- from: { uri: "direct:a", steps: [{ split: { simple: "\${body}", aggregationStrategy: "#list", steps: [{ log: x }] } }, { to: "kamelet:shout?word=a" }] }
`)
  expect(story!.beans).toEqual([{ name: 'list', type: 'org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy' }])
  expect(story!.kamelets).toEqual(['shout'])
})

test('text has a column for what steps do, and Markdown marks nothing of the texts up', async () => {
  const [story] = await stories(
    '- route: { id: a, description: "An *odd* route", from: { uri: "direct:a", steps: [{ log: "a `b` | c" }] } }\n',
  )
  expect(storyText(story!)).toMatch(
    /^route a \(routes.yaml\)\n {2}An \*odd\* route\n\n {2}from direct:a {2,}\w.*\n {2}- log a `b` \| c {2,}Writes a line to the log\n/,
  )
  const markdown = storyMarkdown(story!)
  expect(markdown).toContain('An \\*odd\\* route')
  expect(markdown).toContain('- **log** `` a `b` | c ``: Writes a line to the log')
})
