import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { galleryNames } from '../../../src/cli/gallery.ts'
import { builtInCatalog } from '../../../src/index.ts'
import { parseProperties } from '../../../src/model/properties-file.ts'
import { readTestFile, runTestFile } from '../../../src/testing/index.ts'
import { type Mutant, mutantsOf } from './mutants.ts'

const ROOT = fileURLToPath(new URL('../../../routes/', import.meta.url))
const catalog = builtInCatalog()
const EXAMPLES = galleryNames().filter(name => existsSync(`${ROOT}${name}.camel.yaml`))

/** What is broken without anything that a test could see. */
const UNSEEN: Readonly<Record<string, readonly string[]>> = {
  // each dead letter has a name of its own
  'errors/dead-letters': ['dropped setHeader at 2.route.from.steps.1'],
  // JSONata reads JSON text by itself
  'mapping/jsonata-mapping': ['dropped unmarshal at 0.route.from.steps.0'],
}

const textOf = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '')

/** Whether all tests of an example pass with the mutant in its place. */
async function survives(example: string, { file }: Mutant): Promise<boolean> {
  const folder = `${ROOT}${example}`.replace(/\/[^/]*$/, '')
  const { testFile } = readTestFile(textOf(`${ROOT}${example}.test.yaml`), 'test.yaml', catalog)
  const routes = [{ file: `${folder}/${basename(example)}.camel.yaml`, text: JSON.stringify(file) }]
  const properties = parseProperties(textOf(`${folder}/application.properties`))
  const { results, diagnostics } = await runTestFile(testFile!, { routes, properties, catalog, directory: folder, env: {} }, { folder })
  return diagnostics.length === 0 && results.every(({ failures }) => failures.length === 0)
}

test.each(EXAMPLES)('the tests of %s notice what is broken in it', { timeout: 120_000 }, async example => {
  const mutants = mutantsOf(parse(textOf(`${ROOT}${example}.camel.yaml`)) as unknown[])
  expect(mutants.length).toBeGreaterThan(2)
  const survivors: string[] = []
  for (const mutant of mutants) if (await survives(example, mutant)) survivors.push(mutant.what)
  expect(survivors).toEqual(UNSEEN[example] ?? [])
})
