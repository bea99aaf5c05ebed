import { describe, expect, test } from 'vitest'
import type { FollowedStep, Follower } from '../../src/core/follower.ts'
import type { Step } from '../../src/core/step.ts'
import { Suspension } from '../../src/core/suspension.ts'
import { createKafila, type Exchange, type KafilaOptions } from '../../src/index.ts'
import { runRoutes } from '../helpers/run-routes.ts'

/** Writes down the steps of a route as they end: `id`, `id!` where one failed, `id…` where one has to run again. */
class Notes implements Follower {
  readonly routeId: string
  readonly outer: Follower | undefined
  readonly steps: string[] = []

  constructor(routeId: string, outer?: Follower) {
    this.routeId = routeId
    this.outer = outer
  }

  around(exchange: Exchange, step: FollowedStep, run: Step): void | Promise<void> {
    const failed = (error: unknown): never => {
      this.steps.push(`${step.id}${error instanceof Suspension ? '…' : '!'}`)
      throw error
    }
    try {
      const waiting = run(exchange)
      if (waiting === undefined) return void this.steps.push(step.id)
      return waiting.then(() => void this.steps.push(step.id), failed)
    } catch (error) {
      return failed(error)
    }
  }
}

/** A route from direct:in with the id `main`, whose steps are given. */
const route = (...steps: string[]) => ['- route:', '    id: main', '    from:', '      uri: direct:in', '      steps:', ...steps].join('\n')

async function followed(yaml: string, body: unknown, engine: KafilaOptions['engine'] = 'generated'): Promise<readonly string[]> {
  const kafila = await createKafila({
    routes: [{ file: 'a.yaml', text: yaml }],
    engine,
    logger: { enabled: () => false, write: () => undefined },
  })
  await kafila.start()
  const handle = kafila.routes.get('main')!
  handle.built.follow(true)
  const notes = new Notes('main')
  const exchange = kafila.exchange({ body }, 'InOnly')
  exchange.follower = notes
  await handle.process(exchange)
  handle.built.follow(false)
  const unfollowed = kafila.exchange({ body }, 'InOnly')
  unfollowed.follower = notes
  const before = notes.steps.length
  await handle.process(unfollowed)
  expect(notes.steps.length).toBe(before)
  expect(unfollowed.body).toEqual(exchange.body)
  await kafila.stop({ timeoutMs: 100 })
  return notes.steps
}

describe.each(['generated', 'reference'] as const)('a message that is followed, in the %s engine', engine => {
  test('tells of steps, and of those inside of others', async () => {
    const yaml = route(
      '        - choice: { id: c, when: [ { simple: "${body} > 1", steps: [ { setBody: { id: big, constant: b } } ] } ], otherwise: { steps: [ { setBody: { id: small, constant: s } } ] } }',
      '        - log: { id: l, message: x }',
    )
    expect(await followed(yaml, 5, engine)).toEqual(['big', 'c', 'l'])
    expect(await followed(yaml, 1, engine)).toEqual(['small', 'c', 'l'])
  })

  test('tells of the steps of each part of a split', async () => {
    const yaml = route('        - split: { id: s, simple: "${body}", steps: [ { setBody: { id: part, constant: p } } ] }')
    expect(
      await followed(
        yaml,
        Array.from({ length: 40 }, (_, i) => i),
        engine,
      ),
    ).toEqual([...Array(40).fill('part'), 's'])
  })

  test('tells of each attempt of a redelivery, and of the steps of the error handler', async () => {
    const yaml = `- onException:
    exception: [java.lang.Exception]
    redeliveryPolicy: { maximumRedeliveries: 2, redeliveryDelay: 0 }
    handled: { constant: true }
    steps: [ { setBody: { id: sorry, constant: sorry } } ]
${route('        - throwException: { id: t, exceptionType: java.io.IOException, message: no }', '        - log: { id: never, message: x }')}`
    expect(await followed(yaml, 1, engine)).toEqual(['t!', 't!', 't!', 'sorry'])
  })

  test('tells of steps that have to wait', async () => {
    const yaml = route('        - delay: { id: d, constant: 1 }', '        - setBody: { id: b, constant: x }')
    expect(await followed(yaml, 1, engine)).toEqual(['d', 'b'])
  })
})

test('only those are told who follow it through that route', async () => {
  const { kafila } = await runRoutes(`${route('        - to: { id: call, uri: "direct:other" }')}
- route:
    id: other
    from:
      uri: direct:other
      steps: [ { setBody: { id: inner, constant: x } } ]`)
  for (const handle of kafila.routes.values()) handle.built.follow(true)
  const [outer, inner] = [new Notes('main'), new Notes('nobody')]
  const exchange = kafila.exchange({}, 'InOnly')
  exchange.follower = new Notes('other', Object.assign(inner, { outer }))
  const notes = exchange.follower as Notes
  await kafila.routes.get('main')!.process(exchange)
  expect([outer.steps, notes.steps, inner.steps]).toEqual([['call'], ['inner'], []])
})
