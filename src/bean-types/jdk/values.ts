import { convert, javaText, markJavaClass } from '../../converters/index.ts'
import { errors } from '../../core/errors.ts'
import { Decimal, JavaValue } from '../../core/values.ts'
import type { BeanTypeDefinition } from '../../kit/bean-type.ts'
import { jdkClass } from './define.ts'

/** Text that grows. */
class Builder {
  #text: string

  constructor(text: string) {
    this.#text = text
  }

  append(value: unknown): this {
    this.#text += javaText(value)
    return this
  }

  charAt(index: number): string {
    return this.#text.charAt(index)
  }

  length(): number {
    return this.#text.length
  }

  reverse(): this {
    this.#text = [...this.#text].reverse().join('')
    return this
  }

  setLength(length: number): void {
    this.#text = this.#text.slice(0, length).padEnd(length, '\0')
  }

  toString(): string {
    return this.#text
  }
}

function builder(name: string): BeanTypeDefinition {
  return jdkClass({
    names: [name],
    summary: 'Text that grows (`append`); it starts with the constructor argument, or empty.',
    create: ({ constructorArguments: [start = ''] }) => markJavaClass(new Builder(javaText(start)), name),
  })
}

function scalar(name: string): BeanTypeDefinition {
  return jdkClass({
    names: [name],
    summary: 'The value that is the constructor argument.',
    factories: ['valueOf'],
    create: ({ constructorArguments: [value = name === 'java.lang.String' ? '' : null] }) => convert(value, name),
  })
}

const uri = jdkClass({
  names: ['java.net.URI'],
  summary: 'A URI: its text, or its parts (scheme, rest, fragment; scheme, host, path, fragment) as constructor arguments.',
  create: ({ constructorArguments }) =>
    convert(uriText(constructorArguments.map(each => (each === null ? '' : String(each)))), 'java.net.URI'),
})

function uriText(parts: readonly string[]): string {
  if (parts.length === 3) return `${parts[0]}:${parts[1]}${fragment(parts[2]!)}`
  if (parts.length === 4) return `${parts[0]}://${parts[1]}${parts[2]}${fragment(parts[3]!)}`
  return parts.join('')
}

function fragment(text: string): string {
  return text === '' ? '' : `#${text}`
}

const date = jdkClass({
  names: ['java.util.Date'],
  summary: 'A moment: the milliseconds since 1970 that are the constructor argument, or when the bean is made.',
  create: ({ services, constructorArguments: [millis] }) =>
    new Date(millis === undefined ? services.clock.now() : Number(convert(millis, 'long'))),
})

const object = jdkClass({
  names: ['java.lang.Object'],
  summary: 'Something without properties, to be compared with itself.',
  create: ({ name }) => new JavaValue('java.lang.Object', `java.lang.Object@${name}`),
})

const decimal = jdkClass({
  names: ['java.math.BigDecimal'],
  summary: 'The decimal number that is the constructor argument, with all its digits.',
  factories: ['valueOf'],
  create: ({ name, constructorArguments: [value] }) => {
    const digits = String(value ?? '').trim()
    if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(digits))
      throw errors.KF_ROUTE_BEAN({ name, reason: `"${digits}" is no decimal number` })
    return new Decimal(digits)
  },
})

const SCALARS = ['String', 'Integer', 'Long', 'Double', 'Boolean'].map(name => scalar(`java.lang.${name}`))

/** Texts, numbers and other values of Java, as beans. */
export const jdkValues: readonly BeanTypeDefinition[] = [
  ...SCALARS,
  builder('java.lang.StringBuilder'),
  builder('java.lang.StringBuffer'),
  date,
  decimal,
  object,
  uri,
]
