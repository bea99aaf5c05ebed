import { convert } from '../converters/index.ts'
import { type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'

/** `AtomicInteger` and `AtomicLong`: a counter. One thread runs all steps, so every method is atomic. */
export class AtomicNumber {
  private value: number

  constructor(value: number) {
    this.value = value
  }

  get(): number {
    return this.value
  }

  intValue(): number {
    return this.value
  }

  longValue(): number {
    return this.value
  }

  set(value: number): void {
    this.value = Number(value)
  }

  addAndGet(delta: number): number {
    this.value += Number(delta)
    return this.value
  }

  getAndAdd(delta: number): number {
    return this.addAndGet(delta) - Number(delta)
  }

  getAndSet(value: number): number {
    const before = this.value
    this.set(value)
    return before
  }

  compareAndSet(expected: number, value: number): boolean {
    if (this.value !== Number(expected)) return false
    this.set(value)
    return true
  }

  incrementAndGet(): number {
    return this.addAndGet(1)
  }

  decrementAndGet(): number {
    return this.addAndGet(-1)
  }

  getAndIncrement(): number {
    return this.getAndAdd(1)
  }

  getAndDecrement(): number {
    return this.getAndAdd(-1)
  }

  toString(): string {
    return String(this.value)
  }
}

/** `AtomicBoolean` and `AtomicReference`: a value that can be exchanged. */
export class AtomicValue {
  private value: unknown

  constructor(value: unknown) {
    this.value = value
  }

  get(): unknown {
    return this.value
  }

  set(value: unknown): void {
    this.value = value
  }

  getAndSet(value: unknown): unknown {
    const before = this.value
    this.value = value
    return before
  }

  compareAndSet(expected: unknown, value: unknown): boolean {
    if (this.value !== expected) return false
    this.value = value
    return true
  }

  toString(): string {
    return String(this.value)
  }
}

const PACKAGE = 'java.util.concurrent.atomic.'

const numbers = (name: string, type: string) =>
  defineBeanType({
    names: [`${PACKAGE}${name}`],
    summary: 'A counter; the constructor argument is its first value.',
    fields: {},
    create: (_options, { constructorArguments: [first = '0'] }) => new AtomicNumber(Number(convert(first, type))),
  })

const atomicBoolean = defineBeanType({
  names: [`${PACKAGE}AtomicBoolean`],
  summary: 'A switch; the constructor argument is its first value.',
  fields: {},
  create: (_options, { constructorArguments: [first = 'false'] }) => new AtomicValue(String(first) === 'true'),
})

const atomicReference = defineBeanType({
  names: [`${PACKAGE}AtomicReference`],
  summary: 'A value that can be exchanged; the constructor argument is its first one.',
  fields: {},
  create: (_options, { constructorArguments: [first = null] }) => new AtomicValue(first),
})

/** Counters and values that steps may change. */
export const javaAtomics: readonly BeanTypeDefinition[] = [
  numbers('AtomicInteger', 'int'),
  numbers('AtomicLong', 'long'),
  atomicBoolean,
  atomicReference,
]
