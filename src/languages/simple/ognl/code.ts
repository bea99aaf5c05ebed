import type { Exchange } from '../../../core/exchange.ts'
import type { Emitter } from '../../../core/expression.ts'
import { Body, Call, Code } from '../code.ts'
import type { Compiler } from '../compile.ts'
import { textOf } from '../evaluate.ts'
import { failure } from '../failure.ts'
import { after, stripQuotes } from '../java-text.ts'
import { bareName, splitPath } from './path.ts'
import { isUserObject } from './user-object.ts'
import { compileWalk, MAP_MEMBERS, type Walk } from './walk.ts'

/** A path that starts at some value; nothing leads to nothing. */
export function pathOf(value: Code, path: string, compiler: Compiler): Code {
  return new Path(value, path, compileWalk(path, compiler), compiler.mapProperties)
}

/** A path that starts at the body. */
export function bodyPath(path: string, compiler: Compiler): Code {
  return pathOf(new Body(), path, compiler)
}

/** Remembers the class of the last bean, since the next one is mostly of the same. */
class KnownClass {
  // no value has this as its constructor, whatever keys it has
  last: unknown = this

  learn(value: object): boolean {
    if (!isUserObject(value)) return false
    const owner: unknown = Object.getPrototypeOf(value)?.constructor
    if (typeof owner === 'function' && owner !== Object) this.last = owner
    return true
  }
}

/** Keys that every object has without being asked. */
const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype))

/**
 * The two forms that routes use most are written in place: a key of a plain object in brackets, and a property of a bean. Everything
 * else, and every surprise, goes the long way.
 */
class Path extends Code {
  private readonly value: Code
  private readonly path: string
  private readonly walk: Walk
  private readonly mapProperties: boolean

  constructor(value: Code, path: string, walk: Walk, mapProperties: boolean) {
    super()
    this.value = value
    this.path = path
    this.walk = walk
    this.mapProperties = mapProperties
  }

  emit(emitter: Emitter): string {
    const value = emitter.local()
    const start = `(${value} = ${this.value.emit(emitter)})`
    const long = `${emitter.constant(this.walk)}(${value}, ${emitter.exchange()})`
    const read = this.emitKey(value, long) ?? this.emitProperty(emitter, value, long)
    // as on the long way: Camel calls a bean, with a copy of the exchange
    return `(${start} == null ? null : ${read === undefined ? long : `(${emitter.named()}, ${read})`})`
  }

  /** `[key]`, read from a plain object; a number may be the index of a list. */
  private emitKey(value: string, long: string): string | undefined {
    const written = /^\[([^[\]{}$]+)\]$/.exec(this.path)?.[1]
    const key = written === undefined ? '' : stripQuotes(written.trim())
    if (key === '' || INHERITED.has(key)) return undefined
    return `typeof ${value} === 'object' && ${value}.constructor === Object ? ${value}[${JSON.stringify(key)}] : ${long}`
  }

  /** `.name`, read from a bean (or, where routes may, a plain object). */
  private emitProperty(emitter: Emitter, value: string, long: string): string | undefined {
    const name = /^\??\.([A-Za-z_]\w*)$/.exec(this.path)?.[1]
    if (name === undefined || INHERITED.has(name) || name === 'class') return undefined
    const found = emitter.local()
    const read = `(${found} = ${value}[${JSON.stringify(name)}]) !== undefined && typeof ${found} !== 'function'`
    const known = emitter.constant(new KnownClass())
    const bean = `(${value}.constructor === ${known}.last || ${known}.learn(${value}))`
    const kind = this.mapProperties && !MAP_MEMBERS.has(name) ? `(${value}.constructor === Object || ${bean})` : bean
    return `typeof ${value} === 'object' && ${read} && ${kind} ? ${found} : ${long}`
  }

  protected override build(): (exchange: Exchange) => unknown {
    const { run } = this.value
    return exchange => {
      const value = run(exchange)
      return value === null || value === undefined ? null : this.walk(value, exchange)
    }
  }
}

/** How something is looked up by its name. */
export type LookUp = (exchange: Exchange, name: string | null) => unknown

/** `header.a.b`: something of that whole name is preferred to the path `.b` of `a`. */
export function keyedPath(path: string, lookUp: LookUp, compiler: Compiler): Code {
  const { name, rest } = splitKey(path)
  const whole = compiler.argument(path)
  const keyOf = lateKey(name, compiler)
  const walk = rest === '' ? undefined : compileWalk(rest, compiler)
  return new Call(exchange => {
    const direct = named(lookUp, whole, exchange)
    if (direct !== null) return direct
    const value = named(lookUp, keyOf(), exchange)
    return value === null || walk === undefined ? value : walk(value, exchange)
  })
}

/** The key is compiled when it is first needed: paths of functions (`header.${body}`) have none, which the first message is told. */
function lateKey(name: string, compiler: Compiler): () => Code {
  let key: Code | undefined
  let failed = false
  return () => {
    if (failed) throw failure('NullPointer', `the key ${name} is no expression`)
    failed = true
    key ??= compiler.argument(name)
    failed = false
    return key
  }
}

function named(lookUp: LookUp, code: Code, exchange: Exchange): unknown {
  return lookUp(exchange, textOf(code.run(exchange), exchange)) ?? null
}

function splitKey(path: string): { name: string; rest: string } {
  const first = splitPath(path)[0] ?? path
  let suffix = ''
  let key = first
  if (first.startsWith('[') && first.endsWith(']')) {
    key = stripQuotes(first.slice(1, -1))
    suffix = after(first, key) ?? ''
  }
  const name = bareName(key)
  return { name, rest: after(path, name + suffix) ?? '' }
}
