import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { builtIn } from '../../src/index.ts'
import { observe } from './observe-case.ts'
import { generatedSteps, type RandomCase, randomCase } from './random-routes.ts'

/** How many routes are made; a case has three or four. The same ones each time, unless another first seed is given (`random`: none). */
const ROUTES = Number(process.env['KAFILA_PROPERTY_ROUTES'] ?? 800)
const SEED = process.env['KAFILA_PROPERTY_SEED'] ?? '20261126'
const CASES_AT_ONCE = 100

describe('random routes', () => {
  test(
    `the generated engine does what the reference engine does (${ROUTES} routes)`,
    async () => {
      const seen = { routes: 0, cases: 0, refused: 0 }
      while (seen.routes < ROUTES) {
        const property = fc.asyncProperty(randomCase, async given => {
          const refused = await same(given)
          seen.cases += 1
          seen.routes += given.elements.filter(each => 'route' in each).length
          if (refused) seen.refused += 1
        })
        await fc.assert(property, {
          numRuns: CASES_AT_ONCE,
          ...(SEED !== 'random' && { seed: Number(SEED) + seen.cases }),
        })
      }
      if (process.env['KAFILA_PROPERTY_ROUTES']) process.stdout.write(`${JSON.stringify(seen)}\n`)
      expect(seen.refused).toBeLessThan(seen.cases / 20)
    },
    24 * 3600_000,
  )

  test('they are made of steps that the catalogue has', () => {
    const known = new Set(builtIn.steps.map(each => each.name))
    expect(generatedSteps.filter(name => !known.has(name))).toEqual([])
  })
})

/** Holds both engines against each other; tells whether both refuse the routes. */
async function same(given: RandomCase): Promise<boolean> {
  const reference = await observe(given, 'reference')
  const generated = await observe(given, 'generated')
  expect(generated).toEqual(reference)
  return reference.refused !== undefined
}
