import { errors } from '../core/errors.ts'
import { LazyMap } from '../core/lazy-map.ts'
import type { AnyConnector, AnyLanguage, Catalog } from '../kit/catalog.ts'
import type { Fields } from '../kit/field.ts'
import type { PlugIn } from '../kit/plug-in.ts'
import { problemsOf } from './check-plug-in.ts'
import { guarded } from './guard-plug-in.ts'

/** A plug-in with the name under which it was asked for. */
export interface NamedPlugIn {
  readonly name: string
  readonly plugIn: PlugIn
}

type Named = { readonly name: string; readonly aliases?: readonly string[] }

/**
 * A catalog with the declarations of plug-ins beside its own. Throws `KF_CLI_PLUG_IN` with all that is wrong with the first plug-in that
 * cannot be used: declarations of another form than the kit's, and names that are there already.
 */
export function extendCatalog(catalog: Catalog, plugIns: readonly NamedPlugIn[]): Catalog {
  if (plugIns.length === 0) return catalog
  for (const { name, plugIn } of plugIns) refuse(name, problemsOf(plugIn))
  const sound = plugIns.map(({ name, plugIn }) => ({ name, plugIn: guarded(name, plugIn) }))
  const byName = ({ name, aliases = [] }: Named): readonly string[] => [name, ...aliases]
  const inline = inlineNames(catalog, sound)
  return {
    connectors: extended<AnyConnector>(sound, {
      kind: 'connector',
      base: catalog.connectors,
      pick: each => each.connectors,
      names: byName,
    }),
    steps: extended(sound, { kind: 'step', base: catalog.steps, pick: each => each.steps, names: byName, taken: clauses(catalog) }),
    languages: extended<AnyLanguage>(sound, {
      kind: 'language',
      base: catalog.languages,
      pick: each => each.languages,
      names: byName,
      taken: inline.expressions,
    }),
    formats: extended(sound, {
      kind: 'data format',
      base: catalog.formats,
      pick: each => each.formats,
      names: byName,
      taken: inline.formats,
    }),
    beanTypes: extended(sound, { kind: 'bean type', base: catalog.beanTypes, pick: each => each.beanTypes, names: each => each.names }),
    refusals: catalog.refusals,
  }
}

interface Extension<T> {
  readonly kind: string
  readonly base: ReadonlyMap<string, T>
  pick(plugIn: PlugIn): readonly T[] | undefined
  names(declaration: T): readonly string[]
  /** Names that mean something else where the declaration would be named, with what they are. */
  readonly taken?: ReadonlyMap<string, string>
}

function extended<T>(plugIns: readonly NamedPlugIn[], { kind, base, pick, names, taken }: Extension<T>): ReadonlyMap<string, T> {
  const more = new Map<string, { readonly declaration: T; readonly plugIn: string }>()
  for (const { name: plugIn, plugIn: declared } of plugIns) {
    const problems: string[] = []
    for (const declaration of pick(declared) ?? [])
      for (const name of names(declaration)) {
        const other = more.get(name)
        if (base.has(name)) problems.push(`the ${kind} ${name} is built in; choose another name`)
        else if (taken?.has(name)) problems.push(`a ${kind} cannot be called ${name}: ${taken.get(name)}`)
        else if (other !== undefined)
          problems.push(`the ${kind} ${name} is declared ${other.plugIn === plugIn ? 'twice' : `by ${other.plugIn} too`}`)
        else more.set(name, { declaration, plugIn })
      }
    refuse(plugIn, problems)
  }
  if (more.size === 0) return base
  return new LazyMap(
    [...base.keys(), ...more.keys()].map(name => [name, name]),
    name => more.get(name)?.declaration ?? base.get(name)!,
  )
}

function refuse(name: string, problems: readonly string[]): void {
  if (problems.length > 0) throw errors.KF_CLI_PLUG_IN({ name, reason: problems.join('; ') })
}

/** Names that stand in lists of steps for a part of another step (`when`, `doCatch`). */
function clauses(catalog: Catalog): Map<string, string> {
  const found = new Map<string, string>()
  for (const step of catalog.steps.values())
    for (const [name, field] of Object.entries(step.fields as Fields)) {
      const group = field.kind === 'list' ? field.item : field
      if (group?.kind === 'group' && group.fields?.['steps'] !== undefined) found.set(name, `it is a part of ${step.name}`)
    }
  return found
}

/** Options beside which an expression or data format stands by its own key: as its name they could not be told apart. */
function inlineNames(catalog: Catalog, plugIns: readonly NamedPlugIn[]) {
  const expressions = new Map<string, string>()
  const formats = new Map<string, string>()
  const steps = [...catalog.steps.values(), ...plugIns.flatMap(({ plugIn }) => plugIn.steps ?? [])]
  for (const step of steps) {
    const fields = step.fields as Fields
    const names = ['id', 'description', 'note', 'disabled', ...Object.keys(fields)]
    if (/^(expression|predicate)$/.test(fields['expression']?.kind ?? ''))
      for (const name of names) expressions.set(name, `it is an option of ${step.name}`)
    if (fields['dataFormatType']?.kind === 'dataFormat') for (const name of names) formats.set(name, `it is an option of ${step.name}`)
  }
  return { expressions, formats }
}
