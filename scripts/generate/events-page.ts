import type { ConnectionEvent, ReloadEvent, RouteEvent, RuntimeEvent } from '../../src/core/events.ts'
import type { ExchangeEvent, StepEvent } from '../../src/observe/trace.ts'

/** What is said of each field of an event: the compiler demands all of them, and no others. */
type About<Event> = { readonly [Field in keyof Required<Event>]: string }

interface Told<Event> {
  /** The name of the channel; of the tracing channel where it is one. */
  readonly channel: string
  readonly type: string
  readonly told: string
  readonly fields: About<Event>
}

const runtime = "Name of the runtime (Camel's context name)."
const route = 'Id of the route.'

const RARE: readonly [Told<RuntimeEvent>, Told<RouteEvent>, Told<ConnectionEvent>, Told<ReloadEvent>] = [
  {
    channel: 'kafila.runtime',
    type: 'RuntimeEvent',
    told: 'A runtime begins or ends.',
    fields: { runtime, state: '`starting`, `started`, `stopping`, `stopped`, `failed` (the start did not succeed).' },
  },
  {
    channel: 'kafila.route',
    type: 'RouteEvent',
    told: 'A route begins or ends to take messages.',
    fields: { runtime, route, state: '`starting`, `started`, `suspended`, `stopping`, `stopped`.' },
  },
  {
    channel: 'kafila.connection',
    type: 'ConnectionEvent',
    told: 'A connection of an endpoint came about, was lost, was given up or is no longer used.',
    fields: {
      route: 'Id of the route that reads from it; empty for what is sent to.',
      direction: '`source` or `sink`.',
      endpoint: 'The address, without options and secrets.',
      state: '`connecting`, `connected`, `failed` (it has given up), `closed`.',
      cause: 'Why it is not connected, where that is known.',
    },
  },
  {
    channel: 'kafila.reload',
    type: 'ReloadEvent',
    told: 'Changed files were read (`kafila run --dev`, `--reload`). Where one of the diagnostics is an error nothing has changed.',
    fields: {
      runtime,
      diagnostics: 'All that is wrong with the files, each with its code, message and place.',
      started: 'Ids of the routes that were started.',
      stopped: 'Ids of those that were stopped.',
      kept: 'Ids of those that went on.',
    },
  },
]

const TRACED: readonly [Told<ExchangeEvent>, Told<StepEvent>] = [
  {
    channel: 'kafila.exchange',
    type: 'ExchangeEvent',
    told: 'The way of an exchange through a route, also of one that calls it (`direct:`).',
    fields: {
      runtime,
      route,
      from: "The URI of the route's source, without its options.",
      exchange: 'The exchange as it is at that moment. Who listens leaves it as it is.',
      outcome: '`completed` or `failed`, at the end.',
      error: 'The failure that nobody handled.',
    },
  },
  {
    channel: 'kafila.step',
    type: 'StepEvent',
    told: 'One attempt of a step, also of one inside of others, of a part of a split, and of an error handler.',
    fields: {
      runtime,
      route,
      step: 'Id of the step.',
      name: 'Its EIP: `to`, `setBody` …',
      exchange: 'The exchange, or the copy of it that is there.',
      error: 'How it failed.',
      suspended: '`true`: it had to wait until the body was read, and runs once more.',
    },
  },
]

/** The names of all channels. */
export const EVENT_CHANNELS: readonly string[] = [...RARE, ...TRACED].map(({ channel }) => channel)

/** The page of all events. */
export function eventsPage(): string {
  const parts = [
    '# Events',
    "What a runtime tells on channels of Node's `diagnostics_channel`, for consoles, tracers and editors. An event is made only where somebody has subscribed. The types, and `events` with the channels of the first kind, are exported by `kafila`. Who listens must not throw, and is called on the way of messages: what takes time is done later.",
    "```ts\nimport { subscribe } from 'node:diagnostics_channel'\nimport type { RouteEvent } from 'kafila'\n\nsubscribe('kafila.route', event => {\n  const { route, state } = event as RouteEvent\n  console.log(`${route} is ${state}`)\n})\n```",
    ...RARE.map(section),
    '## Exchanges and steps',
    'These are tracing channels, as `tracingChannel` of Node makes them: `tracing:kafila.step:start`, `:end`, `:asyncStart`, `:asyncEnd` and `:error`, all with one object for one call. `end` comes when the call returns; where it had to wait, `asyncStart` and `asyncEnd` come when it is done. A store that is bound to `start` (`start.bindStore`) is the context of all that happens inside: so a span of OpenTelemetry is the parent of the spans of the HTTP and database clients that a step calls.',
    'They are told of runtimes that `traceExchanges(kafila)` was called for; `kafila run` does that where somebody has subscribed before the start, for instance a module of `node --import`. A runtime that is not traced pays nothing; one that is, and to which nobody has subscribed, one comparison for each exchange.',
    "```ts\nimport { createKafila, stepChannels, traceExchanges } from 'kafila'\n\nconst kafila = await createKafila({ routes })\ntraceExchanges(kafila)\nstepChannels.subscribe({\n  start: ({ route, step }) => console.log(`${route}/${step}`),\n  error: ({ step, error }) => console.log(`${step} failed`, error),\n  end() {},\n  asyncStart() {},\n  asyncEnd() {},\n})\n```",
    ...TRACED.map(section),
  ]
  return `${parts.join('\n\n')}\n`
}

function section({ channel, type, told, fields }: { channel: string; type: string; told: string; fields: object }): string {
  const rows = Object.entries(fields).map(([name, about]) => `| \`${name}\` | ${about} |`)
  return `### ${channel}\n\n${told} Type \`${type}\`.\n\n| | |\n|---|---|\n${rows.join('\n')}`
}
