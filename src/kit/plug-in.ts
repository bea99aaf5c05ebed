import type { AnyBeanType, AnyConnector, AnyFormat, AnyLanguage, AnyStep } from './catalog.ts'

/** Declarations that a package or module of the user brings: its default export. A connector may also be exported alone. */
export interface PlugIn {
  readonly connectors?: readonly AnyConnector[]
  readonly steps?: readonly AnyStep[]
  readonly languages?: readonly AnyLanguage[]
  readonly formats?: readonly AnyFormat[]
  readonly beanTypes?: readonly AnyBeanType[]
}

/** Declares a plug-in. */
export function definePlugIn(plugIn: PlugIn): PlugIn {
  return plugIn
}

const LISTS = ['connectors', 'steps', 'languages', 'formats', 'beanTypes'] as const

/** The plug-in behind the default export of a module; `undefined` where it is none. What it declares is not looked at yet. */
export function asPlugIn(exported: unknown): PlugIn | undefined {
  if (typeof exported !== 'object' || exported === null || Array.isArray(exported)) return undefined
  if (typeof (exported as AnyConnector).syntax === 'string' && typeof (exported as AnyConnector).path === 'object')
    return { connectors: [exported as AnyConnector] }
  const isDeclaration = 'fields' in exported && 'summary' in exported
  const hasLists = LISTS.some(list => list in exported) || Object.values(exported).some(Array.isArray)
  return hasLists && !isDeclaration ? (exported as PlugIn) : undefined
}
