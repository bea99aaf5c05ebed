import type { RestConfiguration } from '../../http/rest-configuration.ts'
import type { StepModel } from '../../kit/field.ts'
import type { FromModel, Options, RouteModel } from '../../model/route.ts'
import type { RestHost } from './expand-rest.ts'
import { option } from './verb-binding.ts'

/** The route of a `rest` element with `openApi`, from `rest-openapi:`; it ends with a stop, as Camel's does. */
export function contractElement(service: Options, configuration: RestConfiguration, host: RestHost): RouteModel[] {
  const own = service['openApi'] as Options | undefined
  if (own === undefined || [service, own].some(each => option(each, 'disabled', host.text) === 'true')) return []
  const keep = <T extends object>(model: T): T => {
    host.positions.inherit(model, own)
    return model
  }
  const id = option(own, 'routeId', host.text)
  const from = keep<FromModel>({ uri: 'rest-openapi', parameters: parametersOf(service, own, configuration, host) })
  const stop = keep<StepModel>({ step: 'stop', options: keep({}) })
  return [keep<RouteModel>({ ...(id !== undefined && { id }), from, steps: [stop], options: keep({}) })]
}

function parametersOf(service: Options, own: Options, configuration: RestConfiguration, host: RestHost): Record<string, string> {
  const flag = (name: 'clientRequestValidation' | 'clientResponseValidation') =>
    option(service, name, host.text) ?? String(configuration[name])
  const given = {
    specificationUri: own['specification'],
    consumes: service['consumes'],
    produces: service['produces'],
    clientRequestValidation: flag('clientRequestValidation'),
    clientResponseValidation: flag('clientResponseValidation'),
    missingOperation: own['missingOperation'],
    mockIncludePattern: own['mockIncludePattern'],
    apiContextPath: own['apiContextPath'],
  }
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
