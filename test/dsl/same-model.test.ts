import { expect, test } from 'vitest'
import {
  beans,
  constant,
  dataFormats,
  deadLetterChannel,
  defaultErrorHandler,
  direct,
  element,
  endpoint,
  expression,
  file,
  from,
  header,
  http,
  intercept,
  interceptFrom,
  interceptSendToEndpoint,
  json,
  jsonpath,
  kafka,
  log,
  mock,
  noErrorHandler,
  onCompletion,
  onException,
  type RouteExport,
  rest,
  restConfiguration,
  route,
  routeConfiguration,
  routeTemplate,
  simple,
  templatedRoute,
  timer,
  tokenize,
} from '../../src/index.ts'
import { modelOf, yamlModel } from './model-of.ts'

const PAIRS: readonly (readonly [title: string, program: () => readonly RouteExport[], yaml: string])[] = [
  [
    'a source with parameters, and steps with options',
    () => [
      from(timer('tick', { period: '1s', repeatCount: 3, fixedRate: true }))
        .setBody(simple('hello'))
        .log('${body}', { loggingLevel: 'WARN', id: 'told', description: 'says it', disabled: true })
        .to(log('orders', { showAll: true }), { pattern: 'InOut' }),
    ],
    `- from:
    uri: timer:tick
    parameters: { period: 1s, repeatCount: 3, fixedRate: true }
    steps:
      - setBody: { simple: hello }
      - log: { message: "\${body}", loggingLevel: WARN, id: told, description: says it, disabled: true }
      - to: { uri: "log:orders", parameters: { showAll: true }, pattern: InOut }`,
  ],
  [
    'a route with options, and an error handler of its own',
    () => [
      route('orders', {
        autoStartup: false,
        startupOrder: 3,
        errorHandler: deadLetterChannel(file('dead', { fileExist: 'Append' }), { level: 'WARN' }),
      })
        .from(direct('orders'), { variableReceive: 'came' })
        .stop(),
    ],
    `- route:
    id: orders
    autoStartup: false
    startupOrder: 3
    errorHandler: { deadLetterChannel: { deadLetterUri: "file:dead?fileExist=Append", level: WARN } }
    from: { uri: "direct:orders", variableReceive: came, steps: [ { stop: {} } ] }`,
  ],
  [
    'blocks, branches and clauses',
    () => [
      from(direct('a'))
        .choice(
          choice =>
            choice
              .when(header('x'), steps => steps.to('direct:x'), { id: 'first' })
              .when(simple('${body} == 1'), steps => steps.log('one').log('and'))
              .otherwise(steps => steps.stop()),
          { id: 'choose' },
        )
        .doTry(
          steps => steps.to(direct('b')),
          clauses =>
            clauses
              .doCatch('java.io.IOException', steps => steps.log('io'), { onWhen: header('x') })
              .doCatch(['a.B', 'a.C'], steps => steps.log('other'))
              .doFinally(steps => steps.log('done')),
        )
        .multicast({ parallelProcessing: true, timeout: 2000 }, steps =>
          steps.to('direct:c').pipeline(inner => inner.log('x').to('direct:d')),
        )
        .circuitBreaker({ resilience4jConfiguration: { timeoutEnabled: true }, onFallback: { steps: steps => steps.log('back') } }, steps =>
          steps.to('direct:e'),
        )
        .loadBalance({ roundRobinLoadBalancer: {} }, steps => steps.to('direct:f').to('direct:g')),
    ],
    `- from:
    uri: direct:a
    steps:
      - choice:
          id: choose
          when:
            - { header: x, id: first, steps: [ { to: "direct:x" } ] }
            - { simple: "\${body} == 1", steps: [ { log: one }, { log: and } ] }
          otherwise: { steps: [ { stop: {} } ] }
      - doTry:
          steps: [ { to: "direct:b" } ]
          doCatch:
            - { exception: [ java.io.IOException ], onWhen: { header: x }, steps: [ { log: io } ] }
            - { exception: [ a.B, a.C ], steps: [ { log: other } ] }
          doFinally: { steps: [ { log: done } ] }
      - multicast:
          parallelProcessing: true
          timeout: 2000
          steps: [ { to: "direct:c" }, { pipeline: { steps: [ { log: x }, { to: "direct:d" } ] } } ]
      - circuitBreaker:
          resilience4jConfiguration: { timeoutEnabled: true }
          onFallback: { steps: [ { log: back } ] }
          steps: [ { to: "direct:e" } ]
      - loadBalance: { roundRobinLoadBalancer: {}, steps: [ { to: "direct:f" }, { to: "direct:g" } ] }`,
  ],
  [
    'expressions with options, endpoints as expressions, and headers as an object',
    () => [
      from(direct('a'))
        .split(tokenize(',', { trim: false }), { streaming: true }, part => part.to(mock('part')))
        .filter(jsonpath('$.x', { suppressExceptions: true }), steps => steps.stop())
        .setHeaders({ a: constant('1'), b: simple('2', { resultType: 'int' }) })
        .setVariables({ v: header('a') })
        .enrich(http('localhost:80/x', { connectTimeout: 500 }))
        .delay(1000)
        .loop(3, steps => steps.log('x'))
        .aggregate(header('id'), 'strategy', { completionSize: 2, completionPredicate: true }, group => group.stop())
        .unmarshal(json({ prettyPrint: true }))
        .transform(expression('jq', '.a')),
    ],
    `- from:
    uri: direct:a
    steps:
      - split: { tokenize: { token: ",", trim: false }, streaming: true, steps: [ { to: "mock:part" } ] }
      - filter: { jsonpath: { expression: $.x, suppressExceptions: true }, steps: [ { stop: {} } ] }
      - setHeaders: { headers: [ { name: a, constant: "1" }, { name: b, simple: { expression: "2", resultType: int } } ] }
      - setVariables: { variables: [ { name: v, header: a } ] }
      - enrich: { constant: "http://localhost:80/x?connectTimeout=500" }
      - delay: { constant: 1000 }
      - loop: { constant: 3, steps: [ { log: x } ] }
      - aggregate:
          correlationExpression: { header: id }
          aggregationStrategy: strategy
          completionSize: 2
          completionPredicate: { constant: "true" }
          steps: [ { stop: {} } ]
      - unmarshal: { json: { prettyPrint: true } }
      - transform: { jq: .a }`,
  ],
  [
    'elements beside routes, in the order in which they were begun',
    () => [
      onException(['a.B', 'a.C'], { handled: true, redeliveryPolicy: { maximumRedeliveries: 3, redeliveryDelay: '1s' } }, steps =>
        steps.log('x'),
      ),
      defaultErrorHandler({ redeliveryPolicy: { maximumRedeliveries: 1 } }),
      intercept(steps => steps.log('i')),
      interceptFrom('direct*', { onWhen: header('x') }, steps => steps.log('f')),
      interceptSendToEndpoint('mock:*', { skipSendToOriginalEndpoint: 'true' }, steps => steps.log('s')),
      onCompletion({ onCompleteOnly: true }, steps => steps.log('c')),
      beans({ name: 'strategy', type: 'a.B', properties: { size: 3, nested: { on: true } } }),
      dataFormats(json({ id: 'pretty', prettyPrint: true })),
      from(direct('a')).stop(),
      restConfiguration({ bindingMode: 'json', corsHeaders: { 'Access-Control-Allow-Origin': '*' } }),
      rest({ path: '/orders', get: [{ path: '/{id}', to: 'direct:get', param: [{ name: 'id', type: 'path' }] }] }),
      from(direct('b')).stop(),
    ],
    `- onException:
    exception: [ a.B, a.C ]
    handled: { constant: "true" }
    redeliveryPolicy: { maximumRedeliveries: 3, redeliveryDelay: 1s }
    steps: [ { log: x } ]
- errorHandler: { defaultErrorHandler: { redeliveryPolicy: { maximumRedeliveries: 1 } } }
- intercept: { steps: [ { log: i } ] }
- interceptFrom: { uri: "direct*", onWhen: { header: x }, steps: [ { log: f } ] }
- interceptSendToEndpoint: { uri: "mock:*", skipSendToOriginalEndpoint: "true", steps: [ { log: s } ] }
- onCompletion: { onCompleteOnly: true, steps: [ { log: c } ] }
- beans: [ { name: strategy, type: a.B, properties: { size: 3, nested: { on: true } } } ]
- dataFormats: [ { json: { id: pretty, prettyPrint: true } } ]
- from: { uri: "direct:a", steps: [ { stop: {} } ] }
- restConfiguration: { bindingMode: json, corsHeaders: [ { key: Access-Control-Allow-Origin, value: "*" } ] }
- rest: { path: /orders, get: [ { path: "/{id}", to: "direct:get", param: [ { name: id, type: path } ] } ] }
- from: { uri: "direct:b", steps: [ { stop: {} } ] }`,
  ],
  [
    'templates and configurations',
    () => [
      routeTemplate('greet', { parameters: [{ name: 'word', defaultValue: 'hello' }] }, from('direct:{{word}}').log('{{word}}')),
      routeTemplate('wide', { parameters: [{ name: 'x' }] }, route({ id: 'inner', logMask: true }).from('direct:{{x}}').stop()),
      templatedRoute('greet', { routeId: 'made', parameters: [{ name: 'word', value: 'hi' }] }),
      routeConfiguration('guarded', {
        errorHandler: noErrorHandler(),
        onException: [onException('a.B', { handled: true }), onException('a.C', steps => steps.log('x'))],
        intercept: [intercept(steps => steps.log('i'))],
      }),
    ],
    `- routeTemplate:
    id: greet
    parameters: [ { name: word, defaultValue: hello } ]
    from: { uri: "direct:{{word}}", steps: [ { log: "{{word}}" } ] }
- routeTemplate:
    id: wide
    parameters: [ { name: x } ]
    route: { id: inner, logMask: true, from: { uri: "direct:{{x}}", steps: [ { stop: {} } ] } }
- templatedRoute: { routeTemplateRef: greet, routeId: made, parameters: [ { name: word, value: hi } ] }
- routeConfiguration:
    id: guarded
    errorHandler: { noErrorHandler: {} }
    onException:
      - onException: { exception: [ a.B ], handled: { constant: "true" } }
      - onException: { exception: [ a.C ], steps: [ { log: x } ] }
    intercept: [ { intercept: { steps: [ { log: i } ] } } ]`,
  ],
  [
    'endpoints by their URI, with what the types do not know',
    () => [
      from('kafka:orders?groupId=g')
        .to(endpoint('http:localhost', { page: 1 }))
        .toD('direct:${header.to}')
        .wireTap(kafka('audit', { requestRequiredAcks: 'all' }))
        .poll(file('in', { delete: true }), { timeout: 100 })
        .eip('removeHeader', { name: 'x' }),
      element('onCompletion', { steps: (steps: never) => (steps as ReturnType<typeof from>).log('x') }),
    ],
    `- from:
    uri: kafka:orders?groupId=g
    steps:
      - to: { uri: "http:localhost", parameters: { page: 1 } }
      - toD: "direct:\${header.to}"
      - wireTap: { uri: "kafka:audit", parameters: { requestRequiredAcks: all } }
      - poll: { uri: "file:in", parameters: { delete: true }, timeout: 100 }
      - removeHeader: x
- onCompletion: { steps: [ { log: x } ] }`,
  ],
]

test.each(PAIRS)('%s make the model of their YAML', (_title, program, yaml) => {
  const expected = yamlModel(yaml)
  expect(expected).not.toBeInstanceOf(Array)
  expect(modelOf(...program())).toEqual(expected)
})

test('options with marks of URIs stay what they are where an endpoint becomes a text', () => {
  const uri = (value: string) => JSON.stringify(modelOf(from(direct('a')).enrich(endpoint('direct:b', { x: value }))))
  expect(uri('a&b=c d%')).toContain('direct:b?x=a%26b=c%20d%25')
  expect(uri('1+1')).toContain('direct:b?x=RAW(1+1)')
})

test('a block without steps takes none of those behind it', () => {
  const empty = from(direct('a')).kamelet('greet').log('behind')
  expect(modelOf(empty)).toMatchObject({ routes: [{ steps: [{ step: 'kamelet', options: { name: 'greet' } }, { step: 'log' }] }] })
  expect(
    modelOf(
      from(direct('a'))
        .filter(constant('true'), steps => steps)
        .log('x'),
    ),
  ).toEqual(['filter needs `steps`'])
})

test('a chain can be begun once and gone on with several times', () => {
  const begin = from(direct('a')).log('first')
  const first = begin.log('x')
  expect(modelOf(begin)).toMatchObject({ routes: [{ steps: [{ step: 'log' }] }] })
  expect(modelOf(first)).toMatchObject({ routes: [{ steps: [{ step: 'log' }, { options: { message: 'x' } }] }] })
})

test('what the types refuse is refused at run time too, by the reader or at the call', () => {
  const loose = from(direct('a')) as never as Record<string, (...args: unknown[]) => RouteExport>
  expect(modelOf(loose['log']!('x', { level: 'WARN' }))).toEqual(['log has no option `level`'])
  expect(() => modelOf(loose['setBody']!('text'))).toThrow(/an expression is text of a language .* not "text"/)
  expect(() => loose['filter']!(constant('x'), () => 3)).toThrow('the steps of filter are a function that gives its steps')
  expect(() => modelOf([])).toThrow('there is no route')
})
