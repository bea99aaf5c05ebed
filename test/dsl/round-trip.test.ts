import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { builtInCatalog } from '../../src/catalog/index.ts'
import { writeTypeScript } from '../../src/dsl/write/typescript.ts'
import { writeYaml } from '../../src/dsl/write/yaml.ts'
import { Positions } from '../../src/model/positions.ts'
import { readDocument } from '../../src/model/read-file.ts'
import type { FileModel } from '../../src/model/route.ts'
import { evaluated } from './as-typescript.ts'
import { convertibleRoutes, galleryTexts, read, readableRoutes } from './readable-routes.ts'

const catalog = builtInCatalog()

/** The model of what a module makes. */
function evaluate(text: string): FileModel | readonly string[] {
  const { document } = evaluated(text)
  const errors: string[] = []
  const model = readDocument(document, 'file', catalog, new Positions(), each => each.severity === 'error' && errors.push(each.message))
  return errors.length === 0 ? model : errors
}

const all = readableRoutes()
const plain = (model: FileModel | readonly string[]) => JSON.parse(JSON.stringify('routes' in model ? { ...model, file: '' } : model))

/** Models that are not the same after a way that they went; the first of them is held against what it was, so that the difference shows. */
function changedBy(way: (model: FileModel) => FileModel | readonly string[], routes = all): string[] {
  const changed = routes.filter(({ model }) => !same(way(model), model))
  const [first] = changed
  if (first !== undefined)
    expect({ name: first.name, model: plain(way(first.model)) }).toEqual({ name: first.name, model: plain(first.model) })
  return changed.map(({ name }) => name)
}

function same(a: FileModel | readonly string[], b: FileModel): boolean {
  return isDeepStrictEqual(plain(a), plain(b))
}

test('the routes are those of the gallery, of the recorded cases, and of the examples of all declarations', () => {
  const gallery = galleryTexts()
  expect(readableRoutes(gallery).length).toBe(gallery.length)
  expect(all.length).toBeGreaterThanOrEqual(1500)
})

test('what is read from YAML is written as YAML that is read alike', () => {
  expect(changedBy(model => read(writeYaml(model, catalog)))).toEqual([])
})

const inTypeScript = convertibleRoutes()

test('what is read from YAML is written as TypeScript that makes the same model', () => {
  expect(changedBy(model => evaluate(writeTypeScript(model, catalog)), inTypeScript)).toEqual([])
})

test('what TypeScript makes is written as YAML that is read alike', () => {
  const way = (model: FileModel) => read(writeYaml(evaluate(writeTypeScript(model, catalog)) as FileModel, catalog))
  expect(changedBy(way, inTypeScript)).toEqual([])
})
