import type { FieldShape, Shape } from './shape.ts'

/** How the options of a step or element are given to its function: some by position, then further ones as an object, then the steps. */
export interface Signature {
  readonly positional: readonly string[]
  /** The option that the function of the steps stands for. */
  readonly block: 'steps' | undefined
}

/** By position stand what must be given, the expression, and what a plain text stands for in YAML; in the order of the declaration. */
export function signatureOf({ fields, shorthand }: Shape): Signature {
  const positional = Object.entries(fields).filter(([name, field]) => isPositional(name, field, shorthand))
  return { positional: positional.map(([name]) => name), block: isBlock(fields['steps']) ? 'steps' : undefined }
}

function isPositional(name: string, field: FieldShape, shorthand: string | undefined): boolean {
  if (isBlock(field) || field.kind === 'group') return false
  return (
    field.required === true || name === shorthand || (name === 'expression' && (field.kind === 'expression' || field.kind === 'predicate'))
  )
}

function isBlock(field: FieldShape | undefined): boolean {
  return field?.kind === 'steps' || field?.kind === 'branches'
}
