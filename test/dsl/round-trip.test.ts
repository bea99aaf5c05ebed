import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { builtIn, builtInCatalog } from '../../src/catalog/index.ts'
import * as dsl from '../../src/dsl/index.ts'
import { writeTypeScript } from '../../src/dsl/write/typescript.ts'
import { writeYaml } from '../../src/dsl/write/yaml.ts'
import { Positions } from '../../src/model/positions.ts'
import { readDocument, readFile } from '../../src/model/read-file.ts'
import type { FileModel } from '../../src/model/route.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const catalog = builtInCatalog()

/** The model of a text; what is wrong with it where something is. */
function read(text: string): FileModel | readonly string[] {
  const errors: string[] = []
  const model = readFile(text, 'file', catalog, new Positions(), each => each.severity === 'error' && errors.push(each.message))
  return errors.length === 0 ? model : errors
}

/** The model of what a module makes; its types are not looked at here. */
function evaluate(text: string): FileModel | readonly string[] {
  const body = text
    .replace(/^import \{[^}]*\} from 'kafila'/, '')
    .replace('export default', 'return')
    .replaceAll(' as never', '')
  const exported = new Function(...Object.keys(dsl), body)(...Object.values(dsl))
  const { document } = dsl.routeFile(exported)
  const errors: string[] = []
  const model = readDocument(document, 'file', catalog, new Positions(), each => each.severity === 'error' && errors.push(each.message))
  return errors.length === 0 ? model : errors
}

function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith(ending))
    .map(file => `${folder}/${file}`)
}

interface Routes {
  readonly name: string
  readonly model: FileModel
}

function textsOfCase(name: string): { name: string; text: string }[] {
  const { routes = '' } = parse(readFileSync(`${ROOT}${name}`, 'utf8')) as { routes?: string | Readonly<Record<string, string>> }
  const files = typeof routes === 'string' ? { 'route.yaml': routes } : routes
  return Object.entries(files).map(([file, text]) => ({ name: `${name}#${file}`, text }))
}

const gallery = filesBelow('routes', '.camel.yaml').map(name => ({ name, text: readFileSync(`${ROOT}${name}`, 'utf8') }))
const cases = filesBelow('test/conformance/cases', '.yaml').flatMap(textsOfCase)
const examples = [...builtIn.steps, ...builtIn.connectors, ...builtIn.languages, ...builtIn.formats].flatMap(({ name, examples }) =>
  examples.map(({ title, yaml }) => ({ name: `${name}: ${title}`, text: yaml })),
)

/** Of these, those that can be read and that say something; Kamelets and Pipes are resources of their own, and no routes. */
function readable(texts: readonly { readonly name: string; readonly text: string }[]): Routes[] {
  return texts.flatMap(({ name, text }) => {
    const model = read(text)
    if (!('routes' in model)) return []
    const isEmpty = model.routes.length + model.elements.length + model.beans.length + model.dataFormats.length === 0
    return isEmpty || model.elements.some(each => each.element === 'kamelet') ? [] : [{ name, model }]
  })
}

const all = readable([...gallery, ...cases, ...examples])
const plain = (model: FileModel | readonly string[]) => JSON.parse(JSON.stringify('routes' in model ? { ...model, file: '' } : model))

/** Models that are not the same after a way that they went; the first of them is held against what it was, so that the difference shows. */
function changedBy(way: (model: FileModel) => FileModel | readonly string[]): string[] {
  const changed = all.filter(({ model }) => !same(way(model), model))
  const [first] = changed
  if (first !== undefined)
    expect({ name: first.name, model: plain(way(first.model)) }).toEqual({ name: first.name, model: plain(first.model) })
  return changed.map(({ name }) => name)
}

function same(a: FileModel | readonly string[], b: FileModel): boolean {
  return isDeepStrictEqual(plain(a), plain(b))
}

test('the routes are those of the gallery, of the recorded cases, and of the examples of all declarations', () => {
  expect(readable(gallery).length).toBe(gallery.length)
  expect(readable(examples).length).toBeGreaterThan(130)
  expect(all.length).toBeGreaterThanOrEqual(1500)
})

test('what is read from YAML is written as YAML that is read alike', () => {
  expect(changedBy(model => read(writeYaml(model, catalog)))).toEqual([])
})

test('what is read from YAML is written as TypeScript that makes the same model', () => {
  expect(changedBy(model => evaluate(writeTypeScript(model, catalog)))).toEqual([])
})

test('what TypeScript makes is written as YAML that is read alike', () => {
  expect(changedBy(model => read(writeYaml(evaluate(writeTypeScript(model, catalog)) as FileModel, catalog)))).toEqual([])
})
