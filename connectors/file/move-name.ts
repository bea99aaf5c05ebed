import type { Expression } from '../../src/core/expression.ts'
import type { Field, FieldMeta } from '../../src/kit/index.ts'

/**
 * A field for `move` and its like: the whole target where it has functions of the file language (`${file:parent}/done/x-${file:onlyname}`),
 * otherwise a folder, below that of the file unless it is absolute.
 */
export function moveName(meta: FieldMeta): Field<Expression | undefined> {
  return {
    ...meta,
    kind: 'text',
    build(raw, scope) {
      const value = raw === undefined || raw === null ? undefined : scope.text(String(raw))
      if (value === undefined || value === '') return undefined
      return scope.expression({ language: 'file', expression: moveExpression(value), options: { trim: 'false' } })
    },
  }
}

/** The expression behind a folder. */
export function moveExpression(value: string): string {
  if (/\$(simple)?\{/.test(value)) return value
  const folder = value.replace(/[/\\]$/, '')
  return `${folder.startsWith('/') ? '' : '${file:parent}/'}${folder}/\${file:onlyname}`
}
