/*
 * Reading a signature, and matching arguments by a regular expression over their kinds, follow JSONata's signature.js
 * (https://github.com/jsonata-js/jsonata), © Copyright IBM Corp. 2016, 2018, used under the MIT licence (test/jsonata-suite/LICENSE).
 */
import { fault } from '../fault.ts'
import { isFunction, unboxed } from '../kinds.ts'

/** A parameter of a signature. */
export interface Parameter {
  /** The letters of the kinds that it takes; `m` is a missing value. */
  readonly kinds: string
  readonly type: string
  readonly subtype: string | undefined
  /** Where it is left out, the context value takes its place. */
  readonly context: boolean
  readonly suffix: '' | '?' | '+'
}

const PLURALS: Readonly<Record<string, string>> = { a: 'arrays', b: 'booleans', f: 'functions', n: 'numbers', o: 'objects', s: 'strings' }

/** The result of `coerce` where an argument does not fit. */
export const MISFIT = Symbol('misfit')

/** The letter of a value's kind. */
function kindOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return 's'
    case 'number':
    case 'bigint':
      return 'n'
    case 'boolean':
      return 'b'
    case 'function':
      return 'f'
    case 'object':
      return kindOfObject(value)
    default:
      return 'm'
  }
}

function kindOfObject(value: object | null): string {
  if (value === null) return 'l'
  if (Array.isArray(value)) return 'a'
  if (value instanceof Number) return 'n'
  return isFunction(value) ? 'f' : 'o'
}

/** A parsed signature (`<s-nn?:s>`): checks arguments, puts in the context value, makes arrays of single values. */
export class Signature {
  readonly definition: string
  readonly parameters: readonly Parameter[]
  private readonly pattern: RegExp

  constructor(definition: string) {
    this.definition = definition
    this.parameters = parseParameters(definition)
    this.pattern = new RegExp(`^${this.parameters.map(each => `(${sourceOf(each)})`).join('')}$`)
  }

  /** Whether `count` arguments leave out only parameters at the end that may be left out, and none that the context could replace. */
  acceptsDirectly(count: number): boolean {
    if (count > this.parameters.length) return false
    return this.parameters.every((each, index) => each.suffix !== '+' && (index < count || (each.suffix === '?' && !each.context)))
  }

  /** The arguments as the function gets them. Throws T0410 to T0412. */
  validate(args: readonly unknown[], context: unknown): unknown[] {
    const kinds = args.map(kindOf).join('')
    const match = this.pattern.exec(kinds)
    if (match === null) throw this.mismatch(args, kinds)
    const validated: unknown[] = []
    let next = 0
    for (const [index, parameter] of this.parameters.entries()) {
      const taken = match[index + 1]!
      if (taken === '') {
        if (parameter.context) validated.push(contextFor(parameter, context, next))
        else validated.push(args[next++])
      }
      for (let each = 0; each < taken.length; each++) validated.push(coerceArgument(parameter, args[next], next++))
    }
    return validated
  }

  private mismatch(args: readonly unknown[], kinds: string) {
    let prefix = '^'
    let goodTo = 0
    for (const parameter of this.parameters) {
      prefix += sourceOf(parameter)
      const match = new RegExp(prefix).exec(kinds)
      if (match === null) break
      goodTo = match[0].length
    }
    return fault('T0410', { value: args[goodTo], index: goodTo + 1 })
  }
}

function sourceOf(parameter: Parameter): string {
  return `[${parameter.kinds}]${parameter.context ? '?' : ''}${parameter.suffix}`
}

/** An argument as a parameter takes it, or `MISFIT`. */
export function coerce(parameter: Parameter, value: unknown): unknown {
  const kind = kindOf(value)
  if (!parameter.kinds.includes(kind)) return MISFIT
  if (parameter.type !== 'a') return kind === 'n' || kind === 'o' ? unboxed(value) : value
  if (kind === 'm') return undefined
  if (!fitsSubtype(parameter, value, kind)) return MISFIT
  return kind === 'a' ? value : [unboxed(value)]
}

function coerceArgument(parameter: Parameter, value: unknown, at: number): unknown {
  const coerced = coerce(parameter, value)
  if (coerced === MISFIT) throw fault('T0412', { value, index: at + 1, type: PLURALS[parameter.subtype ?? ''] })
  return coerced
}

function fitsSubtype(parameter: Parameter, value: unknown, kind: string): boolean {
  const subtype = parameter.subtype
  if (subtype === undefined) return true
  if (kind !== 'a') return kind === subtype
  const items = value as readonly unknown[]
  const wanted = subtype[0]
  for (let index = 0; index < items.length; index++) if (kindOf(items[index]) !== wanted) return false
  return true
}

function contextFor(parameter: Parameter, context: unknown, at: number): unknown {
  if (!parameter.kinds.includes(kindOf(context))) throw fault('T0411', { value: context, index: at + 1 })
  return unboxed(context)
}

type Draft = { -readonly [K in keyof Parameter]: Parameter[K] }

const KINDS: Readonly<Record<string, string>> = {
  s: 'sm',
  n: 'nm',
  b: 'bm',
  l: 'lm',
  o: 'om',
  a: 'asnblfom',
  f: 'f',
  j: 'asnblom',
  x: 'asnblfom',
}

function parseParameters(definition: string): Parameter[] {
  const parameters: Draft[] = []
  let at = 1
  while (at < definition.length && definition[at] !== ':') {
    const symbol = definition[at]!
    const last = parameters.at(-1)
    const kinds = KINDS[symbol]
    if (kinds !== undefined) parameters.push(draft(symbol, kinds))
    else if (symbol === '-' && last) last.context = true
    else if ((symbol === '?' || symbol === '+') && last) last.suffix = symbol
    else if (symbol === '(') {
      const end = closing(definition, at, '(', ')')
      const choice = definition.slice(at + 1, end)
      if (choice.includes('<')) throw fault('S0402', { value: choice })
      parameters.push(draft(`(${choice})`, `${choice}m`))
      at = end
    } else if (symbol === '<' && last) {
      const end = closing(definition, at, '<', '>')
      last.subtype = definition.slice(at + 1, end)
      at = end
    }
    at++
  }
  return parameters
}

function draft(type: string, kinds: string): Draft {
  return { type, kinds, subtype: undefined, context: false, suffix: '' }
}

function closing(text: string, start: number, open: string, close: string): number {
  let depth = 1
  let at = start
  while (at < text.length) {
    at++
    if (text[at] === close && --depth === 0) break
    if (text[at] === open) depth++
  }
  return at
}
