import { errors, isKafilaError, type KafilaError } from '../core/errors.ts'
import { didYouMean } from '../core/nearest.ts'
import type { AnyConnector } from '../kit/catalog.ts'
import { type BuildScope, buildFields, type Field, type Fields, usesUnsupported } from '../kit/field.ts'
import { foldedName } from '../model/names.ts'
import { UNKNOWN_VALUE } from '../model/placeholders.ts'
import type { OptionPlace, ParsedUri } from './endpoint-uri.ts'
import { readPathOptions } from './path-options.ts'

const UNRESOLVED = 'org.apache.camel.ResolveEndpointFailedException'

/**
 * The options of an endpoint, held against its connector's declaration. Names are compared without case and dashes; an option of the
 * other side (a consumer's on a producer) is taken and has no effect, as in Camel, where both sides share one set.
 */
export class EndpointOptions {
  /** Options that no field declares, where the connector lets them through. */
  readonly extra: Readonly<Record<string, string>>
  private readonly connector: AnyConnector
  private readonly scheme: string
  /** The texts of options that fields declare, by the names of those. */
  readonly known: Readonly<Record<string, string>>
  private readonly unknownNames: readonly string[]
  /** Whether nobody knows all that was given: then nothing is missing. */
  private readonly isOpen: boolean
  /** Where options were written, by the names that fields have. */
  private readonly places: ReadonlyMap<string, OptionPlace>

  constructor(connector: AnyConnector, parsed: ParsedUri) {
    this.connector = connector
    this.scheme = parsed.scheme
    const known: Record<string, string> = readPathOptions(connector, parsed.path)
    const extra: Record<string, string> = {}
    const unknown: string[] = []
    const places = new Map<string, OptionPlace>()
    const names = new Map(allNames(connector).map(name => [name.toLowerCase(), name]))
    for (const [name, value] of parsed.query) {
      const declared = names.get(foldedName(name))
      const option = declared !== undefined && !isTaken(connector, declared, parsed.path) ? undefined : declared
      const place = parsed.places.get(name)!
      const targets = option === undefined ? (connector.otherNames?.[name] ?? []) : [option]
      for (const target of targets) {
        known[target] = value
        places.set(target, place)
      }
      if (targets.length > 0) continue
      if (connector.lenient || connector.prefixes?.some(prefix => name.startsWith(prefix))) extra[name] = value
      else if (name !== '' && !name.includes(UNKNOWN_VALUE)) unknown.push(name)
      places.set(name, place)
    }
    this.known = known
    this.extra = extra
    this.unknownNames = unknown
    this.isOpen = [parsed.path, ...parsed.query.keys()].some(text => text.includes(UNKNOWN_VALUE))
    this.places = places
  }

  /** An error for each option that the connector does not have. */
  unknown(): KafilaError[] {
    const { scheme } = this
    return this.unknownNames.map(option => {
      const reason = this.connector.refuses?.(option)
      if (reason !== undefined) return this.refused(option, reason)
      const fix = this.standsInPath(option) ?? didYouMean(option, allNames(this.connector))
      return errors.KF_FIELD_UNKNOWN({ what: scheme, option, ...this.nameAt(option), ...(fix && { fix }) }, { type: UNRESOLVED })
    })
  }

  private standsInPath(option: string): string | undefined {
    const { path, syntax } = this.connector
    const inPath = Object.keys(path).some(name => name.toLowerCase() === foldedName(option))
    return inPath ? `it stands in the path: ${syntax}` : undefined
  }

  /** All that is wrong with the options for a use as source or sink. */
  problems(direction: 'source' | 'sink', scope: BuildScope): KafilaError[] {
    const own = this.checkable(this.fields(direction)).flatMap(([name, field]) => this.problem(name, field, scope))
    const other = this.checkable(this.otherSide(direction)).flatMap(([name, field]) => this.typeProblem(name, field, scope))
    return [...own, ...other]
  }

  /** The options as the connector receives them; only when nothing is wrong with them. */
  build(direction: 'source' | 'sink', scope: BuildScope): Readonly<Record<string, unknown>> {
    return buildFields(this.fields(direction), this.known, scope)
  }

  private fields(direction: 'source' | 'sink'): Fields {
    return { ...this.connector.path, ...(this.connector[direction]?.fields ?? {}) }
  }

  /** Of a value that nobody knows nothing can be said. */
  private checkable(fields: Fields): (readonly [string, Field])[] {
    return Object.entries(fields).filter(([name]) => !this.known[name]?.includes(UNKNOWN_VALUE))
  }

  private otherSide(direction: 'source' | 'sink'): Fields {
    const own = this.fields(direction)
    const other = this.fields(direction === 'source' ? 'sink' : 'source')
    return Object.fromEntries(Object.entries(other).filter(([name]) => !Object.hasOwn(own, name)))
  }

  private problem(name: string, field: Field, scope: BuildScope): KafilaError[] {
    if (this.known[name] === undefined)
      return field.required && !this.isOpen ? [errors.KF_ROUTE_MISSING({ what: this.scheme, option: name }, { type: UNRESOLVED })] : []
    if (usesUnsupported(field, this.known[name])) return [this.refused(name, field.unsupported!)]
    return this.typeProblem(name, field, scope)
  }

  private refused(option: string, reason: string): KafilaError {
    const details = { what: `the option ${option} of ${this.scheme}`, reason, option, ...this.nameAt(option) }
    return errors.KF_ROUTE_UNSUPPORTED(details)
  }

  private typeProblem(name: string, field: Field, scope: BuildScope): KafilaError[] {
    if (this.known[name] === undefined) return []
    try {
      field.build(this.known[name], scope)
      return []
    } catch (error) {
      if (!isKafilaError(error)) throw error
      return [
        Object.assign(error, { message: `${name}: ${error.message}`, details: { ...error.details, option: name, ...this.valueAt(name) } }),
      ]
    }
  }

  private nameAt(option: string): { offset?: number; length?: number } {
    const place = this.places.get(option)
    return place === undefined ? {} : { offset: place.name, length: Math.max(1, place.value - 1 - place.name) }
  }

  private valueAt(option: string): { offset?: number; length?: number } {
    const place = this.places.get(option)
    return place === undefined ? {} : { offset: place.value, length: Math.max(1, place.end - place.value) }
  }
}

/** Whether an option may stand in the query. Those of the path mostly may, but not where there is no path: see `pathInQuery`. */
function isTaken(connector: AnyConnector, option: string, path: string): boolean {
  return !Object.hasOwn(connector.path, option) || (connector.pathInQuery ?? path !== '')
}

function allNames({ source, sink, path }: AnyConnector): string[] {
  return [...Object.keys(source?.fields ?? {}), ...Object.keys(sink?.fields ?? {}), ...Object.keys(path)]
}
