import type { Exchange } from '../../core/exchange.ts'
import type { Services } from '../../core/services.ts'
import type { LanguageContext } from '../../kit/language.ts'
import { withBody } from './chain.ts'
import type { Evaluate } from './evaluate.ts'

/** A bean that adds a function to `simple`: a plain function, or an object with `apply(exchange, input)`. */
type FunctionBean = ((input: unknown, exchange: Exchange) => unknown) | { apply(exchange: Exchange, input: unknown): unknown }

/** By the runtime's own variables, which it shares with the routes of a reload. */
const registries = new WeakMap<Services['globals'], CustomFunctions>()

/** Functions that routes add to `simple`: those of init blocks, known to all expressions of their runtime from then on, and beans. */
export class CustomFunctions {
  /** How often a declared function was found. */
  uses = 0
  private readonly declared = new Map<string, Evaluate>()
  private readonly foreign: ReadonlySet<string>
  private readonly bean: (name: string) => unknown

  private constructor(bean: (name: string) => unknown, foreign: Iterable<string> = []) {
    this.bean = bean
    this.foreign = new Set(foreign)
  }

  /** Those of a runtime; one set of its own where there is no runtime. */
  static of(context: LanguageContext | undefined, foreign?: Iterable<string>): CustomFunctions {
    if (context === undefined) return new CustomFunctions(() => undefined, foreign)
    const { services } = context
    let known = registries.get(services.globals)
    if (known === undefined) registries.set(services.globals, (known = new CustomFunctions(name => services.bean(name))))
    return known
  }

  declare(name: string, run: Evaluate): void {
    this.declared.set(name, run)
  }

  /** Whether an init block or the caller declared it. */
  has(name: string): boolean {
    return this.declared.has(name) || this.foreign.has(name)
  }

  /** The function of this name: what it makes of the body. */
  find(name: string): Evaluate | undefined {
    const declared = this.declared.get(name)
    if (declared !== undefined) this.uses++
    return declared ?? (this.foreign.has(name) ? () => null : this.ofBean(name))
  }

  names(): string[] {
    return [...this.declared.keys(), ...this.foreign]
  }

  private ofBean(name: string): Evaluate | undefined {
    if (!/^[\p{ID_Start}_$][\p{ID_Continue}$-]*$/u.test(name)) return undefined
    const bean = this.bean(name) as FunctionBean | undefined
    if (typeof bean === 'function') return exchange => (bean as (input: unknown, exchange: Exchange) => unknown)(exchange.body, exchange)
    return typeof bean?.apply === 'function' ? exchange => bean.apply(exchange, exchange.body) : undefined
  }
}

/** Calls a function with this value as the body. */
export function callWith(run: Evaluate, input: unknown, exchange: Exchange): unknown {
  return withBody(exchange, () => {
    exchange.body = input ?? null
    return run(exchange)
  })
}
