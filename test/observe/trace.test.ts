import { AsyncLocalStorage } from 'node:async_hooks'
import { channel, tracingChannel } from 'node:diagnostics_channel'
import { expect, onTestFinished, test } from 'vitest'
import { type EventChannel, events } from '../../src/core/events.ts'
import { type ExchangeEvent, isTraced, type StepEvent, traceExchanges } from '../../src/observe/trace.ts'
import { reloadRoutes } from '../../src/runtime/reload.ts'
import { runRoutes } from '../helpers/run-routes.ts'

const ROUTES = `- route:
    id: main
    from:
      uri: direct:main
      steps:
        - setBody: { id: now, constant: b }
        - delay: { id: later, constant: 1 }
        - bean: { id: where, ref: where }
        - filter: { id: f, simple: "\${header.bad}", steps: [ { throwException: { id: t, exceptionType: java.io.IOException, message: no } } ] }
`

/** Subscribes to all channels of a kind; each event as `channel id`. */
function listen<T extends object>(name: string, text: (event: T) => string): string[] {
  const told: string[] = []
  const channels = tracingChannel<T, T>(name)
  const note = (kind: string) => (event: T) => void told.push(`${kind} ${text(event)}`)
  const listeners = Object.fromEntries(['start', 'end', 'asyncStart', 'asyncEnd', 'error'].map(kind => [kind, note(kind)]))
  channels.subscribe(listeners as never)
  onTestFinished(() => void channels.unsubscribe(listeners as never))
  return told
}

async function traced() {
  const spans = new AsyncLocalStorage<StepEvent>()
  const { kafila } = await runRoutes(ROUTES, { beans: { where: () => void seen.push(spans.getStore()?.step) } })
  const seen: (string | undefined)[] = []
  onTestFinished(traceExchanges(kafila))
  return { kafila, spans, seen }
}

test('the way of an exchange and its steps are traced calls, as Node and OpenTelemetry know them', async () => {
  const { kafila } = await traced()
  const steps = listen<StepEvent>('kafila.step', ({ step }) => step)
  const ways = listen<ExchangeEvent>('kafila.exchange', ({ route, outcome }) => `${route} ${outcome}`)
  await kafila.request('direct:main', { body: 'a' })
  expect(ways).toEqual(['start main undefined', 'end main undefined', 'asyncStart main completed', 'asyncEnd main completed'])
  expect(steps.filter(each => !each.endsWith(' later'))).toEqual(['start now', 'end now', 'start where', 'end where', 'start f', 'end f'])
  expect(steps.filter(each => each.endsWith(' later'))).toEqual(['start later', 'end later', 'asyncStart later', 'asyncEnd later'])
})

test('a failure is told of each step that it went through, and of the exchange', async () => {
  const { kafila } = await traced()
  const steps = listen<StepEvent>('kafila.step', ({ step, error }) => `${step} ${(error as Error | undefined)?.message}`)
  const ways = listen<ExchangeEvent>('kafila.exchange', ({ outcome, error }) => `${outcome} ${(error as Error | undefined)?.message}`)
  await kafila.send('direct:main', { body: 'a', headers: { bad: true } })
  expect(steps.filter(each => each.startsWith('error'))).toEqual(['error t no'])
  expect(ways.filter(each => each.startsWith('error'))).toEqual(['error failed no'])
})

test('what a tracer binds to the start of a step is the context of what the step does', async () => {
  const { kafila, spans, seen } = await traced()
  const { start } = tracingChannel<StepEvent, StepEvent>('kafila.step')
  start.bindStore(spans)
  onTestFinished(() => void start.unbindStore(spans))
  await kafila.request('direct:main', { body: 'a' })
  expect(seen).toEqual(['where'])
})

test('nothing is told where nobody has subscribed', async () => {
  const { kafila } = await traced()
  expect(isTraced()).toBe(false)
  expect(await kafila.request('direct:main', { body: 'a' })).toBe('b')
})

test('runtimes, routes, connections and reloads tell of what becomes of them', async () => {
  const told: unknown[] = []
  const names = Object.keys(events) as (keyof typeof events)[]
  for (const name of names) {
    const listener = (event: unknown) => void told.push([name, event])
    const to: EventChannel<unknown> = channel(`kafila.${name}`)
    to.subscribe(listener)
    onTestFinished(() => void to.unsubscribe(listener))
  }
  const { kafila } = await runRoutes(ROUTES, { beans: { where: () => undefined } })
  await reloadRoutes(kafila, { routes: [{ file: 'test.yaml', text: ROUTES.replace('setBody', 'setBdy') }] }, AbortSignal.timeout(100))
  const { statuses } = kafila
  statuses.of('sink', '', 'kafka:orders').report('kafka:orders', 'connecting', 'no broker', 1)
  await kafila.stop({ timeoutMs: 100 })
  const route = { runtime: 'camel-1', route: 'main' }
  expect(told).toEqual([
    ['runtime', { runtime: 'camel-1', state: 'starting' }],
    ['route', { ...route, state: 'starting' }],
    ['route', { ...route, state: 'started' }],
    ['runtime', { runtime: 'camel-1', state: 'started' }],
    [
      'reload',
      expect.objectContaining({
        runtime: 'camel-1',
        started: [],
        stopped: [],
        kept: [],
        diagnostics: [expect.objectContaining({ severity: 'error' })],
      }),
    ],
    ['connection', { route: '', direction: 'sink', endpoint: expect.stringContaining('kafka:'), state: 'connecting', cause: 'no broker' }],
    ['runtime', { runtime: 'camel-1', state: 'stopping' }],
    ['route', { ...route, state: 'stopping' }],
    ['route', { ...route, state: 'stopped' }],
    ['runtime', { runtime: 'camel-1', state: 'stopped' }],
  ])
})
