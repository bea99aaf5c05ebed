import type { Exchange } from '../../../core/exchange.ts'
import { Body, Call, type Code, Constant, Header, Property } from '../code.ts'

const call = (evaluate: (exchange: Exchange) => unknown) => (): Code => new Call(evaluate)

/** Functions that only tell what the exchange knows of itself, by their whole text. */
export const PLAIN: Readonly<Record<string, () => Code>> = {
  id: call(exchange => exchange.id),
  exchangeId: call(exchange => exchange.id),
  exchange: call(exchange => exchange),
  camelId: call(exchange => exchange.services.name),
  routeId: call(exchange => exchange.routeId || null),
  fromRouteId: call(exchange => exchange.fromRouteId || null),
  routeGroup: call(exchange => exchange.services.routeGroups?.get(exchange.routeId) ?? null),
  stepId: call(exchange => exchange.property('CamelStepId') ?? null),
  null: () => new Constant(null),
}

/** What a plain name stands for behind these. */
const NAMED: Readonly<Record<string, (name: string) => Code>> = {
  header: name => new Header(name),
  exchangeProperty: name => new Property(name),
  variable: name => new Call(exchange => exchange.variables?.[name] ?? null),
}

/** The functions that most routes are content with, told by their text alone: a start need not load the others for them. */
export function plainFunction(source: string): Code | undefined {
  if (source === 'body') return new Body()
  if (Object.hasOwn(PLAIN, source)) return PLAIN[source]!()
  const [, kind, name] = /^(header|exchangeProperty|variable)\.(\w+)$/.exec(source) ?? []
  return kind === undefined || name === undefined ? undefined : NAMED[kind]!(name)
}
