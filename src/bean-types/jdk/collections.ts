import { markJavaClass } from '../../converters/index.ts'
import { mapEntries } from '../../core/values.ts'
import type { BeanTypeDefinition } from '../../kit/bean-type.ts'
import { jdkClass } from './define.ts'

/** The elements of the collection that is the constructor argument; a capacity counts for nothing. */
function elements([argument]: readonly unknown[]): unknown[] {
  return Array.isArray(argument) || argument instanceof Set ? [...argument] : []
}

function list(name: string): BeanTypeDefinition {
  return jdkClass({
    names: [name],
    summary: 'A list, which the methods that routes call change: empty, or a copy of the one that is the constructor argument.',
    create: ({ constructorArguments }) => {
      const made = elements(constructorArguments)
      return name === 'java.util.ArrayList' ? made : markJavaClass(made, name)
    },
  })
}

const set = jdkClass({
  names: ['java.util.LinkedHashSet', 'java.util.HashSet'],
  summary: 'A set, which the methods that routes call change: empty, or with the elements of the list that is the constructor argument.',
  create: ({ constructorArguments }) => new Set(elements(constructorArguments)),
})

const map = jdkClass({
  names: ['java.util.LinkedHashMap', 'java.util.HashMap', 'java.util.concurrent.ConcurrentHashMap'],
  summary: 'A map, which the methods that routes call change: its entries are its properties, as text.',
  open: true,
  create: ({ constructorArguments: [other] }, extra) => {
    const copied = typeof other === 'object' && other !== null ? mapEntries(other as Record<string, unknown>) : []
    return new Map([...copied, ...Object.entries(extra).map(([key, value]): [string, unknown] => [key, textual(value)])])
  },
})

/** Scalars in YAML are text to the binder of properties; beans stay what they are. */
function textual(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
}

/** Java's lists, sets and maps, as beans. */
export const jdkCollections: readonly BeanTypeDefinition[] = [
  list('java.util.ArrayList'),
  list('java.util.LinkedList'),
  list('java.util.Vector'),
  list('java.util.concurrent.CopyOnWriteArrayList'),
  set,
  map,
]
