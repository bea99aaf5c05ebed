import vm from 'node:vm'
import { emptyHeaders, emptyProperties, type HeaderRecord } from './headers.ts'

type Kind = 'headers' | 'properties'
type Copier = (source: HeaderRecord) => HeaderRecord

const EMPTY = { headers: emptyHeaders, properties: emptyProperties }

/** Copiers by kind and names; messages of a route mostly have the same names. */
const copiers = new Map<string, Copier>()
/** So many are kept: messages with names of their own would be more work than they save. */
const MAX_COPIERS = 200
/** Records with more entries are not kept in the object itself by V8, and are copied the usual way. */
const MAX_NAMES = 40

/**
 * A function that copies records of these names, without those that have no value in `sample`: one store for each, where V8 knows what it
 * writes, takes a tenth of going over the names of any record. `undefined` where it would not pay.
 */
export function recordCopier(kind: Kind, sample: HeaderRecord): Copier | undefined {
  const names = Object.keys(sample).filter(name => sample[name] !== undefined)
  if (names.length > MAX_NAMES) return undefined
  const key = JSON.stringify([kind, ...names])
  let copier = copiers.get(key)
  if (copier === undefined && copiers.size < MAX_COPIERS) {
    copier = writtenCopier(names, EMPTY[kind])
    copiers.set(key, copier)
  }
  return copier
}

function writtenCopier(names: readonly string[], empty: () => HeaderRecord): Copier {
  const stores = names.map(name => JSON.stringify(name)).map(name => `copy[${name}] = source[${name}]`)
  const source = `return function copyRecord(source) {\nconst copy = empty()\n${stores.join('\n')}\nreturn copy\n}`
  return vm.compileFunction(source, ['empty'])(empty) as Copier
}
