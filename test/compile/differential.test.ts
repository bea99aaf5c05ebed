import { describe, expect, test } from 'vitest'
import { compare, describe as told } from '../conformance/compare.mjs'
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

async function observed(path: string, engine: 'generated' | 'reference'): Promise<object> {
  return JSON.parse(JSON.stringify(await runCase(readCase(path), engine)))
}

describe.concurrent('the generated engine does what the reference engine does', () => {
  test('the sample is broad', () => expect(sample.length).toBeGreaterThan(150))

  for (const path of sample) {
    test(caseName(path), async () => {
      const [reference, generated] = await Promise.all([observed(path, 'reference'), observed(path, 'generated')])
      expect(compare(reference, generated).map(told)).toEqual([])
    })
  }
})
