import type { RestConfiguration } from '../../http/rest-configuration.ts'
import type { Options } from '../../model/route.ts'
import type { RestBinding } from './binding.ts'

type Text = (raw: string) => string | undefined

/** The binding of a verb: what it says itself, else its service, else the configuration. */
export function verbBinding(verb: Options, service: Options, configuration: RestConfiguration, text: Text): RestBinding {
  const own = (name: string) => option(verb, name, text) ?? option(service, name, text)
  const flag = (name: keyof RestConfiguration) => {
    const value = own(name)
    return value === undefined ? (configuration[name] as boolean) : value === 'true'
  }
  const mode = own('bindingMode')
  const type = option(verb, 'type', text)
  const outType = option(verb, 'outType', text)
  return {
    bindingMode: mode ?? configuration.bindingMode,
    consumes: own('consumes') ?? (type === undefined ? undefined : mediaTypeOf(mode)),
    produces: own('produces') ?? (outType === undefined ? undefined : mediaTypeOf(mode)),
    type,
    outType,
    jsonDataFormat: configuration.jsonDataFormat,
    xmlDataFormat: configuration.xmlDataFormat,
    dataFormatProperties: configuration.dataFormatProperties,
    skipBindingOnErrorCode: flag('skipBindingOnErrorCode'),
    clientRequestValidation: flag('clientRequestValidation'),
    clientResponseValidation: flag('clientResponseValidation'),
    enableCORS: flag('enableCORS'),
    enableNoContentResponse: flag('enableNoContentResponse'),
    corsHeaders: configuration.corsHeaders,
    ...parameterRules(verb, text),
    ...responseRules(verb, text),
  }
}

/** An option as text, with its placeholders resolved. */
export function option(options: Options, name: string, text: Text): string | undefined {
  const raw = options[name]
  return typeof raw === 'string' ? text(raw) : undefined
}

function mediaTypeOf(mode: string | undefined): string | undefined {
  if (mode === 'json') return 'application/json'
  if (mode === 'xml') return 'application/xml'
  return mode === 'json_xml' ? 'application/json;application/xml' : undefined
}

type ParameterRules = Pick<RestBinding, 'defaults' | 'allowed' | 'requiredBody' | 'requiredQuery' | 'requiredHeaders'>

function parameterRules(verb: Options, text: Text): ParameterRules {
  const parameters = ((verb['param'] ?? []) as readonly Options[]).map(each => ({
    name: option(each, 'name', text) ?? '',
    type: option(each, 'type', text) ?? 'path',
    required: option(each, 'required', text) !== 'false',
    fallback: option(each, 'defaultValue', text),
    allowed: ((each['allowableValues'] ?? []) as readonly Options[]).map(value => option(value, 'value', text) ?? ''),
  }))
  const steering = parameters.filter(({ type }) => type === 'query' || type === 'header')
  const required = (type: string) => parameters.filter(each => each.type === type && each.required).map(({ name }) => name)
  return {
    defaults: Object.fromEntries(steering.flatMap(({ name, fallback }) => (fallback ? [[name, fallback]] : []))),
    allowed: Object.fromEntries(steering.filter(({ allowed }) => allowed.length > 0).map(({ name, allowed }) => [name, allowed])),
    requiredBody: required('body').length > 0,
    requiredQuery: required('query'),
    requiredHeaders: required('header'),
  }
}

function responseRules(verb: Options, text: Text): Pick<RestBinding, 'responseTypes' | 'responseHeaders'> {
  const messages = (verb['responseMessage'] ?? []) as readonly Options[]
  const types = messages.flatMap(message => {
    const type = option(message, 'contentType', text)
    return type === undefined ? [] : [[option(message, 'code', text) ?? '200', type] as const]
  })
  const headers = messages.flatMap(message =>
    ((message['header'] ?? []) as readonly Options[]).map(each => option(each, 'name', text) ?? ''),
  )
  return { responseTypes: Object.fromEntries(types), responseHeaders: headers }
}
