import type { ContractOperation, ContractParameter } from '../../http/openapi/contract.ts'
import type { Options } from '../../model/route.ts'

/** An operation of a contract as the options of a verb, so that both are bound alike. */
export function verbOptions({ parameters, consumes, produces, requiredBody }: ContractOperation): Options {
  const body = requiredBody ? [{ name: 'body', type: 'body', required: 'true' }] : []
  return {
    ...mediaOption('consumes', consumes),
    ...mediaOption('produces', produces),
    param: [...parameters.map(parameterOptions), ...body],
  }
}

/** Nothing where any of the types is a range: what fits it is not told apart. */
function mediaOption(name: string, types: readonly string[]): Options {
  return types.length === 0 || types.some(type => type.includes('*')) ? {} : { [name]: types.join(',') }
}

function parameterOptions({ name, in: type, required, schema }: ContractParameter): Options {
  const { default: fallback, enum: values } = schema
  return {
    name,
    type,
    required: String(required),
    ...(type === 'query' && isScalar(fallback) && { defaultValue: String(fallback) }),
    ...(Array.isArray(values) && { allowableValues: values.map(value => ({ value: String(value) })) }),
  }
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
