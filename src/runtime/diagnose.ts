import type { Diagnostic, Position } from '../core/diagnostic.ts'
import { isKafilaError, type KafilaError } from '../core/errors.ts'
import { exceptionMessage } from '../core/exceptions.ts'
import { foldedName } from '../model/names.ts'
import { type Lookup, resolvePlaceholders, unresolvedOffset } from '../model/placeholders.ts'
import type { Positions } from '../model/positions.ts'

/**
 * What is wrong with a part of the model, found while it was built, with its place: the option, and in expressions, endpoint URIs and
 * texts with placeholders the character. One error may stand for several problems (the options of one endpoint).
 */
export function problemDiagnostics(error: unknown, model: object, positions: Positions, lookup: Lookup): Diagnostic[] {
  return follow(error, { root: optionsOf(model), option: undefined }).flatMap(each => diagnosticsOf(each, model, positions, lookup))
}

function diagnosticsOf({ cause, root, option }: Followed, model: object, positions: Positions, lookup: Lookup): Diagnostic[] {
  const problems = isKafilaError(cause) ? (cause.details['problems'] as readonly KafilaError[] | undefined) : undefined
  const found = problems?.map(each => Object.assign(each, { details: { uri: (cause as KafilaError).details['uri'], ...each.details } }))
  return (found ?? [cause]).map(each => new Locator(each, model, root, option, positions, lookup).diagnostic())
}

/** The options that a problem lies in, down to the object that holds it. */
interface Followed {
  readonly cause: unknown
  /** The innermost object of the model that the error names. */
  readonly root: object
  /** The option of `root` that the error names last. */
  readonly option: string | undefined
}

/** Follows `KF_FIELD_INVALID` into the options that it and the failures beside it name, down to the failures themselves. */
function follow(error: unknown, from: Omit<Followed, 'cause'>): Followed[] {
  if (!isKafilaError(error) || error.code !== 'KF_FIELD_INVALID' || error.cause === undefined) return [{ cause: error, ...from }]
  const value = from.option === undefined ? from.root : (from.root as Record<string, unknown>)[from.option]
  const root = typeof value === 'object' && value !== null ? value : from.root
  const others = (error.details['others'] as readonly unknown[] | undefined) ?? []
  return [...follow(error.cause, { root, option: String(error.details['option']) }), ...others.flatMap(each => follow(each, from))]
}

function optionsOf(model: object): object {
  return 'options' in model && typeof model.options === 'object' && model.options !== null && !('from' in model) ? model.options : model
}

/** Errors about something that a text of the model names, with the detail that has the name. */
const REFERENCES: Readonly<Record<string, string>> = {
  KF_ROUTE_UNKNOWN_BEAN: 'name',
  KF_RUN_UNKNOWN_EXCEPTION: 'type',
  KF_EXPR_UNKNOWN_TYPE: 'name',
  KF_ROUTE_UNKNOWN_LANGUAGE: 'name',
  KF_ROUTE_UNKNOWN_TEMPLATE: 'name',
}

/** A text of the model, with the object that holds it. */
interface Text {
  readonly parent: object
  readonly key: string
  readonly raw: string
}

/** Finds the place of one problem. */
class Locator {
  private readonly cause: unknown
  private readonly details: Readonly<Record<string, unknown>>
  private readonly model: object
  private readonly root: object
  private readonly option: string | undefined
  private readonly positions: Positions
  private readonly lookup: Lookup

  constructor(cause: unknown, model: object, root: object, option: string | undefined, positions: Positions, lookup: Lookup) {
    this.cause = cause
    this.details = isKafilaError(cause) ? cause.details : {}
    this.model = model
    this.root = root
    this.option = option
    this.positions = positions
    this.lookup = lookup
  }

  diagnostic(): Diagnostic {
    const at = this.place()
    const fix = this.details['fix']
    const message = exceptionMessage(this.cause)
    const named =
      isKafilaError(this.cause) && this.cause.code === 'KF_FIELD_TYPE' && this.details['option'] === undefined && this.option !== undefined
    return {
      code: isKafilaError(this.cause) ? this.cause.code : 'KF_RUN_START',
      severity: 'error',
      message: named ? `${this.option}: ${message}` : message,
      ...(at && { at }),
      ...(typeof fix === 'string' && { fix }),
      ...(this.details['undeclared'] === true && { undeclared: true as const }),
    }
  }

  private place(): Position | undefined {
    return this.inUri() ?? this.inText() ?? this.atReference() ?? this.atPlaceholder() ?? this.atOption()
  }

  /** In the text of an endpoint's URI, or at the parameter beside it. */
  private inUri(): Position | undefined {
    const { uri, option, offset, length, scheme } = this.details
    if (typeof uri !== 'string') return undefined
    const text =
      this.find(each => this.resolved(each)?.trim() === uri.trim()) ?? this.find(each => this.resolved(each)?.includes(uri) ?? false)
    if (text === undefined) return undefined
    const parameter = typeof option === 'string' ? this.parameter(text.parent, option) : undefined
    if (parameter !== undefined) return parameter
    const blanks = text.raw.length - text.raw.trimStart().length
    const from = typeof offset === 'number' ? offset : 0
    const wide = typeof length === 'number' ? length : typeof scheme === 'string' ? scheme.length : 1
    return this.inside(text, blanks + from, wide)
  }

  private parameter(parent: object, option: string): Position | undefined {
    const parameters = (parent as Record<string, unknown>)['parameters']
    if (typeof parameters !== 'object' || parameters === null) return undefined
    const wanted = option.toLowerCase()
    const name = Object.keys(parameters).find(each => foldedName(each) === wanted)
    if (name === undefined) return undefined
    return isKafilaError(this.cause) && this.cause.code === 'KF_FIELD_TYPE'
      ? this.positions.value(parameters, name)
      : this.positions.key(parameters, name)
  }

  /** In the text of an expression. */
  private inText(): Position | undefined {
    const { text: part, offset } = this.details
    if (typeof part !== 'string' || part === '') return undefined
    const text =
      this.find(each => (this.resolved(each) ?? each.raw).trim() === part.trim()) ??
      this.find(each => (this.resolved(each) ?? each.raw).includes(part))
    if (text === undefined) return undefined
    const start = Math.max(0, (this.resolved(text) ?? text.raw).indexOf(part))
    return this.inside(text, start + (typeof offset === 'number' ? Math.min(offset, part.length) : 0), 1)
  }

  /** At the name of a bean, class or exception. */
  private atReference(): Position | undefined {
    const name = isKafilaError(this.cause) ? this.details[REFERENCES[this.cause.code] ?? ''] : undefined
    if (typeof name !== 'string') return undefined
    const text = this.find(({ raw }) => raw === name || raw === `#${name}` || raw === `#bean:${name}`)
    return text && this.positions.value(text.parent, text.key)
  }

  /** At the `{{` whose key has no value. */
  private atPlaceholder(): Position | undefined {
    const { key } = this.details
    if (typeof key !== 'string') return undefined
    const text = this.find(each => each.raw.includes('{{') && this.resolved(each) === undefined)
    if (text === undefined) return undefined
    const named = text.raw.search(new RegExp(`\\{\\{[?!]*${key.replaceAll(/[^\w]/g, '\\$&')}`))
    const offset = named < 0 ? text.raw.indexOf('{{') : named
    return this.positions.inside(text.parent, text.key, text.raw, offset, named < 0 ? 2 : key.length + 4)
  }

  private atOption(): Position | undefined {
    const { positions, root, option } = this
    const { properties } = root as { properties?: object }
    const { property } = this.details
    if (typeof property === 'string' && properties !== undefined && positions.has(properties, property))
      return positions.key(properties, property)
    if (option !== undefined && positions.has(root, option)) return positions.value(root, option)
    const given = this.details['option'] ?? (isKafilaError(this.cause) && this.cause.code === 'KF_ROUTE_BEAN' ? 'type' : undefined)
    if (typeof given === 'string' && positions.has(root, given)) return positions.value(root, given)
    const { step } = this.model as { step?: unknown }
    return (typeof step === 'string' ? positions.key(this.model, step) : undefined) ?? positions.of(root) ?? positions.of(this.model)
  }

  private inside({ parent, key, raw }: Text, offset: number, length: number): Position | undefined {
    const start = unresolvedOffset(raw, this.lookup, offset)
    const end = unresolvedOffset(raw, this.lookup, offset + length)
    return this.positions.inside(parent, key, raw, start, Math.max(1, end - start))
  }

  private resolved({ raw }: Text): string | undefined {
    try {
      return resolvePlaceholders(raw, this.lookup)
    } catch {
      // what is wrong with its placeholders is another problem
      return undefined
    }
  }

  /** The first text for which `wanted` is true: in the option that the error names, then in the whole model but its steps. */
  private find(wanted: (text: Text) => boolean): Text | undefined {
    const { root, option } = this
    const value = option === undefined ? undefined : (root as Record<string, unknown>)[option]
    const direct = typeof value === 'string' ? { parent: root, key: option!, raw: value } : undefined
    if (direct !== undefined && wanted(direct)) return direct
    const named = typeof value === 'object' && value !== null ? search(value, wanted) : undefined
    return named ?? search(root, wanted) ?? search(this.model, wanted)
  }
}

function search(node: object, wanted: (text: Text) => boolean): Text | undefined {
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string' && wanted({ parent: node, key, raw: value })) return { parent: node, key, raw: value }
    if (typeof value !== 'object' || value === null || key === 'steps') continue
    const found = search(value, wanted)
    if (found !== undefined) return found
  }
  return undefined
}
