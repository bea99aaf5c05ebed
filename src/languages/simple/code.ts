import { compileFunction } from 'node:vm'
import { type Emitter, EXCHANGE_SOURCE } from '../../core/expression.ts'
import { foldHeader } from '../../core/headers.ts'
import { type Evaluate, templateText, truthOf } from './evaluate.ts'

/**
 * A compiled part of an expression: how it is written as JavaScript, and the same as a function. Written source may give
 * `undefined` for nothing; the function gives `null`.
 */
export abstract class Code {
  /** The value, where it is the same for every exchange. */
  get constant(): { readonly value: unknown } | undefined {
    return undefined
  }

  /** Whether Camel knows this part as a predicate of its own: its value is true or false already. */
  readonly isPredicate: boolean = false
  /** Whether it is a function or text as such, and not put together by an operator: see `compileSimpleTyped`. */
  readonly isRaw: boolean = true
  private built: Evaluate | undefined

  abstract emit(emitter: Emitter): string

  /** The part as a condition. */
  emitTruth(emitter: Emitter): string {
    return `${emitter.constant(truthOf)}(${this.emit(emitter)})`
  }

  /** The part inside a template: text, or a whole number that JavaScript prints as Java does. */
  emitText(emitter: Emitter): string {
    const value = emitter.local()
    const whole = `typeof ${value} === 'number' && (${value} | 0) === ${value}`
    const text = `${emitter.constant(templateText)}(${value}, ${emitter.exchange()})`
    return `(typeof (${value} = ${this.emit(emitter)}) === 'string' || (${whole}) ? ${value} : ${text})`
  }

  /** The part as a function; made when first asked for. */
  get run(): Evaluate {
    this.built ??= this.build()
    return this.built
  }

  protected build(): Evaluate {
    return compileCode(emitter => `${this.emit(emitter)} ?? null`) as Evaluate
  }
}

/** Compiles generated source to a function of the exchange. User text never gets into it but through `JSON.stringify`. */
export function compileCode(write: (emitter: Emitter) => string): (exchange: never) => unknown {
  const constants: unknown[] = []
  const locals: string[] = []
  const source = write({
    ...EXCHANGE_SOURCE,
    constant(value) {
      const known = constants.indexOf(value)
      return `c${known >= 0 ? known : constants.push(value) - 1}`
    },
    local: () => locals[locals.push(`t${locals.length}`) - 1]!,
  })
  const names = constants.map((_, i) => `c${i}`)
  const head = locals.length === 0 ? '' : `let ${locals.join(', ')}; `
  const factory = compileFunction(`return function simple(ex) { ${head}return ${source} }`, names)
  return factory(...constants) as (exchange: never) => unknown
}

/** A part that is a plain function. */
export class Call extends Code {
  private readonly evaluate: Evaluate

  constructor(evaluate: Evaluate) {
    super()
    this.evaluate = evaluate
  }

  emit(emitter: Emitter): string {
    return `${emitter.constant(this.evaluate)}(${emitter.exchange()})`
  }

  protected override build(): Evaluate {
    return this.evaluate
  }
}

/** Always the same. */
export class Constant extends Code {
  private readonly value: unknown

  constructor(value: unknown) {
    super()
    this.value = value
  }

  override get constant(): { readonly value: unknown } {
    return { value: this.value }
  }

  emit(emitter: Emitter): string {
    const { value } = this
    if (typeof value === 'string') return JSON.stringify(value)
    return value === null || typeof value === 'boolean' || Number.isSafeInteger(value) ? String(value) : emitter.constant(value)
  }

  override emitText(emitter: Emitter): string {
    const { value } = this
    return typeof value === 'string' ? JSON.stringify(value) : super.emitText(emitter)
  }

  protected override build(): Evaluate {
    const { value } = this
    return () => value
  }
}

/** `${body}`. */
export class Body extends Code {
  emit(emitter: Emitter): string {
    return emitter.body()
  }

  protected override build(): Evaluate {
    return exchange => exchange.body
  }
}

/** `${header.name}`; a property of that name stands in for a missing header. */
export class Header extends Code {
  private readonly name: string

  constructor(name: string) {
    super()
    this.name = name
  }

  emit(emitter: Emitter): string {
    return `(${emitter.entry('headers', foldHeader(this.name))} ?? ${emitter.entry('properties', this.name)})`
  }

  protected override build(): Evaluate {
    const folded = foldHeader(this.name)
    return exchange => exchange.headers[folded] ?? exchange.properties[this.name] ?? null
  }
}

/** `${exchangeProperty.name}`. */
export class Property extends Code {
  private readonly name: string

  constructor(name: string) {
    super()
    this.name = name
  }

  emit(emitter: Emitter): string {
    return emitter.entry('properties', this.name)
  }

  protected override build(): Evaluate {
    return exchange => exchange.properties[this.name] ?? null
  }
}

/** Text with functions: all parts as one text. */
export class Template extends Code {
  private readonly parts: readonly Code[]

  constructor(parts: readonly Code[]) {
    super()
    this.parts = parts
  }

  emit(emitter: Emitter): string {
    const parts = this.parts.map(part => part.emitText(emitter))
    return `(${parts[0]?.startsWith('"') ? '' : "'' + "}${parts.join(' + ')})`
  }

  override emitText(emitter: Emitter): string {
    return this.emit(emitter)
  }
}
