import { existsSync, readFileSync } from 'node:fs'
import { errors } from '../core/errors.ts'
import type { CallPlace, RouteDocument } from '../model/route-document.ts'
import { isElement, type RouteElement, sequenceOf, writeElement } from './element.ts'
import { fileOf, pathOf, placeText } from './place.ts'
import { RawWriter } from './raw-writer.ts'
import { headOf, isChain, type StepChain } from './step-chain.ts'
import type { Steps } from './steps.gen.ts'
import type { AnyHeaders } from './types.ts'

/** What a module of routes exports: a route, an element beside routes, or a list of such. */
export type RouteExport = Steps<unknown, AnyHeaders> | RouteElement | readonly RouteExport[]

/** A route file made by a program, as `createKafila({ routes: […] })` takes it beside files. */
export interface ProgramSource {
  readonly file: string
  readonly text: string
  readonly document: RouteDocument
}

/** Routes and elements of a program as one file, in the order in which they were begun. Throws `KF_ROUTE_CALL` where there are none. */
export function routeFile(...exported: readonly RouteExport[]): ProgramSource {
  return programSource(exported)
}

/** What a module exports as a route file: its routes and elements, be they exported alone or in lists; other exports do not count. */
export function moduleSource(exported: Readonly<Record<string, unknown>>, file: string): ProgramSource {
  const source = programSource(Object.values(exported), file)
  return { ...source, file }
}

function programSource(exported: readonly unknown[], named?: string): ProgramSource {
  const found = [...new Set(collect(exported))].sort((a, b) => sequenceOf(a) - sequenceOf(b))
  if (found.length === 0)
    throw errors.KF_ROUTE_CALL({ place: named ?? 'routeFile', reason: 'there is no route: export default from(…), or a list of routes' })
  const writer = new RawWriter(nameOf)
  const written = found.map(each => writeElement(each, writer))
  const modules = modulesOf([...writer.places.values()].map(({ self }) => self.url))
  const { places, objects } = writer
  const document: RouteDocument = { raw: written.map(({ raw }) => raw), places, objects, modules }
  const first = modules.get(written[0]!.place?.url ?? '')
  return { file: first?.file ?? 'routes', text: first?.text ?? '', document }
}

function collect(exported: readonly unknown[]): (RouteElement | StepChain)[] {
  return exported.flatMap(each => {
    if (Array.isArray(each)) return collect(each)
    return isElement(each) || (isChain(each) && headOf(each) !== undefined) ? [each as RouteElement | StepChain] : []
  })
}

/** A place as name of what was given there; a module that was loaded again gives other names. */
function nameOf(place: CallPlace): string {
  const [, load] = /\?kafila=(\d+)/.exec(place.url) ?? []
  return `${placeText(place)}${load === undefined ? '' : `@${load}`}`
}

function modulesOf(urls: Iterable<string>): RouteDocument['modules'] {
  const modules = new Map<string, { file: string; text: string }>()
  for (const url of new Set(urls)) {
    const path = url === '' ? '' : pathOf(url)
    modules.set(url, {
      file: path === '' ? 'routes' : fileOf(url),
      text: path !== '' && existsSync(path) ? readFileSync(path, 'utf8') : '',
    })
  }
  return modules
}
