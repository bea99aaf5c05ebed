import { errors } from '../core/errors.ts'
import { elements } from '../model/elements/index.ts'
import { beanFields, fromFields, routeFields } from '../model/elements/routes.ts'
import type { CallPlace } from '../model/route-document.ts'
import type { RawWriter, Written } from './raw-writer.ts'
import { nextSequence } from './route-head.ts'
import type { FieldShapes } from './shape.ts'
import { headOf, isChain, type StepChain, writeSteps } from './step-chain.ts'
import { DataFormatValue, type GivenOptions } from './values.ts'

const ELEMENT = Symbol.for('kafila.element')

interface ElementState {
  readonly element: string
  readonly options: GivenOptions | readonly unknown[]
  readonly place: CallPlace
  readonly sequence: number
}

/** An element of a route file that is no route: `onException`, `rest`, `beans` … `N` is its name. */
export class RouteElement<out N extends string = string> {
  declare readonly element?: N
  /** @internal */
  readonly [ELEMENT]: ElementState

  constructor(element: N, options: GivenOptions | readonly unknown[], place: CallPlace) {
    this[ELEMENT] = { element, options, place, sequence: nextSequence() }
  }
}

/** Whether a value is an element, of whichever copy of the package. */
export function isElement(value: unknown): value is RouteElement {
  return typeof value === 'object' && value !== null && ELEMENT in value
}

/** The order in which routes and elements were begun. */
export function sequenceOf(value: RouteElement | StepChain): number {
  return isElement(value) ? value[ELEMENT].sequence : (headOf(value)?.sequence ?? 0)
}

/** An element or route for a document: a map with its name as the one key. */
export function writeElement(value: object, writer: RawWriter): Written {
  return isElement(value) ? writeOther(value[ELEMENT], writer) : writeRoute(value as StepChain, writer)
}

function writeOther({ element, options, place }: ElementState, writer: RawWriter): Written {
  const written = Array.isArray(options)
    ? writer.list(
        options.map(each => listed(each, place, writer)),
        place,
      )
    : writer.options(options as GivenOptions, elements.get(element)?.fields ?? {}, place)
  return { raw: writer.map([[element, { raw: written, place }]], place), place }
}

/** An item of `beans` or `dataFormats`. */
function listed(item: unknown, place: CallPlace, writer: RawWriter): Written | undefined {
  if (item instanceof DataFormatValue) return writer.value({ kind: 'dataFormat' }, item, place)
  return { raw: writer.options(item as GivenOptions, beanFields as FieldShapes, place) }
}

function writeRoute(chain: StepChain, writer: RawWriter): Written {
  const head = headOf(chain)
  if (head === undefined) throw errors.KF_ROUTE_CALL({ place: '', reason: 'a route begins with from(…) or route(…).from(…)' })
  const from = writeFrom(chain, writer)
  if (head.route === undefined) return { raw: writer.map([['from', from]], head.place), place: head.place }
  const { options, place } = head.route
  const own = Object.entries(options).map(
    ([name, value]) => [name, writer.value((routeFields as FieldShapes)[name] ?? TEXT, value, place)] as const,
  )
  const raw = writer.map([...own, ['from', from]], place, 'id')
  return { raw: writer.map([['route', { raw, place }]], place), place }
}

const TEXT: FieldShapes[string] = { kind: 'text' }

function writeFrom(chain: StepChain, writer: RawWriter): Written {
  const { from, place } = headOf(chain)!
  const own = Object.entries(from).map(
    ([name, value]) => [name, writer.value((fromFields as FieldShapes)[name] ?? TEXT, value, place)] as const,
  )
  return { raw: writer.map([...own, ['steps', { raw: writer.list(writeSteps(chain, writer), place), place }]], place, 'uri'), place }
}

/** The route that a routeTemplate is about, as its options name it: by its source, or as a route with options of its own. */
export function routeOption(chain: unknown): GivenOptions {
  if (!isChain(chain)) return {}
  return headOf(chain)?.route === undefined ? { from: chain } : { route: chain }
}
