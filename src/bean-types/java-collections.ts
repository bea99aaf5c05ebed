import { markJavaClass } from '../converters/index.ts'
import { errors } from '../core/errors.ts'
import { isMap, mapEntries } from '../core/values.ts'
import { type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'

/** What a collection is made of: another one, where it is the constructor argument; a capacity says nothing here. */
function elements(name: string, [first]: readonly unknown[]): unknown[] {
  if (Array.isArray(first) || first instanceof Set) return [...first]
  if (first === undefined || /^\d+$/.test(String(first))) return []
  throw errors.KF_ROUTE_BEAN({ name, reason: `its constructor argument is no collection and no number: ${String(first)}` })
}

/** Elements may also be given by their index, as `camel.beans.NAME[0]` does. */
function collection(names: readonly string[], summary: string, make: (values: unknown[]) => object): BeanTypeDefinition {
  return defineBeanType({
    names: names.map(each => `java.util.${each}`),
    summary,
    fields: {},
    open: true,
    create: (_options, { name, constructorArguments }, extra) => make([...elements(name, constructorArguments), ...indexed(name, extra)]),
  })
}

function indexed(name: string, extra: Readonly<Record<string, unknown>>): unknown[] {
  const other = Object.keys(extra).find(each => !/^\d+$/.test(each))
  if (other !== undefined) throw errors.KF_ROUTE_BEAN({ name, reason: `a collection has no property ${other}` })
  return Object.values(extra)
}

const lists = collection(
  ['ArrayList', 'Vector', 'concurrent.CopyOnWriteArrayList'],
  'A list, empty or with the elements of the collection in its constructor argument.',
  values => values,
)

const deques = ['ArrayDeque', 'LinkedList', 'concurrent.ConcurrentLinkedQueue'].map(name =>
  collection([name], 'A list that is also a queue with two ends.', values => markJavaClass(values, `java.util.${name}`)),
)

const sets = collection(
  ['LinkedHashSet', 'HashSet', 'TreeSet'],
  'A set, in the order in which its elements were added.',
  values => new Set(values),
)

const maps = defineBeanType({
  names: ['LinkedHashMap', 'HashMap', 'Hashtable', 'concurrent.ConcurrentHashMap'].map(each => `java.util.${each}`),
  summary: 'A map whose entries are its properties, in their order.',
  fields: {},
  open: true,
  create: (_options, { constructorArguments: [first] }, extra) => entries(first, extra),
})

const properties = defineBeanType({
  names: ['java.util.Properties'],
  summary: 'A map of texts whose entries are its properties.',
  fields: {},
  open: true,
  create: (_options, { constructorArguments: [first] }, extra) => markJavaClass(entries(first, extra), 'java.util.Properties'),
})

const sortedMap = defineBeanType({
  names: ['java.util.TreeMap', 'java.util.concurrent.ConcurrentSkipListMap'],
  summary: 'A map whose entries are its properties, sorted by their names.',
  fields: {},
  open: true,
  create: (_options, { constructorArguments: [first] }, extra) => {
    const sorted = Object.entries(entries(first, extra)).sort(([a], [b]) => (a < b ? -1 : 1))
    return markJavaClass(Object.fromEntries(sorted), 'java.util.TreeMap')
  },
})

function entries(first: unknown, extra: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { ...(isMap(first) && Object.fromEntries(mapEntries(first))), ...extra }
}

/** Java's collections as beans: here arrays, sets and plain objects. */
export const javaCollections: readonly BeanTypeDefinition[] = [lists, ...deques, sets, maps, properties, sortedMap]
