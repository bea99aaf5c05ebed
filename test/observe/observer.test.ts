import { afterEach, describe, expect, test } from 'vitest'
import { createKafila, type Kafila } from '../../src/index.ts'
import { Exposition } from '../../src/observe/exposition.ts'
import { type Observer, startObserver } from '../../src/observe/observer.ts'
import { LATENCY_BOUNDS, Latency } from '../../src/runtime/latency.ts'

let kafila: Kafila | undefined
let observer: Observer | undefined

afterEach(async () => {
  await observer?.close()
  await kafila?.stop({ timeoutMs: 500 })
  observer = undefined
  kafila = undefined
})

const ROUTES = `
- route:
    id: orders
    errorHandler: { defaultErrorHandler: { redeliveryPolicy: { maximumRedeliveries: 2, redeliveryDelay: 0 } } }
    from:
      uri: seda:orders
      steps:
        - filter: { simple: "\${body} == 'bad'", steps: [ { throwException: { exceptionType: java.io.IOException, message: down } } ] }
- route:
    id: late
    autoStartup: "false"
    from: { uri: direct:late, steps: [ { stop: {} } ] }
`

async function observe(): Promise<void> {
  kafila = await createKafila({ routes: [{ file: 'observed.yaml', text: ROUTES }], logger: { enabled: () => false, write() {} } })
  observer = await startObserver(kafila, { port: 0 })
}

async function ask(path: string): Promise<{ status: number; body: string }> {
  const response = await fetch(observer!.url + path)
  return { status: response.status, body: await response.text() }
}

async function sample(line: string): Promise<number | undefined> {
  const { body } = await ask('/metrics')
  const found = body.split('\n').find(each => each.startsWith(`${line} `))
  return found === undefined ? undefined : Number(found.slice(line.length + 1))
}

describe('health', () => {
  test('tells a runtime that has not started from one that runs and one that stopped', async () => {
    await observe()
    const statuses = async () => Promise.all(['started', 'ready', 'live'].map(async probe => (await ask(`/health/${probe}`)).status))
    expect(await statuses()).toEqual([503, 503, 200])
    await kafila!.start()
    expect(await statuses()).toEqual([200, 200, 200])
    await kafila!.stop({ timeoutMs: 500 })
    expect(await statuses()).toEqual([200, 503, 200])
  })

  test('names the route that keeps a runtime from being ready, and leaves out those that do not start by themselves', async () => {
    await observe()
    await kafila!.start()
    await kafila!.routes.get('orders')!.suspend()
    const { status, body } = await ask('/health')
    expect(status).toBe(503)
    const health = JSON.parse(body)
    expect(health.status).toBe('DOWN')
    expect(health.checks.map((check: { name: string; status: string }) => `${check.name} ${check.status}`)).toEqual([
      'runtime UP',
      'route:orders DOWN',
    ])
  })

  test('is not alive after a start that failed', async () => {
    const text = '- from: { uri: "timer:x", steps: [ { stop: {} } ] }\n- from: { uri: "platform-http:/x", steps: [ { stop: {} } ] }'
    kafila = await createKafila({
      routes: [{ file: 'failing.yaml', text }],
      properties: { 'camel.server.host': 'no-such-host.invalid' },
      logger: { enabled: () => false, write() {} },
    })
    observer = await startObserver(kafila, { port: 0 })
    await expect(kafila!.start()).rejects.toThrow('cannot listen')
    expect((await ask('/health/live')).status).toBe(503)
  })
})

describe('metrics', () => {
  test('count exchanges, failures and attempts by route', async () => {
    await observe()
    await kafila!.start()
    for (const body of ['a', 'b', 'bad']) await kafila!.send('seda:orders?waitForTaskToComplete=Never', { body })
    await expect.poll(() => sample('kafila_exchanges_total{route="orders"}')).toBe(3)
    expect(await sample('kafila_exchanges_failed_total{route="orders"}')).toBe(1)
    expect(await sample('kafila_redeliveries_total{route="orders"}')).toBe(2)
    expect(await sample('kafila_exchanges_in_flight{route="orders"}')).toBe(0)
    expect(await sample('kafila_exchange_duration_seconds_count{route="orders"}')).toBe(3)
    expect(await sample('kafila_exchange_duration_seconds_bucket{route="orders",le="+Inf"}')).toBe(3)
    expect(await sample('kafila_route_started{route="late"}')).toBe(0)
  })

  test('are one family each, announced before its samples', async () => {
    await observe()
    const lines = (await ask('/metrics')).body.split('\n')
    const families = lines.filter(line => line.startsWith('# TYPE')).map(line => line.split(' ')[2]!)
    expect(new Set(families).size).toBe(families.length)
    for (const line of lines.filter(each => each !== '' && !each.startsWith('#'))) {
      expect(line).toMatch(/^[a-z_]+(\{([a-z]+="[^"]*",?)+\})? -?[\d.e+-]+$/)
      expect(families.some(family => line.startsWith(family))).toBe(true)
    }
  })

  test('escape what stands in labels', () => {
    const text = new Exposition()
    text.sample('m', { route: 'a"b\\c\nd' }, 1)
    expect(text.toString()).toBe('m{route="a\\"b\\\\c\\nd"} 1\n')
  })

  test('are refused for anything but reading', async () => {
    await observe()
    expect((await fetch(`${observer!.url}/metrics`, { method: 'POST' })).status).toBe(405)
    expect((await ask('/nowhere')).status).toBe(404)
  })
})

describe('latency', () => {
  /** The numbers of those that are timed of so many exchanges which come at once; `from` have come before. */
  function timed(latency: Latency, count: number, from = 0): number[] {
    const numbers = Array.from({ length: count }, (_, index) => from + index)
    return numbers.filter(number => {
      if (number < latency.due) return false
      latency.take(number + 1)
      return true
    })
  }

  test('is taken of the first 64 exchanges and then of one in 64', async () => {
    const latency = new Latency()
    const first = Array.from({ length: 64 }, (_, number) => number)
    expect(timed(latency, 64)).toEqual(first)
    for (let turn = 1; turn < 10; turn++) {
      await new Promise(setImmediate)
      expect(timed(latency, 64, turn * 64)).toEqual([63 + turn * 64])
    }
  })

  test('is taken of ever fewer exchanges of one turn of the event loop', async () => {
    const latency = new Latency()
    const distances = (numbers: number[]) => numbers.slice(1).map((number, index) => number - numbers[index]!)
    expect(distances(timed(latency, 20_000).slice(63))).toEqual([64, 128, 256, 512, 1024, 2048, 4096, 4096, 4096])
    await new Promise(setImmediate)
    expect(timed(latency, 65, 20_000)[0]).toBeLessThan(20_064)
  })

  test('is taken of the next exchange where that is asked for', () => {
    const latency = new Latency()
    timed(latency, 70)
    latency.soon()
    expect(timed(latency, 10, 70)).toEqual([70])
  })

  test('is put into the bucket whose bound it does not exceed', () => {
    const bucketOf = (seconds: number) => {
      const latency = new Latency()
      latency.record(seconds * 1000)
      return latency.counts.indexOf(1)
    }
    for (const [index, bound] of LATENCY_BOUNDS.entries()) {
      expect(bucketOf(bound)).toBe(index)
      expect(bucketOf(bound * 1.01)).toBe(index + 1)
    }
    expect(bucketOf(0)).toBe(0)
    expect(bucketOf(1e6)).toBe(LATENCY_BOUNDS.length)
  })
})
