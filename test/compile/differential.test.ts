import { tracingChannel } from 'node:diagnostics_channel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Kafila, tap, traceExchanges } from '../../src/index.ts'
import { compare, describe as describeDifference } from '../conformance/compare.mjs'
import { readCase } from '../conformance/runner/case-file.ts'
import { runCase } from '../conformance/runner/run-case.ts'
import { CASES, caseName, findCases } from '../conformance/runner/suite.ts'

/** Areas whose cases exercise the engine: nesting, failures on the way, steps that wait, redelivery. */
const AREAS = { eips: 5, errors: 4, languages: 12, pipelines: 1 }

/** Every so-manieth case of each area, so that the sample has all kinds in it and stays the same from run to run. */
const sample = findCases(CASES).filter((path, index, all) => {
  const [area, inner] = caseName(path).split('/') as [string, string]
  const every = AREAS[(inner === 'pipelines' ? inner : area) as keyof typeof AREAS]
  const first = all.findIndex(each => caseName(each).startsWith(`${area}/`))
  return every !== undefined && (index - first) % every === 0
})

async function observed(path: string, engine: 'generated' | 'reference', made?: (kafila: Kafila) => void): Promise<object> {
  return JSON.parse(JSON.stringify(await runCase(readCase(path), engine, undefined, made)))
}

/** Taps and traces all that goes through the routes of a runtime. */
function followed(kafila: Kafila): void {
  traceExchanges(kafila)
  tap(kafila, { perSecond: 1000, sample: () => undefined })
}

describe.concurrent('the generated engine does what the reference engine does', () => {
  test('the sample is broad', () => expect(sample.length).toBeGreaterThan(150))

  for (const path of sample) {
    test(caseName(path), async () => {
      const [reference, generated] = await Promise.all([observed(path, 'reference'), observed(path, 'generated')])
      expect(compare(reference, generated).map(describeDifference)).toEqual([])
    })
  }
})

describe.concurrent('what is tapped and traced goes as it would without that', () => {
  let steps = 0
  const count = () => {
    steps += 1
  }
  const { start } = tracingChannel('kafila.step')
  beforeAll(() => start.subscribe(count))
  afterAll(() => {
    start.unsubscribe(count)
    expect(steps).toBeGreaterThan(500)
  })

  for (const path of sample) {
    test(caseName(path), async () => {
      const [plain, told] = await Promise.all([observed(path, 'reference'), observed(path, 'generated', followed)])
      expect(compare(plain, told).map(describeDifference)).toEqual([])
    })
  }
})
