import { builtInCatalog } from '../../catalog/index.ts'
import type { AnyConnector, AnyFormat, AnyLanguage, AnyStep, Catalog } from '../../kit/catalog.ts'
import { type FunctionKind, functionNames } from './function-names.ts'

/** The module with the functions for plug-ins, as modules of routes beside it import it. */
export const PLUG_INS_MODULE = './kafila.plug-ins.ts'

type Entry<T> = readonly [name: string, declaration: T]

/** What the plug-ins in a catalog declare, by every name that routes may use, sorted; and what its functions are called. */
export interface PlugInFunctions {
  readonly connectors: readonly Entry<AnyConnector>[]
  readonly languages: readonly Entry<AnyLanguage>[]
  readonly formats: readonly Entry<AnyFormat>[]
  readonly steps: readonly Entry<AnyStep>[]
  /** The name of a function; `undefined` for what is built in, or not there. */
  called(kind: FunctionKind, name: string): string | undefined
}

export function plugInFunctions(catalog: Catalog): PlugInFunctions {
  const builtIn = builtInCatalog()
  const connectors = added(catalog.connectors, builtIn.connectors)
  const languages = added(catalog.languages, builtIn.languages)
  const formats = added(catalog.formats, builtIn.formats)
  const steps = added(catalog.steps, builtIn.steps).filter(([, step]) => step.inside === undefined)
  const all = [...named('endpoint', connectors), ...named('language', languages), ...named('format', formats), ...named('step', steps)]
  return { connectors, languages, formats, steps, called: functionNames(all) }
}

function added<T>(all: ReadonlyMap<string, T>, builtIn: ReadonlyMap<string, T>): Entry<T>[] {
  const names = [...all.keys()].filter(name => !builtIn.has(name))
  return names.sort().map(name => [name, all.get(name)!])
}

function named(kind: FunctionKind, entries: readonly Entry<unknown>[]): (readonly [FunctionKind, string])[] {
  return entries.map(([name]) => [kind, name])
}
