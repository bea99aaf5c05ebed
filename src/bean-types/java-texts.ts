import { JavaValue } from '../core/values.ts'

/** A `java.time.LocalDate` with the methods that routes call; its text is `2024-02-03`. */
export class JavaLocalDate extends JavaValue {
  constructor(text: string) {
    super('java.time.LocalDate', text)
  }

  private part(index: number): number {
    return Number(this.text.split('-')[index])
  }

  getYear(): number {
    return this.part(0)
  }

  getMonthValue(): number {
    return this.part(1)
  }

  getDayOfMonth(): number {
    return this.part(2)
  }
}

/** A `java.util.regex.Pattern`. */
export class JavaPattern extends JavaValue {
  constructor(text: string) {
    super('java.util.regex.Pattern', text)
  }

  pattern(): string {
    return this.text
  }
}

/** A `java.util.UUID`. */
export class JavaUuid extends JavaValue {
  constructor(text: string) {
    super('java.util.UUID', text)
  }

  version(): number {
    return Number.parseInt(this.text[14] ?? '0', 16)
  }
}

/** A `java.util.StringJoiner`: texts with a delimiter between them. */
export class JavaStringJoiner {
  private readonly texts: string[] = []
  private readonly delimiter: string
  private readonly prefix: string
  private readonly suffix: string

  constructor(delimiter: string, prefix = '', suffix = '') {
    this.delimiter = delimiter
    this.prefix = prefix
    this.suffix = suffix
  }

  add(text: unknown): this {
    this.texts.push(String(text))
    return this
  }

  length(): number {
    return this.toString().length
  }

  toString(): string {
    return this.prefix + this.texts.join(this.delimiter) + this.suffix
  }
}
