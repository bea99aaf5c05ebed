import { convert, javaText, markJavaClass } from '../../converters/index.ts'
import { double } from '../../core/values.ts'
import type { BeanTypeDefinition } from '../../kit/bean-type.ts'
import { jdkClass } from './define.ts'

/** A whole number that routes count with; each method is done before another message is served. */
class Counter {
  #value: bigint
  readonly #bits: number

  constructor(value: bigint, bits: number) {
    this.#bits = bits
    this.#value = BigInt.asIntN(bits, value)
  }

  get(): unknown {
    return this.#shown(this.#value)
  }

  set(value: unknown): void {
    this.#change(() => this.#number(value))
  }

  getAndSet(value: unknown): unknown {
    return this.#change(() => this.#number(value)).before
  }

  incrementAndGet(): unknown {
    return this.#change(old => old + 1n).after
  }

  decrementAndGet(): unknown {
    return this.#change(old => old - 1n).after
  }

  addAndGet(delta: unknown): unknown {
    return this.#change(old => old + this.#number(delta)).after
  }

  getAndIncrement(): unknown {
    return this.#change(old => old + 1n).before
  }

  getAndDecrement(): unknown {
    return this.#change(old => old - 1n).before
  }

  getAndAdd(delta: unknown): unknown {
    return this.#change(old => old + this.#number(delta)).before
  }

  compareAndSet(expected: unknown, value: unknown): boolean {
    if (this.#value !== this.#number(expected)) return false
    this.set(value)
    return true
  }

  intValue(): unknown {
    return Number(BigInt.asIntN(32, this.#value))
  }

  longValue(): unknown {
    return this.get()
  }

  doubleValue(): Number {
    return double(Number(this.#value))
  }

  toString(): string {
    return String(this.#value)
  }

  #change(next: (old: bigint) => bigint) {
    const before = this.#value
    this.#value = BigInt.asIntN(this.#bits, next(before))
    return { before: this.#shown(before), after: this.#shown(this.#value) }
  }

  #number(value: unknown): bigint {
    return BigInt(convert(value, this.#bits === 32 ? 'int' : 'long') as number | bigint)
  }

  #shown(value: bigint): number | bigint {
    return Number.isSafeInteger(Number(value)) ? Number(value) : value
  }
}

/** A yes or no that routes switch. */
class Flag {
  #value: boolean

  constructor(value: boolean) {
    this.#value = value
  }

  get(): boolean {
    return this.#value
  }

  set(value: unknown): void {
    this.#value = convert(value, 'boolean') === true
  }

  getAndSet(value: unknown): boolean {
    const before = this.#value
    this.set(value)
    return before
  }

  compareAndSet(expected: unknown, value: unknown): boolean {
    if (this.#value !== convert(expected, 'boolean')) return false
    this.set(value)
    return true
  }

  toString(): string {
    return String(this.#value)
  }
}

/** A place for any value. */
class Reference {
  #value: unknown

  constructor(value: unknown) {
    this.#value = value
  }

  get(): unknown {
    return this.#value
  }

  set(value: unknown): void {
    this.#value = value ?? null
  }

  getAndSet(value: unknown): unknown {
    const before = this.#value
    this.set(value)
    return before
  }

  toString(): string {
    return javaText(this.#value)
  }
}

function counter(name: string, bits: 32 | 64): BeanTypeDefinition {
  return jdkClass({
    names: [name],
    summary: `A counter of ${bits} bits, for methods such as \`incrementAndGet\`; it starts with the constructor argument, or 0.`,
    create: ({ constructorArguments: [start = 0] }) =>
      markJavaClass(new Counter(BigInt(convert(start, bits === 32 ? 'int' : 'long') as number | bigint), bits), name),
  })
}

const FLAG = 'java.util.concurrent.atomic.AtomicBoolean'

const flag = jdkClass({
  names: [FLAG],
  summary: 'A yes or no that routes switch (`set`, `compareAndSet`); it starts with the constructor argument, or false.',
  create: ({ constructorArguments: [start = false] }) => markJavaClass(new Flag(convert(start, 'boolean') === true), FLAG),
})

const REFERENCE = 'java.util.concurrent.atomic.AtomicReference'

const reference = jdkClass({
  names: [REFERENCE],
  summary: 'A place for any value (`set`, `get`, `getAndSet`); it starts with the constructor argument, or empty.',
  create: ({ constructorArguments: [start = null] }) => markJavaClass(new Reference(start), REFERENCE),
})

/** Counters, flags and references of `java.util.concurrent.atomic`, as beans. */
export const jdkCounters: readonly BeanTypeDefinition[] = [
  flag,
  reference,
  counter('java.util.concurrent.atomic.AtomicInteger', 32),
  counter('java.util.concurrent.atomic.AtomicLong', 64),
]
