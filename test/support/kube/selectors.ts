import type { Json } from './managed-fields.ts'
import type { Stored } from './object-store.ts'

/** Whether the selectors of a list or watch take an object. */
export function selects(query: URLSearchParams, object: Stored): boolean {
  return labels(query.get('labelSelector') ?? '', object.metadata.labels ?? {}) && fields(query.get('fieldSelector') ?? '', object)
}

function labels(selector: string, given: Readonly<Record<string, string>>): boolean {
  return selector
    .split(/,(?![^(]*\))/)
    .filter(each => each !== '')
    .every(term => {
      const set = /^(\S+) (in|notin) \((.*)\)$/.exec(term)
      if (set !== null)
        return (
          set[3]!
            .split(',')
            .map(each => each.trim())
            .includes(given[set[1]!] ?? '\0') ===
          (set[2] === 'in')
        )
      if (term.startsWith('!')) return given[term.slice(1)] === undefined
      const equals = /^([^!=]+)(!?)==?(.*)$/.exec(term)
      return equals === null ? given[term] !== undefined : (given[equals[1]!] === equals[3]) === (equals[2] === '')
    })
}

function fields(selector: string, object: Stored): boolean {
  return selector
    .split(',')
    .filter(each => each !== '')
    .every(term => {
      const [path, value] = term.split('=') as [string, string]
      const found = path.split('.').reduce<unknown>((at, key) => (at as Json | undefined)?.[key], object)
      return String(found) === value
    })
}
