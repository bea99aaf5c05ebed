import { errors } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'
import type { Services } from '../../core/services.ts'
import { javaClassOf } from '../java-class.ts'
import { bodyToClass } from './java-body.ts'
import { toJson, toObject, toStruct } from './json.ts'

/** Turns the message into a data type, in place. Suspends on unread streams before it changes anything. */
export type Transformer = (exchange: Exchange) => void

const TRANSFORMERS: Readonly<Record<string, Transformer>> = {
  'application-json': toJson,
  'application-octet-stream': exchange => {
    bodyToClass(exchange, 'byte[]')
    exchange.setHeader('Content-Type', 'application/octet-stream')
  },
  'application-x-java-object': toObject,
  'application-x-struct': toStruct,
  'text-plain': exchange => {
    exchange.setProperty('CamelCharsetName', 'UTF-8')
    bodyToClass(exchange, 'java.lang.String')
    exchange.setHeader('Content-Type', 'text/plain')
  },
}

/** The names of the data types that messages can be turned into. */
export const dataTypeNames: readonly string[] = Object.keys(TRANSFORMERS)

const JAVA = 'java'
const byRuntime = new WeakMap<Services, DataTypes>()

/** The data types of a runtime. */
export function dataTypesOf(services: Services): DataTypes {
  const known = byRuntime.get(services) ?? new DataTypes()
  byRuntime.set(services, known)
  return known
}

/** Which type messages were declared to be, and what turns one into another. */
export class DataTypes {
  private readonly used = new Set<string>()
  private readonly declared = new WeakMap<Exchange, { readonly type: string; readonly body: unknown }>()

  /** What makes `to` of `from`. As in Camel, what makes `from` is taken too where it was used before and `to` was not. */
  resolve(from: string | undefined, to: string): Transformer | undefined {
    const found = this.usedFor(to) ?? (from === undefined ? undefined : this.usedFor(from))
    if (found !== undefined) return found
    const name = plain(to)
    const made = Object.hasOwn(TRANSFORMERS, name) ? TRANSFORMERS[name] : undefined
    if (made !== undefined) this.used.add(name)
    return made
  }

  /** Makes the message what a route declares: `java:` types by conversion, others where something knows how. */
  declare(exchange: Exchange, to: string): void {
    const from = this.typeOf(exchange)
    if (from !== to) this.transform(exchange, from, to)
    this.declared.set(exchange, { type: to, body: exchange.body })
  }

  private transform(exchange: Exchange, from: string | undefined, to: string): void {
    const transformer = from === undefined ? undefined : this.resolve(from, to)
    if (transformer !== undefined) return transformer(exchange)
    if (from !== undefined && !isJava(from)) {
      throw errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: `No Transformer found for [from='${from}', to='${to}']` })
    }
    if (isJava(to) && to !== JAVA) bodyToClass(exchange, to.slice(JAVA.length + 1))
  }

  /** What the message was declared to be; the class of a body that came later. */
  private typeOf(exchange: Exchange): string | undefined {
    const { body } = exchange
    const declared = this.declared.get(exchange)
    if (declared !== undefined && (body === null || declared.body === body)) return declared.type
    return body === null ? undefined : `${JAVA}:${javaClassOf(body)}`
  }

  private usedFor(type: string): Transformer | undefined {
    const name = [plain(type), type.split(':', 1)[0]!].find(each => this.used.has(each))
    return name === undefined ? undefined : TRANSFORMERS[name]
  }
}

function isJava(type: string): boolean {
  return type === JAVA || type.startsWith(`${JAVA}:`)
}

function plain(type: string): string {
  return type.startsWith('camel:') ? type.slice('camel:'.length) : type
}
