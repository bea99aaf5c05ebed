import { coerce, MISFIT, type Parameter } from './signature.ts'

export { MISFIT }

/** An argument as a parameter takes it, or `MISFIT`. */
export type Coercion = (value: unknown) => unknown

/** The coercion to a parameter, with the frequent cases decided beforehand. */
export function coercion(parameter: Parameter): Coercion {
  switch (parameter.type) {
    case 's':
      return value => (typeof value === 'string' || value === undefined ? value : MISFIT)
    case 'x':
      return value => (typeof value === 'number' || typeof value === 'string' || Array.isArray(value) ? value : coerce(parameter, value))
    case 'n':
      return value => (typeof value === 'number' || value === undefined ? value : coerce(parameter, value))
    case 'a':
      return parameter.subtype === 'n'
        ? value => numbers(parameter, value)
        : value => (Array.isArray(value) && parameter.subtype === undefined ? value : coerce(parameter, value))
    default:
      return value => coerce(parameter, value)
  }
}

function numbers(parameter: Parameter, value: unknown): unknown {
  if (typeof value === 'number') return [value]
  if (!Array.isArray(value)) return coerce(parameter, value)
  for (let index = 0; index < value.length; index++) if (typeof value[index] !== 'number') return coerce(parameter, value)
  return value
}
