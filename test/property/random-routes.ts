import fc from 'fast-check'
import { builtIn } from '../../src/index.ts'

type Json = Readonly<Record<string, unknown>>
/** What one random case is: route files as one JSON model, and the messages that are sent into it. */
export interface RandomCase {
  readonly elements: readonly Json[]
  readonly messages: readonly { readonly body: unknown; readonly headers: Json }[]
  /** Whether the messages come at once; otherwise each when the one before has its outcome. */
  readonly together: boolean
  readonly mode: Mode
}

/** The shape of the `fields` of declarations, as far as it is needed to make values for them. */
interface FieldShape {
  readonly kind: string
  readonly required?: boolean
  readonly unsupported?: string
  readonly choices?: readonly string[]
  readonly item?: FieldShape
  readonly fields?: Readonly<Record<string, FieldShape>>
}

/**
 * What may run at once. `sequence`: nothing, so that the order of everything is defined. `groups`: the groups of aggregate beside the
 * message that closes them. `concurrent`: parts, queues and messages; then steps are left out whose results depend on who comes first.
 */
export type Mode = 'sequence' | 'groups' | 'concurrent'

interface Setting {
  readonly mode: Mode
  /** Whether aggregate is among the steps: one group must not run into another that is running. */
  readonly aggregates?: boolean
  /** The routes that may be called from here. */
  readonly callable: readonly string[]
}

const expressions: readonly Json[] = [
  { constant: 'k' },
  { simple: 'e' },
  { simple: '$' + '{body}x' },
  { simple: '$' + '{header.h1}' },
  { simple: '$' + '{exchangeProperty.p1}' },
  { simple: '$' + '{variable.v1}-$' + '{routeId}' },
  { simple: '$' + '{exception.message}' },
  { simple: '$' + '{exchangeProperty.CamelLoopIndex}' },
  { simple: '$' + '{exchangeProperty.CamelSplitIndex}/$' + '{exchangeProperty.CamelSplitComplete}' },
  { simple: '$' + '{body.nosuch}' },
  { header: 'h2' },
  { exchangeProperty: 'p2' },
  { variable: 'v2' },
  { jsonpath: '$.a' },
  { method: { ref: 'maker', method: 'make' } },
  { tokenize: ',' },
]
const predicates: readonly Json[] = [
  { simple: '$' + "{body} contains 'a'" },
  { simple: '$' + "{header.h1} == 'k'" },
  { simple: '$' + '{exchangeProperty.p1} == null' },
  { simple: '$' + '{body} > 3' },
  { simple: '$' + '{body.nosuch}' },
  { constant: 'true' },
  { constant: 'false' },
  { header: 'h2' },
]
const exceptions = [
  'java.lang.Exception',
  'java.lang.IllegalArgumentException',
  'java.io.IOException',
  'java.lang.RuntimeException',
  'java.lang.IllegalStateException',
]
const strategies = ['joining', 'failing', 'later-joining', '#class:org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy']

const names = (prefix: string) => ({ name: [`${prefix}1`, `${prefix}2`] })
const fanOut = { aggregationStrategy: strategies }

/** Values for options whose kind alone does not say what makes sense. A step without entry has only options that its kinds say enough of. */
const VALUES: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  aggregate: {
    correlationExpression: [{ constant: 'g' }, { header: 'h1' }],
    aggregationStrategy: strategies.filter(each => each !== 'failing'),
    completionSize: [1, 2, 3],
  },
  convertBodyTo: { type: ['java.lang.String', 'java.lang.Integer', 'byte[]'] },
  convertHeaderTo: { ...names('h'), type: ['java.lang.String', 'java.lang.Integer'], toName: ['h3'] },
  convertVariableTo: { ...names('v'), type: ['java.lang.String', 'java.lang.Integer'] },
  delay: { expression: [{ constant: '0' }, { constant: '5' }, { constant: 'none' }] },
  filter: { statusPropertyName: ['p1'] },
  idempotentConsumer: { idempotentRepository: ['repository'], expression: [{ header: 'h1' }, { simple: '$' + '{body}' }] },
  log: { message: ['$' + '{body} $' + '{headers}', '$' + '{body.nosuch}', 'in $' + '{routeId}'], logName: ['log'] },
  loop: { expression: [{ constant: '0' }, { constant: '2' }, { constant: '3' }, { header: 'h2' }], onPrepare: ['marking'] },
  marshal: { dataFormatType: [{ json: {} }], variableSend: ['v1'], variableReceive: ['v2'] },
  multicast: { ...fanOut, onPrepare: ['marking'] },
  process: { ref: ['marking', 'failing-process', 'soon', 'later', 'at-times', 'soon-failing', 'later-failing', 'failing-at-first'] },
  removeHeaders: { pattern: ['h*', '*', 'h1'], excludePattern: ['h2'] },
  removeProperties: { pattern: ['p*', 'p1'], excludePattern: ['p2'] },
  removeHeader: names('h'),
  removeProperty: names('p'),
  removeVariable: names('v'),
  rollback: { message: ['back'] },
  setHeader: names('h'),
  setProperty: names('p'),
  setVariable: names('v'),
  split: { ...fanOut, onPrepare: ['marking'], expression: [{ tokenize: ',' }, { simple: '$' + '{body}' }, { header: 'h1' }], group: [2] },
  throttle: { expression: [{ constant: '1000' }] },
  throwException: { exceptionType: exceptions, message: ['thrown $' + '{body}'] },
  unmarshal: { dataFormatType: [{ json: {} }], variableSend: ['v1'], variableReceive: ['v2'] },
}

/** Options that one of must be given. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  aggregate: ['completionSize'],
  throwException: ['exceptionType', 'message'],
  delay: ['expression'],
}

/** Options that are left out: other waits than for the given clock, order that nothing defines, or loops without end. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  loop: ['doWhile', 'breakOnShutdown'],
  aggregate: [
    'optimisticLocking',
    'optimisticLockingSyncRetry',
    'optimisticLockRetryPolicy',
    'completionSizeExpression',
    'completionTimeoutExpression',
  ],
  throttle: ['mode', 'correlationExpression', 'rejectExecution'],
  choice: ['precondition'],
  circuitBreaker: ['resilience4jConfiguration'],
}
/** Options that let exchanges run at once, and those with which it counts then who comes first. */
const PARALLEL = ['parallelProcessing', 'asyncDelayed', 'callerRunsWhenRejected']
const ORDERED = ['streaming', 'parallelAggregate', 'stopOnException']

const LEAVES = [
  'setBody',
  'setHeader',
  'setHeaders',
  'setProperty',
  'setVariable',
  'setVariables',
  'removeHeader',
  'removeHeaders',
  'removeProperty',
  'removeProperties',
  'removeVariable',
  'transform',
  'throwException',
  'stop',
  'rollback',
  'validate',
  'log',
  'delay',
  'script',
  'convertBodyTo',
  'convertHeaderTo',
  'convertVariableTo',
  'marshal',
  'unmarshal',
  'throttle',
  'process',
  'setExchangePattern',
  'sort',
]
const NESTS = [
  'filter',
  'choice',
  'split',
  'loop',
  'multicast',
  'doTry',
  'pipeline',
  'step',
  'aggregate',
  'idempotentConsumer',
  'circuitBreaker',
]
const declarations = new Map(builtIn.steps.map(each => [each.name, each.fields as Readonly<Record<string, FieldShape>>]))

class Generator {
  private readonly setting: Setting

  constructor(setting: Setting) {
    this.setting = setting
  }

  steps(depth: number): fc.Arbitrary<unknown[]> {
    return fc.array(this.step(depth), { minLength: 1, maxLength: depth > 1 ? 4 : 3 })
  }

  private step(depth: number): fc.Arbitrary<Json> {
    const leaf = fc.constantFrom(...LEAVES).chain(name => this.declared(name, depth))
    const { mode, aggregates } = this.setting
    const nests = NESTS.filter(name => (name === 'aggregate' ? aggregates : name !== 'idempotentConsumer' || mode === 'sequence'))
    const nested = fc.constantFrom(...nests).chain(name => this.declared(name, depth))
    return fc.oneof(
      { weight: 5, arbitrary: leaf },
      { weight: depth > 0 ? 5 : 0, arbitrary: depth > 0 ? nested : leaf },
      { weight: 3, arbitrary: this.sending(depth) },
    )
  }

  /** Steps that name endpoints. */
  private sending(depth: number): fc.Arbitrary<Json> {
    const { mode, callable } = this.setting
    const mock = fc.constantFrom('mock:a', 'mock:b', 'mock:c')
    const target = callable.length === 0 ? mock : fc.oneof(mock, fc.constantFrom(...callable))
    const recipients = fc.array(target, { minLength: 1, maxLength: 3 }).map(all => ({ expression: { constant: all.join(',') } }))
    const to = target.map(uri => ({ to: { uri } }))
    const kinds: fc.Arbitrary<Json>[] = [
      to,
      to,
      target.map(uri => ({ toD: { uri } })),
      fc.constant({ toD: { uri: 'mock:$' + '{header.h1}' } }),
      fc.tuple(recipients, this.options('recipientList', depth, fanOut)).map(([fixed, more]) => ({ recipientList: { ...more, ...fixed } })),
      fc
        .tuple(target, this.options('enrich', depth, { aggregationStrategy: strategies }))
        .map(([uri, more]) => ({ enrich: { ...more, expression: { constant: uri } } })),
    ]
    if (mode === 'concurrent') kinds.push(target.map(uri => ({ wireTap: { uri } })))
    return fc.oneof(...kinds)
  }

  private declared(name: string, depth: number): fc.Arbitrary<Json> {
    return this.options(name, depth, VALUES[name] ?? {}).map(options => ({ [name]: options }))
  }

  private options(name: string, depth: number, values: Readonly<Record<string, readonly unknown[]>>): fc.Arbitrary<Json> {
    const all: Record<string, fc.Arbitrary<unknown>> = {}
    for (const [key, field] of Object.entries(declarations.get(name)!)) {
      const value = this.optionValue(name, key, field, depth, values)
      if (value !== undefined)
        all[key] = field.required || REQUIRED[name]?.includes(key) ? value : fc.option(value, { nil: undefined, freq: 1 })
    }
    return fc.record(all).map(given)
  }

  private optionValue(
    step: string,
    key: string,
    field: FieldShape,
    depth: number,
    values: Readonly<Record<string, readonly unknown[]>>,
  ): fc.Arbitrary<unknown> | undefined {
    const left = this.setting.mode === 'concurrent' ? ORDERED : PARALLEL
    if (field.unsupported !== undefined || LEFT_OUT[step]?.includes(key) || left.includes(key)) return undefined
    if (step === 'aggregate' && key === 'steps') return new Generator({ ...this.setting, aggregates: false }).steps(depth - 1)
    const known = values[key]
    return known === undefined ? this.ofKind(step, field, depth) : fc.constantFrom(...known)
  }

  private ofKind(step: string, field: FieldShape, depth: number): fc.Arbitrary<unknown> | undefined {
    switch (field.kind) {
      case 'boolean':
        return fc.boolean()
      case 'choice':
        return fc.constantFrom(...field.choices!)
      case 'expression':
        // the tokens are one iterator, which exchanges that run at once would share
        return fc.constantFrom(...expressions.filter(each => this.setting.mode !== 'concurrent' || !('tokenize' in each)))
      case 'predicate':
        return fc.constantFrom(...predicates)
      case 'steps':
      case 'branches':
        return this.steps(depth - 1)
      case 'list':
        return field.item!.fields && fc.array(this.group(step, field.item!, depth), { minLength: 1, maxLength: 2 })
      case 'group':
        return this.group(step, field, depth)
      default:
        return undefined
    }
  }

  private group(step: string, { fields }: FieldShape, depth: number): fc.Arbitrary<Json> {
    const values = { name: [step === 'setVariables' ? 'v1' : 'h1', step === 'setVariables' ? 'v2' : 'h2'] }
    const all: Record<string, fc.Arbitrary<unknown>> = {}
    for (const [key, field] of Object.entries(fields!)) {
      const value = key === 'exception' ? someExceptions : this.optionValue(step, key, field, depth, values)
      const needed = field.required || key === 'exception' || field.kind === 'steps' || key === 'expression'
      if (value !== undefined && key !== 'disabled') all[key] = needed ? value : fc.option(value, { nil: undefined, freq: 1 })
    }
    return fc.record(all).map(given)
  }
}

const someExceptions = fc.subarray(exceptions, { minLength: 1, maxLength: 2 })

function given(options: Record<string, unknown>): Json {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

const redelivery = fc.record({
  maximumRedeliveries: fc.constantFrom(0, 1, 2),
  redeliveryDelay: fc.constantFrom('0', '0', '7'),
})

function onException(generator: Generator): fc.Arbitrary<Json> {
  return fc
    .record({
      exception: someExceptions,
      ending: fc.constantFrom({}, { handled: { constant: 'true' } }, { continued: { constant: 'true' } }, { handled: { header: 'h1' } }),
      redeliveryPolicy: fc.option(redelivery, { nil: undefined }),
      retryWhile: fc.option(fc.constant({ simple: '$' + '{header.CamelRedeliveryCounter} < 2' }), { nil: undefined, freq: 6 }),
      onWhen: fc.option(fc.constantFrom(...predicates), { nil: undefined, freq: 4 }),
      use: fc.constantFrom({}, {}, { useOriginalMessage: true }, { useOriginalBody: true }),
      steps: generator.steps(1),
    })
    .map(({ ending, use, ...rest }) => ({ ...given(rest), ...ending, ...use }))
}

const errorHandler: fc.Arbitrary<Json> = fc.oneof(
  redelivery.map(redeliveryPolicy => ({ defaultErrorHandler: { redeliveryPolicy } })),
  fc
    .record({ redeliveryPolicy: redelivery, useOriginalMessage: fc.boolean() })
    .map(options => ({ deadLetterChannel: { deadLetterUri: 'mock:dead', ...options } })),
  fc.constant({ noErrorHandler: {} }),
)

function onCompletion(generator: Generator): fc.Arbitrary<Json> {
  return fc
    .record({
      when: fc.constantFrom({}, { onCompleteOnly: true }, { onFailureOnly: true }),
      mode: fc.constantFrom('AfterConsumer', 'BeforeConsumer'),
      steps: generator.steps(0),
    })
    .map(({ when, ...rest }) => ({ ...rest, ...when }))
}

function route(id: string, uri: string, setting: Setting, depth: number): fc.Arbitrary<readonly Json[]> {
  const generator = new Generator(setting)
  return fc
    .record({
      steps: generator.steps(depth),
      errorHandler: fc.option(errorHandler, { nil: undefined }),
      onException: fc.option(
        fc.array(
          onException(generator).map(each => ({ onException: each })),
          { minLength: 1, maxLength: 2 },
        ),
        { nil: undefined },
      ),
      onCompletion: setting.mode !== 'sequence' ? fc.option(onCompletion(generator), { nil: undefined, freq: 5 }) : fc.constant(undefined),
    })
    .map(({ steps, errorHandler, onException, onCompletion }) => {
      const configuration = { id: `around-${id}`, ...given({ onException, onCompletion: onCompletion && [{ onCompletion }] }) }
      return [
        { routeConfiguration: configuration },
        { route: { id, routeConfigurationId: configuration.id, ...given({ errorHandler }), from: { uri, steps } } },
      ]
    })
}

const message = fc.record({
  body: fc.constantFrom<unknown>('a,b,c', 'x', '', '1', 7, null, '{"a":[1,2]}', ['a', 'b'], { a: 'b' }),
  headers: fc.record({ h1: fc.constantFrom('k', 'a,b', 'c'), h2: fc.constantFrom('2', 'x') }, { requiredKeys: [] }),
})

/** The share of a route's work: each step counts one for each time that it may run. */
function cost(node: unknown, routes: ReadonlyMap<string, number>): number {
  if (typeof node === 'string') return [...routes].reduce((sum, [uri, each]) => (node.includes(uri) ? sum + each : sum), 0)
  if (typeof node !== 'object' || node === null) return 0
  let sum = 1
  for (const [key, value] of Object.entries(node)) sum += cost(value, routes) * (key === 'split' || key === 'loop' ? 3 : 1)
  return sum
}

/** Cases whose work could be without measure are left out. */
function small({ elements }: RandomCase): boolean {
  const routes = new Map<string, number>()
  for (const element of [...elements].reverse()) {
    const { from } = (element['route'] ?? {}) as { from?: { uri: string } }
    if (from === undefined) continue
    const total = cost(element, routes)
    if (total > 3000) return false
    routes.set(from.uri, total)
  }
  return true
}

/** What counts for all routes that do not say otherwise. */
function usual(mode: Mode): fc.Arbitrary<readonly Json[]> {
  const clause = onException(new Generator({ mode, callable: [] }))
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: errorHandler.map(each => [{ errorHandler: each }]) },
    { weight: 1, arbitrary: clause.map(each => [{ onException: each }]) },
  )
}

/** Random routes: one that the messages come into, and others that it may call. */
export const randomCase: fc.Arbitrary<RandomCase> = fc
  .constantFrom<Mode>('sequence', 'sequence', 'groups', 'concurrent')
  .chain(mode => {
    const setting = (...callable: string[]): Setting => ({ mode, callable })
    const queue = mode === 'concurrent' ? ['seda:q'] : []
    return fc.record({
      elements: fc
        .tuple(
          usual(mode),
          route('main', 'given:start', { ...setting('direct:one', 'direct:two', ...queue), aggregates: mode === 'groups' }, 3),
          route('one', 'direct:one', setting('direct:two', ...queue), 2),
          route('two', 'direct:two', setting(), 1),
          route('queued', 'seda:q', setting('direct:two'), 1),
        )
        .map(([first, main, one, two, queued]) => [first, main, one, two, mode === 'concurrent' ? queued : []].flat()),
      messages: fc.array(message, { minLength: 1, maxLength: 3 }),
      together: mode === 'concurrent' ? fc.boolean() : fc.constant(false),
      mode: fc.constant(mode),
    })
  })
  .filter(small)

/** The steps that random routes may have. */
export const generatedSteps: readonly string[] = [...LEAVES, ...NESTS, 'to', 'toD', 'recipientList', 'enrich', 'wireTap']
