import type { BeanModel } from './route.ts'

const KEY = /^camel\.beans\.([^.[\]]+)(?:\.([^[\]]+)|\[([^\]]+)\])?$/

interface Collected {
  value: string | undefined
  readonly properties: Record<string, string>
}

/**
 * Beans that properties declare: `camel.beans.NAME = #class:…` with `camel.beans.NAME.PROPERTY`, or `camel.beans.NAME[KEY]` of a map. A
 * name without a class of its own has its value as it is.
 */
export function beansOfProperties(properties: ReadonlyMap<string, string>): BeanModel[] {
  const found = new Map<string, Collected>()
  for (const [key, value] of properties) {
    const match = KEY.exec(key)
    if (match === null) continue
    const [, name = '', property, entry] = match
    const bean = found.get(name) ?? { value: undefined, properties: {} }
    found.set(name, bean)
    const inside = property ?? entry
    if (inside === undefined) bean.value = value
    else bean.properties[inside] = value
  }
  return [...found].map(([name, { value, properties }]) => {
    const isList = value === undefined && Object.keys(properties).every(each => /^\d+$/.test(each))
    const type = value ?? `#class:java.util.${isList ? 'ArrayList' : 'LinkedHashMap'}`
    return { name, options: { name, type, properties, byProperty: 'true' } }
  })
}
