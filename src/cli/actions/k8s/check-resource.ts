import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { errors } from '../../../core/errors.ts'
import type { KubeObject } from '../../../operator/client/kube-object.ts'
import { customResourceDefinitions } from '../../../operator/resources/crds.ts'

interface Definition {
  readonly spec: {
    readonly names: { readonly kind: string }
    readonly versions: readonly { readonly schema: { readonly openAPIV3Schema: object } }[]
  }
}

/** Throws `KF_OPER_RESOURCE` where the API server would refuse a resource of ours by its schema; its rules in CEL are for the server. */
export function checkResource(object: KubeObject): void {
  if (object.apiVersion !== 'kafila.dev/v1') return
  const definition = [...customResourceDefinitions().values()].find(each => (each as unknown as Definition).spec.names.kind === object.kind)
  if (definition === undefined)
    throw errors.KF_OPER_RESOURCE({ what: object.kind, field: 'kind', reason: 'there are Integration, Pipe and Kamelet' })
  const { openAPIV3Schema } = (definition as unknown as Definition).spec.versions[0]!.schema
  const validate: ValidateFunction = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(
    closed(openAPIV3Schema) as object,
  )
  const isValid: boolean = validate(object)
  if (isValid) return
  const [first] = validate.errors!
  const field =
    first!.instancePath
      .slice(1)
      .replaceAll('/', '.')
      .replaceAll(/\.(\d+)/g, '[$1]') || 'spec'
  throw errors.KF_OPER_RESOURCE({ what: `${object.kind} ${object.metadata.name}`, field, reason: reasonOf(first!) })
}

function reasonOf({ message = 'it is wrong', params }: ErrorObject): string {
  const { additionalProperty, allowedValues } = params as { additionalProperty?: string; allowedValues?: readonly string[] }
  if (additionalProperty !== undefined) return `there is no field ${additionalProperty}`
  return allowedValues === undefined ? message : `${message}: ${allowedValues.join(', ')}`
}

/** The schema for JSON Schema's validator: objects have no further fields unless they keep what is unknown, and a number may stand for a text where both may. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const each = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, key === 'default' || key === 'enum' ? value : closed(value)]),
  )
  const { 'x-kubernetes-int-or-string': isEither, 'x-kubernetes-preserve-unknown-fields': keeps, properties, type } = each
  if (isEither) return { ...each, type: ['integer', 'string'] }
  const isMetadata = type === 'object' && properties === undefined
  return type === 'object' && !keeps && !isMetadata && each['additionalProperties'] === undefined
    ? { ...each, additionalProperties: false }
    : each
}
