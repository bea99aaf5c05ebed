import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { builtIn, builtInCatalog } from '../../src/catalog/index.ts'
import { clausesIn } from '../../src/dsl/write/clauses.ts'
import { Positions } from '../../src/model/positions.ts'
import { readFile } from '../../src/model/read-file.ts'
import type { FileModel } from '../../src/model/route.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Routes that can be read and that say something. */
export interface Routes {
  readonly name: string
  readonly model: FileModel
}

interface Text {
  readonly name: string
  readonly text: string
}

/** The model of a text; what is wrong with it where something is. */
export function read(text: string): FileModel | readonly string[] {
  const errors: string[] = []
  const model = readFile(text, 'file', builtInCatalog(), new Positions(), each => each.severity === 'error' && errors.push(each.message))
  return errors.length === 0 ? model : errors
}

/** The texts of the gallery. */
export function galleryTexts(): Text[] {
  return filesBelow('routes', '.camel.yaml').map(name => ({ name, text: readFileSync(`${ROOT}${name}`, 'utf8') }))
}

/** The routes of the gallery, of the recorded cases, and of the examples of all declarations. Kamelets are no routes, but resources of their own. */
export function readableRoutes(texts = [...galleryTexts(), ...caseTexts(), ...exampleTexts()]): Routes[] {
  return texts.flatMap(({ name, text }) => {
    const model = read(text)
    if (!('routes' in model)) return []
    const isEmpty = model.routes.length + model.elements.length + model.beans.length + model.dataFormats.length === 0
    return isEmpty || model.elements.some(each => each.element === 'kamelet') ? [] : [{ name, model }]
  })
}

/** Those that have a text in TypeScript: what says that clauses among steps have none is `convert`. */
export function convertibleRoutes(): Routes[] {
  return readableRoutes().filter(({ model }) => clausesIn(model).length === 0)
}

function caseTexts(): Text[] {
  return filesBelow('test/conformance/cases', '.yaml').flatMap(name => {
    const { routes = '' } = parse(readFileSync(`${ROOT}${name}`, 'utf8')) as { routes?: string | Readonly<Record<string, string>> }
    const files = typeof routes === 'string' ? { 'route.yaml': routes } : routes
    return Object.entries(files).map(([file, text]) => ({ name: `${name}#${file}`, text }))
  })
}

function exampleTexts(): Text[] {
  return [...builtIn.steps, ...builtIn.connectors, ...builtIn.languages, ...builtIn.formats].flatMap(({ name, examples }) =>
    examples.map(({ title, yaml }) => ({ name: `${name}: ${title}`, text: yaml })),
  )
}

function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith(ending))
    .map(file => `${folder}/${file}`)
}
