import type { Field, Fields } from '../../kit/field.ts'
import { propertyName, quoted } from './option-types.ts'

/** Kinds whose values are written as they are, whatever the option. */
const SCALARS: ReadonlySet<string> = new Set(['text', 'integer', 'number', 'boolean', 'duration', 'choice', 'value'])

/** The shape of a declaration as last argument of a call, with what cannot be written without it; nothing where that is nothing. */
export function shapeArgument(fields: Fields, shorthand?: string): string {
  const needed = Object.fromEntries(Object.entries(fields).filter(([, field]) => !SCALARS.has(field.kind)))
  return Object.keys(needed).length === 0 && shorthand === undefined ? '' : `, ${shapeText(needed, shorthand)}`
}

/** The shape of a declaration, with all its options. */
export function shapeText(fields: Fields, shorthand?: string): string {
  return `{ fields: ${fieldsText(fields)}${shorthand === undefined ? '' : `, shorthand: ${quoted(shorthand)}`} }`
}

function fieldsText(fields: Fields): string {
  const entries = Object.entries(fields).map(([name, field]) => `${propertyName(name)}: ${fieldText(field)}`)
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

function fieldText({ kind, required, endpoint, wrapped, shorthand, item, fields }: Field): string {
  const parts = [
    `kind: ${quoted(kind)}`,
    ...(required ? ['required: true'] : []),
    ...(endpoint === undefined ? [] : [`endpoint: ${quoted(endpoint)}`]),
    ...(wrapped === undefined ? [] : [`wrapped: ${quoted(wrapped)}`]),
    ...(shorthand === undefined ? [] : [`shorthand: ${quoted(shorthand)}`]),
    ...(item === undefined ? [] : [`item: ${fieldText(item)}`]),
    ...(fields === undefined ? [] : [`fields: ${fieldsText(fields)}`]),
  ]
  return `{ ${parts.join(', ')} }`
}
