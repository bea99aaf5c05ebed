import { javaText, markJavaClass } from '../converters/index.ts'
import { type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'

/** Text that grows; an instance is changed by the methods that routes call. */
class TextBuilder {
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

  /** In JSON it is text. */
  toJSON(): string {
    return this.#text
  }
}

function builder(name: string): BeanTypeDefinition {
  return defineBeanType({
    names: [name],
    summary: 'Text that grows (`append`); it starts with the constructor argument, or empty.',
    fields: {},
    create: (_options, { constructorArguments: [start = ''] }) => markJavaClass(new TextBuilder(javaText(start)), name),
  })
}

/** Builders of text, as beans. */
export const javaBuilders: readonly BeanTypeDefinition[] = [builder('java.lang.StringBuilder'), builder('java.lang.StringBuffer')]
