import { languages } from '../../../src/catalog/languages.ts'
import { errors } from '../../../src/core/errors.ts'
import { Exchange } from '../../../src/core/exchange.ts'
import type { Expression } from '../../../src/core/expression.ts'
import { Gathering } from '../../../src/core/gathering.ts'
import type { Services } from '../../../src/core/services.ts'
import type { LanguageContext } from '../../../src/kit/language.ts'
import { compileSimple, compileSimplePredicate, type SimpleOptions } from '../../../src/languages/simple/index.ts'
import { readMainOptions } from '../../../src/runtime/main-options.ts'
import { ManualClock } from '../../helpers/manual-clock.ts'

/** What a test puts into the runtime around an expression. */
export interface World {
  readonly beans?: Readonly<Record<string, unknown>>
  readonly properties?: Readonly<Record<string, string>>
  /** Milliseconds since the epoch. */
  readonly now?: number
}

export interface Message {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, unknown>>
  readonly properties?: Readonly<Record<string, unknown>>
  readonly variables?: Readonly<Record<string, unknown>>
}

export function servicesOf({ beans = {}, properties = {}, now = 0 }: World = {}): Services {
  const services: Partial<Services> = {
    name: 'camel-1',
    clock: new ManualClock(now),
    log: { enabled: () => false, write: () => {} },
    main: readMainOptions(new Map(), () => undefined, []),
    globals: new Map(),
    routeVariables: () => new Map(),
    routeGroups: new Map(),
    uncachedRoutes: new Set(),
    bean: name => beans[name],
    property: name => properties[name],
    originals: { kept: false },
    gathering: new Gathering(),
    directory: process.cwd(),
  }
  return services as Services
}

export function contextOf(world: World = {}): LanguageContext {
  const services = servicesOf(world)
  const context: LanguageContext = {
    services,
    routeId: 'route1',
    bean: name => services.bean(name) ?? unknownBean(name),
    text: raw => raw,
    compile: (name, text) => languages.find(each => each.name === name)!.compile(text, {}, context) as Expression,
  }
  return context
}

function unknownBean(name: string): never {
  throw errors.KF_ROUTE_UNKNOWN_BEAN({ name })
}

export function exchangeOf({ body, headers = {}, properties = {}, variables = {} }: Message = {}, services = servicesOf()): Exchange {
  const exchange = new Exchange(services, structuredClone(body))
  for (const [name, value] of Object.entries(headers)) exchange.setHeader(name, structuredClone(value))
  for (const [name, value] of Object.entries(properties)) exchange.setProperty(name, value)
  for (const [name, value] of Object.entries(variables)) exchange.setVariable(name, value)
  exchange.fromRouteId = exchange.routeId = 'route1'
  exchange.fromEndpoint = 'direct://a'
  return exchange
}

/** Compiles and evaluates an expression once. */
export function evaluate(text: string, message: Message = {}, world: World = {}, options: SimpleOptions = {}): unknown {
  const context = contextOf(world)
  return compileSimple(text, options, context)(exchangeOf(message, context.services))
}

/** Compiles and evaluates a condition once. */
export function matches(text: string, message: Message = {}, world: World = {}): unknown {
  const context = contextOf(world)
  return compileSimplePredicate(text, {}, context)(exchangeOf(message, context.services))
}
