import { builtInCatalog } from '../catalog/index.ts'
import { errors } from '../core/errors.ts'
import type { CallPlace, CallPlaces } from '../model/route-document.ts'
import type { Raw } from '../model/yaml/parse.ts'
import { isElement, writeElement } from './element.ts'
import { expressionFunction } from './functions.ts'
import { type FieldShape, type FieldShapes, NO_FIELDS } from './shape.ts'
import { headOf, isChain, writeSteps } from './step-chain.ts'
import { uriText } from './uri-text.ts'
import { DataFormatValue, Endpoint, type GivenOptions, LanguageExpression } from './values.ts'

/** A value as it stands in a document, with the place of its own call where it has one. */
export interface Written {
  readonly raw: Raw
  readonly place?: CallPlace
  /** Whether it is a text that the program gives as text. */
  readonly text?: boolean
}

const ANY: FieldShape = { kind: 'value' }

/** Turns what was given to functions of the DSL into what a parser gives of a file, with places; functions and objects get names. */
export class RawWriter {
  readonly places = new Map<object, CallPlaces>()
  readonly objects = new Map<string, unknown>()
  private readonly nameOf: (place: CallPlace) => string

  /** `nameOf`: the text of a place, as it is shown. */
  constructor(nameOf: (place: CallPlace) => string) {
    this.nameOf = nameOf
  }

  /** A map of options. `first`: the option that is the first argument of the call. */
  options(given: GivenOptions, fields: FieldShapes, place: CallPlace, first?: string): Raw {
    const entries = Object.entries(given).map(([name, value]) => [name, this.value(fields[name] ?? ANY, value, place)] as const)
    return this.map(entries, place, first)
  }

  /** A map of what was written already. */
  map(entries: Iterable<readonly [string, Written | undefined]>, self: CallPlace, first?: string): Raw {
    const result: Record<string, Raw> = {}
    const values = new Map<string, CallPlace>()
    const texts = new Set<string>()
    for (const [name, written] of entries) {
      if (written === undefined) continue
      result[name] = written.raw
      if (written.place !== undefined) values.set(name, written.place)
      if (written.text) texts.add(name)
    }
    this.places.set(result, { self, values, texts, first })
    return result
  }

  list(items: readonly (Written | undefined)[], self: CallPlace): Raw {
    const written = items.filter(each => each !== undefined)
    const result = written.map(({ raw }) => raw)
    const keys = (wanted: (each: Written) => unknown) => written.flatMap((each, index) => (wanted(each) ? [String(index)] : []))
    this.places.set(result, {
      self,
      values: new Map(written.flatMap(({ place }, index) => (place === undefined ? [] : [[String(index), place] as const]))),
      texts: new Set(keys(each => each.text)),
      first: undefined,
    })
    return result
  }

  /** A value by the kind of its option. */
  value(field: FieldShape, value: unknown, place: CallPlace): Written | undefined {
    if (value === undefined) return undefined
    if (value instanceof LanguageExpression) return { raw: this.expression(value), place: value.place }
    if (value instanceof DataFormatValue) return { raw: this.format(value), place: value.place }
    if (field.kind === 'expression' || field.kind === 'predicate') return this.expressionOf(value, place)
    if (value instanceof Endpoint && field.kind === 'map') return { raw: this.parameters(value), place: value.place }
    if (value instanceof Endpoint) return { raw: uriText(value), place: value.place, text: true }
    if (isElement(value) || (isChain(value) && headOf(value) !== undefined)) return this.elementOptions(value)
    if (isChain(value)) return { raw: this.list(writeSteps(value, this), place) }
    return this.plain(field, value, place)
  }

  private plain(field: FieldShape, value: unknown, place: CallPlace): Written | undefined {
    if (typeof value === 'string') return { raw: value, text: true }
    if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return { raw: String(value) }
    if (value === null) return field.kind === 'value' ? { raw: 'null' } : undefined
    switch (field.kind) {
      case 'group':
        return { raw: this.options(value as GivenOptions, field.fields!, place) }
      case 'list':
        return { raw: this.items(field, value, place) }
      case 'map':
      case 'value':
        return { raw: this.free(value, place) }
      default:
        return { raw: this.name(value, place), text: true }
    }
  }

  /** What stands beside a URI; objects where the connector takes beans get names. */
  private parameters({ uri, parameters, place, shape }: Endpoint): Raw {
    if (!Object.values(parameters).some(each => typeof each === 'object' && each !== null)) return this.free(parameters, place)
    const { source, sink } = builtInCatalog().connectors.get(uri.split(':')[0]!) ?? {}
    const fields: FieldShapes = shape?.fields ?? { ...source?.fields, ...sink?.fields }
    const kind = (name: string): FieldShape => (fields[name]?.kind === 'bean' ? fields[name] : ANY)
    return this.map(
      Object.entries(parameters).map(([name, value]) => [name, this.value(kind(name), value, place)] as const),
      place,
    )
  }

  private items(field: FieldShape, value: unknown, place: CallPlace): Raw {
    const list = Array.isArray(value) ? value : entriesOf(field.item!, value as GivenOptions)
    const item = (each: unknown): Written | undefined => {
      const written = this.value(field.item!, each, place)
      if (field.wrapped === undefined || written === undefined) return written
      return { raw: this.map([[field.wrapped, written]], written.place ?? place), place: written.place ?? place }
    }
    return this.list(list.map(item), place)
  }

  private free(value: unknown, place: CallPlace): Raw {
    if (Array.isArray(value))
      return this.list(
        value.map(each => this.plain(ANY, each, place)),
        place,
      )
    if (typeof value === 'function') return this.name(value, place)
    return this.map(
      Object.entries(value as object).map(([key, each]) => [key, each === undefined ? undefined : this.plain(ANY, each, place)] as const),
      place,
    )
  }

  /** What stands under the name of an element where it is an option of another. */
  private elementOptions(element: object): Written {
    const written = writeElement(element, this)
    const [options] = Object.values(written.raw as Record<string, Raw>)
    return { raw: options!, ...(written.place && { place: written.place }) }
  }

  private expression({ language, text, options, place, shape }: LanguageExpression): Raw {
    const definition = shape ?? builtInCatalog().languages.get(language)
    const name = definition?.shorthand ?? 'expression'
    const given = text === '' ? options : { [name]: text, ...options }
    return this.map([[language, { raw: this.options(given, definition?.fields ?? NO_FIELDS, place, name), place }]], place)
  }

  private format({ format, options, place, shape }: DataFormatValue): Raw {
    const { fields } = shape ?? builtInCatalog().formats.get(format) ?? { fields: NO_FIELDS }
    return this.map([[format, { raw: this.options(options, fields, place), place }]], place)
  }

  private expressionOf(value: unknown, place: CallPlace): Written {
    if (typeof value === 'function') return this.language('ref', this.name(expressionFunction(value as never), place), place)
    if (value instanceof Endpoint) return { ...this.language('constant', uriText(value), value.place), place: value.place }
    if (typeof value === 'boolean' || typeof value === 'number') return this.language('constant', String(value), place)
    throw errors.KF_ROUTE_CALL({
      place: this.nameOf(place),
      reason: `an expression is text of a language (simple('…'), constant('…')) or a function, not ${typeof value === 'string' ? JSON.stringify(value) : typeof value}`,
    })
  }

  private language(name: string, text: string, place: CallPlace): Written {
    return { raw: this.map([[name, { raw: this.map([['expression', { raw: text, text: true }]], place) }]], place) }
  }

  /** Gives a function or object a name by which routes refer to it: its place. */
  private name(value: unknown, place: CallPlace): string {
    const base = this.nameOf(place)
    let name = base
    for (let count = 2; this.objects.has(name) && this.objects.get(name) !== value; count++) name = `${base} (${count})`
    this.objects.set(name, value)
    return name
  }
}

/** Pairs that are given as an object: `{ region: simple('…') }` for `[{ name: 'region', expression: … }]`. */
function entriesOf({ fields = NO_FIELDS }: FieldShape, value: GivenOptions): unknown[] {
  const [key, content, ...others] = Object.keys(fields)
  if (key === undefined || content === undefined || others.length > 0) return [value]
  return Object.entries(value).map(([name, each]) => ({ [key]: name, [content]: each }))
}
