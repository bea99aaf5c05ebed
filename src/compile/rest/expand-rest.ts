import type { RestConfiguration, RestContracts, RestServices } from '../../http/rest-configuration.ts'
import type { Positions } from '../../model/positions.ts'
import type { FileModel } from '../../model/route.ts'
import { isContractSource } from './contract-source.ts'
import { elementsOf } from './elements-of.ts'
import { readRestConfiguration } from './read-configuration.ts'
import { serveRest } from './serve-rest.ts'

/** What turning REST services into routes needs of the runtime. */
export interface RestHost {
  text(raw: string): string | undefined
  readonly properties: Iterable<readonly [string, string]>
  readonly positions: Positions
  problem(error: unknown, model: object): void
  /** Where bare paths of resources lead from. */
  readonly directory: string
  /** Keeps the configuration for the endpoints that serve, and the services and the documents of contracts for their documentation. */
  configured(configuration: RestConfiguration, services: RestServices, contracts: RestContracts): void
}

/**
 * Turns the `rest` elements of all files into routes, behind the other routes of their file: one for each verb, from `rest:METHOD:PATH`, and
 * one for each contract, from `rest-openapi:DOCUMENT`. A direct: route that a verb names becomes the verb's route itself. Routes that serve
 * contracts get what they need for it. What is wrong is reported, and left out.
 */
export function expandRest(files: readonly FileModel[], host: RestHost): readonly FileModel[] {
  const configuration = configurationOf(files, host)
  const elements = files.flatMap(file => elementsOf(file, 'rest'))
  const serves = files.some(file => file.routes.some(({ from }) => isContractSource(from)))
  if (elements.length > 0 || serves || configuration.apiContextPath !== undefined) return serveRest(files, elements, configuration, host)
  host.configured(configuration, [], new Map())
  return files
}

function configurationOf(files: readonly FileModel[], host: RestHost): RestConfiguration {
  const elements = files.flatMap(file => elementsOf(file, 'restConfiguration'))
  try {
    return readRestConfiguration(elements, host.properties, raw => host.text(raw))
  } catch (error) {
    host.problem(error, elements.at(-1) ?? {})
    return readRestConfiguration([], [], raw => raw)
  }
}
