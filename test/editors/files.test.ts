import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Diagnostic, validateRoutes } from '../../src/index.ts'
import { readCase } from '../conformance/runner/case-file.ts'
import { CASES, caseName, findCases } from '../conformance/runner/suite.ts'
import { LanguageServer } from '../helpers/language-server.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
let server: LanguageServer

beforeAll(async () => {
  server = await LanguageServer.start({
    [join(ROOT, 'schemas/route.schema.json')]: ['*.camel.yaml', '*.kamelet.yaml', '*.pipe.yaml'],
    [join(ROOT, 'schemas/test.schema.json')]: ['*.test.yaml'],
  })
})
afterAll(() => server.stop())

interface Wrong {
  readonly name: string
  readonly errors: readonly string[]
}

/** The files of which an editor says that something is wrong. */
async function wrongOf(files: readonly { readonly name: string; readonly file: string; readonly text: string }[]): Promise<Wrong[]> {
  const told = await Promise.all(
    files.map(async ({ name, file, text }) => ({
      name,
      errors: (await server.diagnose(file, text)).filter(({ severity }) => severity === 'error').map(each => each.text),
    })),
  )
  return told.filter(({ errors }) => errors.length > 0)
}

function yamlBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
}

test('editors find nothing wrong with the examples and their tests', { timeout: 60_000 }, async () => {
  const files = yamlBelow('routes').map(path => ({ name: path, file: basename(path), text: readFileSync(path, 'utf8') }))
  expect(files.length).toBeGreaterThan(20)
  expect(await wrongOf(files)).toEqual([])
})

test('an editor is not given more to read than it can do quickly', () => {
  expect(statSync(join(ROOT, 'schemas/route.schema.json')).size).toBeLessThan(1_100_000)
})

/** What Kafila takes as Camel does, and an editor rightly shows all the same. */
const SHOWN_ALL_THE_SAME: Readonly<Record<string, string>> = {
  'notation/expression/choice-two-otherwise route.yaml': 'Map keys must be unique',
  'notation/yaml/duplicate-keys route.yaml': 'Map keys must be unique',
  'notation/yaml/duplicate-steps-key route.yaml': 'Map keys must be unique',
  // an unknown component in what a precondition leaves out, or in a template that nobody uses
  'eips/choice/precondition-otherwise route.yaml': 'No connector that is a sink has this scheme',
  'eips/route/precondition route.yaml': 'No connector that is a sink has this scheme',
  'reuse/template/not-used route.yaml': 'No connector that is a sink has this scheme',
}

test('editors find nothing wrong with a route that Kafila takes, over all conformance cases', { timeout: 120_000 }, async () => {
  const files = (await Promise.all(findCases(CASES).map(validFiles))).flat()
  expect(files.length).toBeGreaterThan(1000)
  const wrong = await wrongOf(files)
  expect(Object.fromEntries(wrong.map(({ name, errors }) => [name, errors.join()]))).toEqual(
    Object.fromEntries(Object.entries(SHOWN_ALL_THE_SAME).map(([name, what]) => [name, expect.stringContaining(what)])),
  )
})

/** What an editor can tell from one file without its texts: names and shapes. */
const OF_NAMES_AND_SHAPES = /^KF_(ROUTE_(UNKNOWN_(STEP|ELEMENT|COMPONENT)|ONE_KEY|SHAPE|DIRECTION)|FIELD_UNKNOWN|FIELD_EXPRESSION)$/

/** Unknown options in the query of a URI: a text to editors. */
const IN_A_TEXT = [
  'eips/to/unknown-option route.yaml',
  'notation/uri/path-option-in-query-of-direct route.yaml',
  'notation/uri/path-option-in-query-of-file route.yaml',
  'notation/uri/scheme-with-colon route.yaml',
  'notation/uri/unknown-option route.yaml',
]

test('editors mark each wrong name or shape that Kafila finds, over all conformance cases', { timeout: 120_000 }, async () => {
  const files = (await Promise.all(findCases(CASES).map(faultyFiles))).flat()
  expect(files.length).toBeGreaterThan(20)
  const wrong = new Set((await wrongOf(files)).map(({ name }) => name))
  expect(files.map(({ name }) => name).filter(name => !wrong.has(name))).toEqual(IN_A_TEXT)
})

async function faultyFiles(path: string) {
  const faulty = (await diagnosed(path)).filter(({ code, severity }) => severity === 'error' && OF_NAMES_AND_SHAPES.test(code))
  const names = new Set(faulty.map(({ at }) => at?.file))
  return routeFiles(path).filter(({ name }) => [...names].some(file => name === `${caseName(path)} ${file}`))
}

/** The route files of a conformance case with which Kafila finds nothing wrong. */
async function validFiles(path: string) {
  const errors = (await diagnosed(path)).filter(({ severity }) => severity === 'error')
  if (errors.some(({ at }) => at === undefined)) return []
  const faulty = new Set(errors.map(({ at }) => `${caseName(path)} ${at!.file}`))
  return routeFiles(path).filter(({ name }) => !faulty.has(name))
}

function diagnosed(path: string): Promise<readonly Diagnostic[]> {
  const { routes, properties } = readCase(path)
  const files = Object.entries(routes).map(([file, text]) => ({ file, text }))
  return validateRoutes({ routes: files, properties: { ...properties, 'case.dir': '.', 'case.port': '8080' }, env: {} })
}

function routeFiles(path: string) {
  return Object.entries(readCase(path).routes).map(([file, text]) => ({
    name: `${caseName(path)} ${file}`,
    file: `${file.replace(/\.ya?ml$/, '')}.camel.yaml`,
    text,
  }))
}
