import {
  andThen,
  bean,
  choice,
  defineConnector,
  defineFormat,
  defineLanguage,
  definePlugIn,
  defineStep,
  duration,
  expression,
  group,
  integer,
  list,
  map,
  predicate,
  steps,
  text,
} from '../../src/kit/index.ts'

const never = (): never => {
  throw new TypeError('nothing is opened here')
}

const acme = defineConnector({
  name: 'acme',
  aliases: ['git+acme'],
  summary: 'Queues of ACME.',
  syntax: 'acme:queue',
  path: { queue: text({ describe: 'Name of the queue.', required: true }) },
  source: {
    fields: {
      region: choice(['north', 'south'], { describe: 'Where it is.', default: 'north' }),
      pause: duration({ describe: 'How long it waits between two looks.', default: 500 }),
      client: bean({ describe: 'A client that is there already.' }),
    },
    open: never,
  },
  sink: {
    fields: {
      region: choice(['north', 'south'], { describe: 'Where it is.', default: 'north' }),
      urgent: integer({ describe: 'How urgent it is: 0 to 9.', minimum: 0, maximum: 9 }),
      client: bean({ describe: 'A client that is there already.' }),
    },
    open: never,
  },
  examples: [],
})

/** A scheme with the name of a data format, and a sink only. */
const netstringSocket = defineConnector({
  name: 'netstring',
  summary: 'Sends netstrings.',
  syntax: 'netstring:host',
  path: { host: text({ describe: 'Where to.', required: true }) },
  sink: {
    fields: {
      token: text({ describe: 'Who asks.', required: true, secret: true }),
      salt: text({ describe: 'Salt.', secret: true, default: 'hidden' }),
    },
    open: never,
  },
  examples: [],
})

const dotPath = defineLanguage({
  name: 'dotPath',
  summary: 'Paths into maps and lists.',
  fields: { path: text({ describe: 'The path.', required: true }), otherwise: text({ describe: 'What a path gives that leads nowhere.' }) },
  shorthand: 'path',
  examples: [],
  compile: () => () => null,
})

const netstring = defineFormat({
  name: 'netstring',
  summary: 'Netstrings.',
  fields: { limit: integer({ describe: 'The longest that is read.', default: 1000 }) },
  examples: [],
  open: () => ({ marshal: (_, body) => `${String(body).length}:${body},`, unmarshal: (_, body) => body }),
})

const shout = defineStep({
  name: 'shout',
  summary: 'Makes the body loud.',
  category: 'transformation',
  fields: { mark: text({ describe: 'What is put behind it.', default: '!' }) },
  shorthand: 'mark',
  examples: [],
  compile:
    ({ mark }) =>
    exchange => {
      exchange.body = String(exchange.body).toUpperCase() + mark
    },
})

const pick = defineStep({
  name: 'pick',
  summary: 'Keeps what an expression gives, and runs its steps where a condition holds.',
  category: 'routing',
  fields: {
    expression: expression({ describe: 'What is kept.', required: true }),
    when: predicate({ describe: 'For which messages the steps run.' }),
    header: text({ describe: 'Where it is kept.', default: 'picked' }),
    aggregationStrategy: bean({ describe: 'Joins what is there with what is kept.' }),
    tags: map({ describe: 'Notes.' }),
    limits: group({ most: integer({ describe: 'At most so many.' }) }, { describe: 'Limits.' }),
    words: list(text({ describe: 'A word.' }), { describe: 'Words.' }),
    steps: steps({ describe: 'Run where the condition holds.' }),
  },
  examples: [],
  compile({ expression, when, header, steps }) {
    return exchange =>
      andThen(expression(exchange), value => {
        exchange.setHeader(header, value)
        return andThen(when === undefined || when(exchange), matches => (matches ? steps(exchange) : undefined))
      })
  },
})

/** An expression that may be left out, before options and before steps. */
const countWords = defineStep({
  name: 'countWords',
  summary: 'Counts words.',
  keepsBody: true,
  category: 'transformation',
  fields: {
    expression: expression({ describe: 'The text; without it the body.' }),
    into: text({ describe: 'The header.', default: 'words' }),
  },
  examples: [],
  compile: () => () => undefined,
})
const firstOnes = defineStep({
  name: 'firstOnes',
  summary: 'Runs its steps for the first messages.',
  keepsBody: true,
  category: 'routing',
  fields: {
    expression: predicate({ describe: 'Which messages count.' }),
    first: integer({ describe: 'How many.', default: 1 }),
    steps: steps({ describe: 'Run for them.', required: true }),
  },
  examples: [],
  compile: () => () => undefined,
})

/** Names that are taken: by JavaScript, by Kafila, and by the parameters of the function. */
const awkward = ['delete', 'json', 'options', 'node'].map(name =>
  defineStep({
    name,
    summary: `Is called ${name} */.`,
    category: 'other',
    fields: { [name]: text({ describe: 'What is called so too.', required: true }), other: text({ describe: 'Something else.' }) },
    examples: [],
    compile: () => () => undefined,
  }),
)

/** A plug-in with one of everything, for tests of the functions that are generated for it. */
export const acmePlugIn = definePlugIn({
  connectors: [acme, netstringSocket],
  languages: [dotPath],
  formats: [netstring],
  steps: [shout, pick, countWords, firstOnes, ...awkward],
})
