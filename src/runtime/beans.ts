import { errors } from '../core/errors.ts'
import { exceptionMessage } from '../core/exceptions.ts'
import { Exchange } from '../core/exchange.ts'
import { didYouMean } from '../core/nearest.ts'
import type { Services } from '../core/services.ts'
import type { Catalog } from '../kit/catalog.ts'
import { ComponentBean, componentOf } from '../kit/component-bean.ts'
import type { BuildScope } from '../kit/field.ts'
import { isStore } from '../kit/store.ts'
import type { BeanModel } from '../model/route.ts'
import { BeanMaker } from './bean-maker.ts'
import { parseClass } from './bean-reference.ts'
import { call } from './module-bean.ts'
import { namesModule, runsUserCode, standIn } from './stand-in.ts'

/** A bean that is declared but not made yet, with the scope that its texts are resolved in. */
interface Pending {
  readonly model: BeanModel
  readonly scope: BuildScope
}

/** What ends a bean. */
interface Destroy {
  /** The bean's. */
  readonly name: string
  run(): unknown
}

/**
 * Beans by name: those of the host application, then those of the files. Made when the runtime is built, each once, in their order; one
 * that another refers to is made before it.
 */
export class Beans {
  private readonly beans = new Map<string, unknown>()
  /** The types of the beans of files, for `#type:`. */
  private readonly types = new Map<string, string>()
  private readonly pending = new Map<string, Pending>()
  private destroys: Destroy[] = []
  private readonly scope: BuildScope
  private readonly services: Services
  private readonly maker: BeanMaker

  private readonly validateOnly: boolean

  /** With `validateOnly` no code of the user runs: what would run it is represented by a stand-in. */
  constructor(given: Readonly<Record<string, unknown>>, catalog: Catalog, services: Services, scope: BuildScope, validateOnly = false) {
    this.validateOnly = validateOnly
    for (const [name, bean] of Object.entries(given)) this.beans.set(name, bean)
    this.scope = scope
    this.services = services
    this.maker = new BeanMaker(catalog, services, reference => this.resolve(reference))
  }

  get(name: string): unknown {
    return this.beans.get(name)
  }

  all(): Iterable<unknown> {
    return this.beans.values()
  }

  set(name: string, bean: unknown): void {
    this.beans.set(name, bean)
  }

  /** A bean by reference: `name`, `#name`, `#bean:name`, `#class:type`, `#type:type`. */
  resolve(reference: string): unknown {
    const text = reference.trim()
    if (this.validateOnly && text.startsWith('#class:') && namesModule(text)) return standIn(text)
    if (text.startsWith('#class:')) return this.maker.inPlace(text, parseClass(text.slice('#class:'.length)), this.scope)
    if (text.startsWith('#type:')) return this.ofType(text.slice('#type:'.length).trim())
    const name = text.replace(/^#(bean:)?/, '')
    const found = this.beans.get(name)
    if (found !== undefined) return found
    // as in Camel, a class stands for a bean of it
    if (name.includes('.') && this.maker.knows(name)) return this.maker.inPlace(name, parseClass(name), this.scope)
    const fix = didYouMean(name, this.beans.keys())
    throw errors.KF_ROUTE_UNKNOWN_BEAN({ name, ...(fix && { fix }) })
  }

  /** Says which beans there will be, so that they can refer to each other in any order. Of two of one name and type the first counts. */
  announce(models: Iterable<BeanModel>, scope: BuildScope = this.scope): void {
    for (const model of models) {
      const first = this.pending.get(model.name)?.model
      if (first !== undefined && first.options['type'] === model.options['type']) this.made.add(model)
      else this.pending.set(model.name, { model, scope })
    }
  }

  /** Makes a bean, unless another one needed it before; those that it refers to first. */
  async create(model: BeanModel, scope: BuildScope = this.scope): Promise<void> {
    const pending = this.pending.get(model.name)
    if (pending !== undefined && pending.model !== model) return
    this.pending.delete(model.name)
    if (pending === undefined && this.made.has(model)) return
    this.made.add(model)
    for (const name of referredNames(model.options, scope)) {
      const needed = this.pending.get(name)
      if (needed !== undefined) await this.create(needed.model, needed.scope)
    }
    try {
      await this.make(model, scope)
    } catch (error) {
      // what names it is not wrong for that: the routes do not start anyway
      this.beans.set(model.name, placeholder(model))
      throw error
    }
  }

  private readonly made = new WeakSet<BeanModel>()

  private async make({ name, options }: BeanModel, scope: BuildScope): Promise<void> {
    const text = (option: string) => (typeof options[option] === 'string' ? scope.text(options[option]) : undefined)
    const scripted = options['script'] !== undefined || options['scriptLanguage'] !== undefined
    if (scripted && this.beans.has(name)) return
    const bean = this.validateOnly && runsUserCode(options) ? standIn(name) : await this.maker.make(name, options, scope)
    const [init, destroy] = this.validateOnly ? [] : [text('initMethod'), text('destroyMethod')]
    this.beans.set(name, bean)
    if (init !== undefined) await this.lifeCycle(bean, init, name)
    const store = isStore(bean) ? bean : (bean as { ownStore?: unknown } | null)?.ownStore
    if (isStore(store)) this.destroys.push({ name, run: () => store.close() })
    if (destroy !== undefined) this.destroys.push({ name, run: () => this.lifeCycle(bean, destroy, name) })
    this.types.set(name, parseClass((text('type') ?? '').replace(/^#class:/, '')).type)
  }

  /** Calls a method without arguments: the bean's own, or one that its Java class has. */
  private lifeCycle(bean: unknown, method: string, name: string): unknown {
    if (typeof (bean as Record<string, unknown> | null)?.[method] === 'function') return call(bean, method, [], name)
    const model = { language: 'method', expression: '', options: { ref: name, method: `${method}()` } }
    try {
      return this.scope.expression(model)(new Exchange(this.services))
    } catch (cause) {
      throw errors.KF_ROUTE_BEAN({ name, reason: `it has no method ${method}` }, { cause })
    }
  }

  /** Calls the destroy methods, the last bean's first; what fails is logged. */
  async close(): Promise<void> {
    for (const destroy of this.destroys.splice(0).reverse()) await this.destroy(destroy)
  }

  /** Takes a bean away and calls its destroy methods; what fails is logged. */
  async remove(name: string): Promise<void> {
    this.beans.delete(name)
    this.types.delete(name)
    const own = this.destroys.filter(each => each.name === name)
    this.destroys = this.destroys.filter(each => each.name !== name)
    for (const destroy of own.reverse()) await this.destroy(destroy)
  }

  private async destroy({ run }: Destroy): Promise<void> {
    try {
      await run()
    } catch (error) {
      const message = `a bean's destroy method failed: ${exceptionMessage(error)}`
      this.services.log.write({ level: 'WARN', logger: 'kafila.beans', message, error })
    }
  }

  /** The only bean of a type; none or several are an error. */
  private ofType(type: string): unknown {
    // Java names a class after what it is: a HashMap is a Map, a StringAggregationStrategy an AggregationStrategy
    const simple = type.slice(type.lastIndexOf('.') + 1)
    const isOne = (each: string) => each === type || (each.endsWith(simple) && each !== simple)
    const names = [...this.types].filter(([, each]) => isOne(each)).map(([name]) => name)
    if (names.length === 1) return this.beans.get(names[0]!)
    const reason = names.length === 0 ? 'there is no bean of this type' : `there are several: ${names.join(', ')}`
    throw errors.KF_ROUTE_BEAN({ name: `#type:${type}`, reason })
  }
}

/** Takes the place of a bean that could not be made; of a component one that takes everything. */
function placeholder({ name, options }: BeanModel): unknown {
  const { type } = parseClass(String(options['type'] ?? '').replace(/^#class:/, ''))
  return componentOf(type) === undefined ? standIn(name) : new ComponentBean(name, 'stub', {})
}

/** The names of other beans in the options of one. */
function referredNames(options: object, scope: BuildScope): string[] {
  return Object.values(options).flatMap(value => {
    if (typeof value === 'object' && value !== null) return referredNames(value, scope)
    if (typeof value !== 'string' || !(value.startsWith('#') || value.includes('{{'))) return []
    const name = /^#(?:bean:)?([^:]+)$/.exec(resolved(value, scope))?.[1]
    return name === undefined ? [] : [name]
  })
}

function resolved(text: string, scope: BuildScope): string {
  try {
    return scope.text(text) ?? ''
  } catch {
    // what is wrong with a placeholder is told where the value is used
    return ''
  }
}
