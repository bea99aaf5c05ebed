import { didYouMean } from '../core/nearest.ts'
import type { AnyConnector, Catalog } from '../kit/catalog.ts'
import { ComponentBean } from '../kit/component-bean.ts'
import { isSameName } from '../model/names.ts'
import type { Beans } from './beans.ts'
import { type PropertyProblem, wrongProperty } from './main-options.ts'

/** Options that every component of Camel has. */
const OF_ALL = [
  'lazyStartProducer',
  'bridgeErrorHandler',
  'autowiredEnabled',
  'healthCheckConsumerEnabled',
  'healthCheckProducerEnabled',
  'useGlobalSslContextParameters',
]

/** The options that application properties give to a component (`camel.component.NAME.OPTION`), as they are written. */
export function givenOptions(properties: ReadonlyMap<string, string>, name: string): [option: string, value: string][] {
  const prefix = `camel.component.${name}.`
  const given = [...properties].filter(([property]) => property.startsWith(prefix))
  return given.map(([property, value]) => [property.slice(prefix.length), value])
}

/** What is wrong with the application properties `camel.component.NAME.OPTION`: components and options that there are not. Those of components that are refused wait until a route uses them. */
export function componentProblems(properties: ReadonlyMap<string, string>, catalog: Catalog, beans: Beans): PropertyProblem[] {
  return [...properties.keys()].flatMap(property => {
    const [, name, option] = /^camel\.component\.([^.]+)\.(.+)$/.exec(property) ?? []
    if (name === undefined || option === undefined) return []
    const problem = (reason: string, fix?: string) => [wrongProperty(property, reason, fix)]
    const connector = connectorOf(name, catalog, beans)
    if (connector === undefined && catalog.refusals.connectors.has(name)) return []
    if (connector === undefined) return problem(`there is no component ${name}`, didYouMean(name, catalog.connectors.keys()))
    const options = componentOptions(connector)
    if (options.some(each => isSameName(each, option)) || connector.prefixes?.some(prefix => option.startsWith(prefix))) return []
    return problem(`${name} has no such option`, didYouMean(option, options))
  })
}

function connectorOf(name: string, { connectors }: Catalog, beans: Beans): AnyConnector | undefined {
  const bean = connectors.has(name) ? undefined : beans.get(name)
  return connectors.get(bean instanceof ComponentBean ? bean.scheme : name)
}

/** The options that a component may be given: those of its endpoints, and its own. */
function componentOptions({ source, sink, otherNames, componentOptions: own }: AnyConnector): string[] {
  return [...Object.keys({ ...source?.fields, ...sink?.fields, ...otherNames, ...own }), ...OF_ALL]
}
