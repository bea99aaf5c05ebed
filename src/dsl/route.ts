import { elements } from '../model/elements/index.ts'
import { RouteElement, routeOption } from './element.ts'
import type { BeansOptions, FromOptions, RouteConfigurationOptions, RouteOptions, RouteTemplateOptions } from './elements.gen.ts'
import { callerOf } from './place.ts'
import { nextSequence, type RouteHead } from './route-head.ts'
import { giveOption, settled } from './step-chain.ts'
import { Steps } from './steps.gen.ts'
import type { AnyHeaders, NoHeaders } from './types.ts'
import type { DataFormatValue, SourceEndpoint } from './values.ts'

/** A route by its source. `B` is the type of the bodies that come from there, `H` that of the headers; nothing checks that. */
export function from<B = unknown, H = NoHeaders>(source: string | SourceEndpoint, options: FromOptions = {}): Steps<B, H> {
  return new Steps(headOf(undefined, source, options, from))
}

/** A route whose id and further options are known, and whose source comes next. */
export class RouteStart {
  private readonly route: NonNullable<RouteHead['route']>

  constructor(route: NonNullable<RouteHead['route']>) {
    this.route = route
  }

  /** The source. `B` is the type of the bodies that come from there, `H` that of the headers; nothing checks that. */
  from<B = unknown, H = NoHeaders>(source: string | SourceEndpoint, options: FromOptions = {}): Steps<B, H> {
    return new Steps(headOf(this.route, source, options, this.from))
  }
}

/** Begins a route with its id, or with its options: `route('orders').from(…)`. */
export function route(id: string, options?: Omit<RouteOptions, 'id'>): RouteStart
export function route(options: RouteOptions): RouteStart
export function route(first: string | RouteOptions, more: Omit<RouteOptions, 'id'> = {}): RouteStart {
  return new RouteStart({ options: typeof first === 'string' ? { id: first, ...more } : { ...first }, place: callerOf(route) })
}

function headOf(route: RouteHead['route'], source: string | SourceEndpoint, options: FromOptions, callee: Function): RouteHead {
  const given: Record<string, unknown> = {}
  giveOption(given, 'uri', source)
  return { route, from: { ...given, ...options }, place: callerOf(callee), sequence: nextSequence() }
}

/** A route with parameters, of which others are made: by templatedRoute, or by Kamelet endpoints. */
export function routeTemplate(
  id: string | undefined,
  options: Omit<RouteTemplateOptions, 'id'>,
  route: Steps<unknown, AnyHeaders>,
): RouteElement<'routeTemplate'> {
  return new RouteElement('routeTemplate', { ...(id !== undefined && { id }), ...options, ...routeOption(route) }, callerOf(routeTemplate))
}

/** Error handling and interception for the routes that ask for it by its id (`routeConfigurationId`), or for all where it has none. */
export function routeConfiguration(
  id: string | undefined,
  options: Omit<RouteConfigurationOptions, 'id'>,
): RouteElement<'routeConfiguration'> {
  return new RouteElement('routeConfiguration', { ...(id !== undefined && { id }), ...options }, callerOf(routeConfiguration))
}

/** An element of a route file by its name, with options that the types do not know. */
export function element<const N extends string>(name: N, options: { readonly [option: string]: unknown }): RouteElement<N> {
  const place = callerOf(element)
  const fields = elements.get(name)?.fields ?? {}
  return new RouteElement(name, settled(options, fields, { step: name, place, empty: () => new Steps() }), place)
}

/** Beans of classes of Camel or the JDK that have an alias here, or of modules: objects that routes refer to by name. */
export function beans(...given: readonly BeansOptions[]): RouteElement<'beans'> {
  return new RouteElement('beans', given, callerOf(beans))
}

/** Data formats with an id, for `custom({ ref: ID })`. */
export function dataFormats(...given: readonly DataFormatValue[]): RouteElement<'dataFormats'> {
  return new RouteElement('dataFormats', given, callerOf(dataFormats))
}
