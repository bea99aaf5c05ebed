import { errors } from '../core/errors.ts'
import { nearestName } from '../core/nearest.ts'
import type { Services } from '../core/services.ts'
import type { BeanContext } from '../kit/bean-type.ts'
import type { Catalog } from '../kit/catalog.ts'
import { type BuildScope, buildFields } from '../kit/field.ts'
import type { BeanModel } from '../model/route.ts'

/** Beans by name: those of the host application, then those of the files. Made when the runtime starts, each once. */
export class Beans {
  private readonly beans = new Map<string, unknown>()
  private readonly catalog: Catalog
  private readonly services: Services
  private readonly scope: BuildScope

  constructor(given: Readonly<Record<string, unknown>>, catalog: Catalog, services: Services, scope: BuildScope) {
    for (const [name, bean] of Object.entries(given)) this.beans.set(name, bean)
    this.catalog = catalog
    this.services = services
    this.scope = scope
  }

  get(name: string): unknown {
    return this.beans.get(name)
  }

  set(name: string, bean: unknown): void {
    this.beans.set(name, bean)
  }

  /** A bean by reference: `name`, `#name`, `#bean:name`, `#class:type`, `#type:type`. */
  resolve(reference: string): unknown {
    const text = reference.trim()
    if (text.startsWith('#class:')) return this.make(text, text.slice('#class:'.length), {}, [])
    const name = text.replace(/^#(bean:)?/, '')
    const found = this.beans.get(name)
    if (found !== undefined) return found
    const nearest = nearestName(name, this.beans.keys())
    throw errors.KF_ROUTE_UNKNOWN_BEAN({ name, ...(nearest && { fix: `did you mean \`${nearest}\`?` }) })
  }

  async create(model: BeanModel, scope: BuildScope = this.scope): Promise<void> {
    const { options } = model
    if (options['script'] !== undefined || options['scriptLanguage'] !== undefined) return this.scripted(model)
    const type = this.scope.text(String(options['type'] ?? '')) ?? ''
    const constructors = Object.entries((options['constructors'] ?? {}) as Record<string, string>)
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([, value]) => this.argument(value))
    this.beans.set(
      model.name,
      await this.make(
        model.name,
        type.replace(/^#class:/, ''),
        (options['properties'] ?? {}) as Record<string, unknown>,
        constructors,
        this.factory(options),
      ),
    )
  }

  /** A bean whose file gives a script for the JVM: the host application's bean of that name stands in for it. */
  private scripted({ name, options }: BeanModel): void {
    if (this.beans.has(name)) return
    const language = String(options['scriptLanguage'] ?? 'its language')
    throw errors.KF_ROUTE_BEAN({ name, reason: `scripts in ${language} do not run here; give a bean of that name to createKafila` })
  }

  private argument(value: string): unknown {
    const text = this.scope.text(value) ?? ''
    return text.startsWith('#') ? this.resolve(text) : text
  }

  private factory(options: BeanModel['options']): BeanContext['factory'] {
    const method = options['factoryMethod']
    return typeof method === 'string' ? { bean: String(options['factoryBean'] ?? options['type'] ?? ''), method } : undefined
  }

  private make(
    name: string,
    type: string,
    properties: Readonly<Record<string, unknown>>,
    constructorArguments: readonly unknown[],
    factory?: BeanContext['factory'],
  ): unknown {
    const definition = this.catalog.beanTypes.get(type)
    if (definition === undefined) throw errors.KF_ROUTE_BEAN({ name, reason: `the type ${type} has no counterpart here` })
    const known: Record<string, unknown> = {}
    const extra: Record<string, unknown> = {}
    for (const [key, value] of Object.entries(properties)) {
      if (Object.hasOwn(definition.fields, key)) known[key] = value
      else if (definition.open) extra[key] = typeof value === 'string' ? this.scope.text(value) : value
      else {
        const nearest = nearestName(key, Object.keys(definition.fields))
        const fix = nearest && { fix: `did you mean \`${nearest}\`?` }
        throw errors.KF_ROUTE_BEAN({ name, reason: `${type} has no property ${key}`, property: key, ...fix })
      }
    }
    return definition.create(
      buildFields(definition.fields, known, this.scope) as never,
      { name, services: this.services, constructorArguments, ...(factory && { factory }) },
      extra,
    )
  }
}
