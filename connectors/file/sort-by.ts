import type { Exchange } from '../../src/core/exchange.ts'
import type { Expression } from '../../src/core/expression.ts'
import type { Field, FieldMeta } from '../../src/kit/index.ts'
import { evaluate } from './evaluate.ts'

/** One group of `sortBy`; a reversed one reverses those behind it too. */
export interface SortKey {
  readonly expression: Expression
  readonly reverse: boolean
  readonly ignoreCase: boolean
}

/** A field for `sortBy`: expressions of the file language with `reverse:` and `ignoreCase:` before them, separated by semicolons. */
export function sortKeys(meta: FieldMeta): Field<readonly SortKey[]> {
  return {
    ...meta,
    kind: 'text',
    build(raw, scope) {
      const value = raw === undefined || raw === null ? undefined : scope.text(String(raw))
      return (value ?? '')
        .split(';')
        .filter(group => group.trim() !== '')
        .map(group => {
          const [, reverse, ignoreCase, text] = /^(reverse:)?(ignoreCase:)?(.*)$/s.exec(group.trim())!
          const expression = `${text!.startsWith('${') ? '' : '${'}${text}${text!.endsWith('}') ? '' : '}'}`
          return {
            expression: scope.expression({ language: 'file', expression }),
            reverse: reverse !== undefined,
            ignoreCase: ignoreCase !== undefined,
          }
        })
    },
  }
}

/** Sorts exchanges; the expressions are evaluated once for each. */
export async function sortExchanges(exchanges: readonly Exchange[], keys: readonly SortKey[]): Promise<Exchange[]> {
  const rows: { exchange: Exchange; values: unknown[] }[] = []
  for (const exchange of exchanges) {
    const values: unknown[] = []
    for (const key of keys) values.push(await evaluate(key.expression, exchange))
    rows.push({ exchange, values })
  }
  rows.sort((a, b) => compareFrom(0, a.values, b.values, keys))
  return rows.map(row => row.exchange)
}

function compareFrom(index: number, a: readonly unknown[], b: readonly unknown[], keys: readonly SortKey[]): number {
  const key = keys[index]
  if (key === undefined) return 0
  const order = compareValues(a[index], b[index], key.ignoreCase) || compareFrom(index + 1, a, b, keys)
  return key.reverse ? -order : order
}

/** Nothing comes first; numbers and dates by value, everything else as text. */
export function compareValues(a: unknown, b: unknown, ignoreCase: boolean): number {
  if (a === null || a === undefined || b === null || b === undefined)
    return Number(a !== null && a !== undefined) - Number(b !== null && b !== undefined)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime()
  const [left, right] = ignoreCase ? [String(a).toLowerCase(), String(b).toLowerCase()] : [String(a), String(b)]
  return left < right ? -1 : left > right ? 1 : 0
}
