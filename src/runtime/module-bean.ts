import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { errors } from '../core/errors.ts'
import { exceptionMessage } from '../core/exceptions.ts'
import { canonicalName } from '../model/names.ts'

/** How a bean of a module is made. */
export interface ModuleBean {
  readonly name: string
  /** `./orders.js#OrderService`; without `#` the default export. */
  readonly type: string
  readonly constructorArguments: readonly unknown[]
  readonly properties: Readonly<Record<string, unknown>>
  readonly factoryMethod?: string
}

/**
 * Makes a bean from an export of a JavaScript module: an instance of a class, the result of one of its methods, or the exported object or
 * function itself. Relative paths begin at the runtime's directory. The module runs with all rights of the process.
 */
export async function moduleBean(bean: ModuleBean, directory: string): Promise<unknown> {
  const { name, type, constructorArguments, factoryMethod } = bean
  const exported = await load(name, type, directory)
  const made =
    factoryMethod !== undefined
      ? await call(exported, factoryMethod, constructorArguments, name)
      : isClass(exported)
        ? Reflect.construct(exported, constructorArguments)
        : exported
  for (const [key, value] of Object.entries(bean.properties)) setProperty(made, key, value, bean)
  return made
}

async function load(name: string, type: string, directory: string): Promise<unknown> {
  const hash = type.lastIndexOf('#')
  const path = hash < 0 ? type : type.slice(0, hash)
  const member = hash < 0 ? 'default' : type.slice(hash + 1)
  const file =
    path.startsWith('file:') && path.startsWith('file:///') ? fileURLToPath(path) : resolve(directory, path.replace(/^file:/, ''))
  const module = await importFile(file, name, path)
  if (Object.hasOwn(module, member)) return module[member]
  throw errors.KF_ROUTE_BEAN({ name, reason: `${path} exports no ${member}, but ${Object.keys(module).join(', ') || 'nothing'}` })
}

async function importFile(file: string, name: string, path: string): Promise<Record<string, unknown>> {
  try {
    return (await import(pathToFileURL(file).href)) as Record<string, unknown>
  } catch (cause) {
    throw errors.KF_ROUTE_BEAN({ name, reason: `${path} could not be loaded: ${exceptionMessage(cause)}` }, { cause })
  }
}

type Constructor = new (...values: unknown[]) => unknown

function isClass(value: unknown): value is Constructor {
  return typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value))
}

/** Calls a method of a bean by its name; `KF_ROUTE_BEAN` where it has none. */
export function call(bean: unknown, method: string, values: readonly unknown[], name: string): unknown {
  const member = (bean as Readonly<Record<string, unknown>> | null | undefined)?.[method]
  if (typeof member !== 'function') throw errors.KF_ROUTE_BEAN({ name, reason: `it has no method ${method}` })
  return Reflect.apply(member, bean, values)
}

/** By a setter method (`setSize`), or as a property that is there. */
function setProperty(bean: unknown, key: string, value: unknown, { name, type }: ModuleBean): void {
  const property = canonicalName(key)
  const setter = `set${property.slice(0, 1).toUpperCase()}${property.slice(1)}`
  const target = bean as Record<string, unknown>
  if (typeof target[setter] === 'function') call(bean, setter, [value], name)
  else if (property in target && !(property in Object.prototype)) target[property] = value
  else throw errors.KF_ROUTE_BEAN({ name, reason: `${type} has no property ${key}` })
}
