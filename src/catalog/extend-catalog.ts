import { errors } from '../core/errors.ts'
import type { Catalog } from '../kit/catalog.ts'
import type { PlugIn } from '../kit/plug-in.ts'
import { LazyMap } from './lazy-map.ts'

/** A plug-in with the name under which it was asked for. */
export interface NamedPlugIn {
  readonly name: string
  readonly plugIn: PlugIn
}

/** A catalog with the declarations of plug-ins beside its own; none of them may take a name that is there already (`KF_CLI_PLUG_IN`). */
export function extendCatalog(catalog: Catalog, plugIns: readonly NamedPlugIn[]): Catalog {
  if (plugIns.length === 0) return catalog
  const byName = (each: { readonly name: string; readonly aliases?: readonly string[] }) => [each.name, ...(each.aliases ?? [])]
  return {
    connectors: extended('connector', catalog.connectors, plugIns, ({ connectors }) => connectors, byName),
    steps: extended(
      'step',
      catalog.steps,
      plugIns,
      ({ steps }) => steps,
      each => [each.name],
    ),
    languages: extended('language', catalog.languages, plugIns, ({ languages }) => languages, byName),
    formats: extended(
      'data format',
      catalog.formats,
      plugIns,
      ({ formats }) => formats,
      each => [each.name],
    ),
    beanTypes: extended(
      'bean type',
      catalog.beanTypes,
      plugIns,
      ({ beanTypes }) => beanTypes,
      each => each.names,
    ),
    refusals: catalog.refusals,
  }
}

function extended<T>(
  kind: string,
  base: ReadonlyMap<string, T>,
  plugIns: readonly NamedPlugIn[],
  pick: (plugIn: PlugIn) => readonly T[] | undefined,
  namesOf: (declaration: T) => readonly string[],
): ReadonlyMap<string, T> {
  const more = new Map<string, T>()
  for (const { name: plugInName, plugIn } of plugIns)
    for (const declaration of pick(plugIn) ?? [])
      for (const name of namesOf(declaration)) {
        if (base.has(name) || more.has(name))
          throw errors.KF_CLI_PLUG_IN({ name: plugInName, reason: `the ${kind} ${name} is there already` })
        more.set(name, declaration)
      }
  if (more.size === 0) return base
  const entry = ([name, get]: [string, () => T]): [string, () => T] => [name, get]
  return new LazyMap([
    ...[...base.keys()].map(name => entry([name, () => base.get(name)!])),
    ...[...more].map(([name, declaration]) => entry([name, () => declaration])),
  ])
}
