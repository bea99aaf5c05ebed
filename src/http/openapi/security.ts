import { errors } from '../../core/errors.ts'
import { compact, type Described, type Part, partsOf, textOf } from './model.ts'

const KINDS = ['basicAuth', 'bearerToken', 'apiKey', 'oauth2', 'mutualTLS', 'openIdConnect'] as const
const FLOWS: Readonly<Record<string, string>> = {
  authorizationCode: 'authorizationCode',
  accessCode: 'authorizationCode',
  implicit: 'implicit',
  clientCredentials: 'clientCredentials',
  application: 'clientCredentials',
  password: 'password',
}

/** The kinds of security that a service declares, by their keys. */
export function securitySchemes(service: Described): readonly (readonly [string, Part])[] {
  const definitions = service['securityDefinitions'] as Described | undefined
  if (definitions === undefined) return []
  return Object.keys(definitions).flatMap(kind =>
    partsOf(definitions, kind).map(definition => [textOf(definition, 'key') ?? '', compact(scheme(kind, definition))] as const),
  )
}

function scheme(kind: string, definition: Described): Part {
  const description = textOf(definition, 'description')
  switch (kind as (typeof KINDS)[number]) {
    case 'basicAuth':
      return { type: 'http', description, scheme: 'basic' }
    case 'bearerToken':
      return { type: 'http', description, scheme: 'bearer', bearerFormat: textOf(definition, 'format') }
    case 'apiKey':
      return { type: 'apiKey', description, name: textOf(definition, 'name'), in: keyPlace(definition) }
    case 'oauth2':
      return { type: 'oauth2', description, flows: { [flowOf(definition)]: flow(definition) } }
    case 'mutualTLS':
      return { type: 'mutualTLS', description }
    case 'openIdConnect':
      return { type: 'openIdConnect', description, openIdConnectUrl: textOf(definition, 'url') }
    default:
      throw errors.KF_ROUTE_INVALID({ what: 'securityDefinitions', reason: `unknown kind ${kind}; known: ${KINDS.join(', ')}` })
  }
}

function keyPlace(definition: Described): string {
  const isTrue = (name: string) => String(definition[name]) === 'true'
  if (isTrue('inHeader')) return 'header'
  if (isTrue('inQuery')) return 'query'
  if (isTrue('inCookie')) return 'cookie'
  throw errors.KF_ROUTE_INVALID({ what: 'securityDefinitions', reason: 'No API Key location specified.' })
}

function flowOf(definition: Described): string {
  const given = textOf(definition, 'flow')
  if (given !== undefined && FLOWS[given] !== undefined) return FLOWS[given]
  if (given !== undefined) {
    throw errors.KF_ROUTE_INVALID({ what: 'securityDefinitions', reason: `Invalid OAuth flow '${given}' specified` })
  }
  if (textOf(definition, 'authorizationUrl') === undefined) {
    throw errors.KF_ROUTE_INVALID({ what: 'securityDefinitions', reason: 'Error inferring OAuth flow' })
  }
  return textOf(definition, 'tokenUrl') === undefined ? 'implicit' : 'authorizationCode'
}

function flow(definition: Described): Part {
  const scopes = partsOf(definition, 'scopes')
  return compact({
    authorizationUrl: textOf(definition, 'authorizationUrl'),
    tokenUrl: textOf(definition, 'tokenUrl'),
    refreshUrl: textOf(definition, 'refreshUrl'),
    scopes: scopes.length === 0 ? undefined : Object.fromEntries(scopes.map(each => [textOf(each, 'key'), textOf(each, 'value')])),
  })
}

/** Requirements, each with its scopes. */
export function securityRequirements(options: Described, name: string): readonly Part[] | undefined {
  const requirements = partsOf(options, name)
  if (requirements.length === 0) return undefined
  return requirements.map(each => ({ [textOf(each, 'key') ?? '']: scopesOf(textOf(each, 'scopes')) }))
}

function scopesOf(scopes: string | undefined): readonly string[] {
  return (scopes ?? '')
    .split(',')
    .map(scope => scope.trim())
    .filter(scope => scope !== '')
}
