import { errors } from '../core/errors.ts'
import { didYouMean } from '../core/nearest.ts'
import type { Services } from '../core/services.ts'
import { andThen, type MaybePromise } from '../core/step.ts'
import type { BeanContext } from '../kit/bean-type.ts'
import type { AnyBeanType, Catalog } from '../kit/catalog.ts'
import { ComponentBean, componentOf, schemeOfComponent } from '../kit/component-bean.ts'
import { type BuildScope, buildFields, type Fields } from '../kit/field.ts'
import { canonicalName, foldedName } from '../model/names.ts'
import type { Options } from '../model/route.ts'
import { type ClassReference, isModule, parseClass, valueAs } from './bean-reference.ts'
import { call, moduleBean } from './module-bean.ts'
import { runsHere, scriptBean } from './script-bean.ts'

/** What a bean is made of, with its texts resolved and its references followed. */
interface Parts {
  readonly name: string
  readonly reference: ClassReference
  readonly properties: Readonly<Record<string, unknown>>
  readonly constructorArguments: readonly unknown[]
  readonly factoryBean: string | undefined
  readonly factoryMethod: string | undefined
}

/** Makes beans of the catalog's types, of modules and of scripts. */
export class BeanMaker {
  private readonly catalog: Catalog
  private readonly services: Services
  private readonly resolve: (reference: string) => unknown

  constructor(catalog: Catalog, services: Services, resolve: (reference: string) => unknown) {
    this.catalog = catalog
    this.services = services
    this.resolve = resolve
  }

  /** Makes the bean that options declare. */
  make(name: string, options: Options, scope: BuildScope): MaybePromise<unknown> {
    const text = (option: string) => (typeof options[option] === 'string' ? scope.text(options[option]) : undefined)
    if (options['script'] !== undefined || options['scriptLanguage'] !== undefined) return this.scripted(name, options, scope)
    if (options['builderClass'] !== undefined)
      return this.built(name, text('builderClass') ?? '', text('builderMethod') ?? 'build', options, scope)
    const type = text('type') ?? ''
    if (options['byProperty'] !== undefined && !type.startsWith('#class:')) return this.value(type, name, scope)
    const reference = parseClass(type.replace(/^#class:/, ''))
    const constructors = Object.entries((options['constructors'] ?? {}) as Options).sort(([a], [b]) => Number(a) - Number(b))
    const written = constructors.length > 0 ? constructors.map(([, value]) => String(value)) : reference.constructorArguments
    return this.assemble(
      {
        name,
        reference,
        properties: (options['properties'] ?? {}) as Options,
        constructorArguments: written.map(each => this.value(each, name, scope, true)),
        factoryBean: text('factoryBean'),
        factoryMethod: text('factoryMethod') ?? reference.factoryMethod,
      },
      scope,
    )
  }

  /** What a builder makes: a class of the catalog that counts as one, or a module, whose methods are called by the properties' names. */
  private built(name: string, builderClass: string, method: string, options: Options, scope: BuildScope): MaybePromise<unknown> {
    const reference = parseClass(builderClass.replace(/^#class:/, ''))
    const properties = (options['properties'] ?? {}) as Options
    const parts = { name, reference, properties, constructorArguments: [], factoryBean: undefined, factoryMethod: undefined }
    if (isModule(reference.type))
      return andThen(this.assemble({ ...parts, properties: {} }, scope), builder =>
        buildWith(builder, this.values(properties, name, scope), method, name),
      )
    if (!this.knows(reference.type) || !reference.type.endsWith(BUILDER))
      throw errors.KF_ROUTE_BEAN({ name, reason: `the builder ${builderClass} has no counterpart here; give a module instead` })
    if (method !== 'build') throw errors.KF_ROUTE_BEAN({ name, reason: `the builder ${builderClass} has no method ${method}` })
    return this.assemble(parts, scope)
  }

  /** Whether a class has a counterpart here. */
  knows(type: string): boolean {
    return this.catalog.beanTypes.has(type)
  }

  /** Makes a bean where `#class:` stands. */
  inPlace(name: string, reference: ClassReference, scope: BuildScope): unknown {
    const constructorArguments = reference.constructorArguments.map(each => this.value(each, name, scope, true))
    const { factoryMethod } = reference
    return this.assemble({ name, reference, properties: {}, constructorArguments, factoryBean: undefined, factoryMethod }, scope)
  }

  private assemble(parts: Parts, scope: BuildScope): MaybePromise<unknown> {
    const { name, reference, properties, constructorArguments, factoryBean, factoryMethod } = parts
    if (factoryBean !== undefined && factoryMethod !== undefined && !this.catalog.beanTypes.has(factoryBean))
      return call(this.resolve(factoryBean), factoryMethod, constructorArguments, name)
    if (isModule(reference.type)) {
      const values = this.values(properties, name, scope)
      const bean = { name, type: reference.type, constructorArguments, properties: values, ...(factoryMethod && { factoryMethod }) }
      return moduleBean(bean, this.services.directory)
    }
    const scheme = schemeOfComponent(reference.type, this.catalog.connectors.keys())
    if (scheme === undefined) return this.ofCatalog(parts, scope)
    const options = Object.entries(this.values(properties, name, scope)).map(([key, value]) => [canonicalName(key), String(value)])
    return new ComponentBean(name, scheme, Object.fromEntries(options))
  }

  private ofCatalog(parts: Parts, scope: BuildScope): MaybePromise<unknown> {
    const { name, reference, constructorArguments, factoryBean, factoryMethod } = parts
    const definition = this.catalog.beanTypes.get(reference.type)
    if (definition === undefined) throw unknownType(name, reference.type)
    const { known, extra } = this.sorted(parts, definition, scope)
    const factory: BeanContext['factory'] =
      factoryMethod === undefined ? undefined : { bean: factoryBean ?? reference.type, method: factoryMethod }
    const context: BeanContext = { name, services: this.services, constructorArguments, ...(factory && { factory }) }
    return definition.create(buildFields(definition.fields, known, scope) as never, context, extra)
  }

  /** Properties that fields declare, and free ones; names are compared without case and dashes. */
  private sorted({ name, reference, properties }: Parts, { fields, open }: AnyBeanType, scope: BuildScope) {
    const known: Record<string, unknown> = {}
    const extra: Record<string, unknown> = {}
    const byFolded = new Map(Object.keys(fields).map(each => [each.toLowerCase(), each]))
    for (const [key, value] of Object.entries(nested(properties, fields))) {
      const declared = byFolded.get(foldedName(key))
      if (declared !== undefined) known[declared] = typeof value === 'string' ? this.textOf(value, name, scope) : value
      else if (open) extra[key] = this.free(value, name, scope)
      else throw unknownProperty(name, reference.type, key, Object.keys(fields))
    }
    return { known, extra }
  }

  /** The value of a declared property, which its field reads: only what stands for another text is replaced. */
  private textOf(value: string, name: string, scope: BuildScope): unknown {
    if (value.startsWith('#property:')) return this.property(value, name)
    return value.startsWith('#valueAs') ? valueAs(scope.text(value) ?? '', name) : value
  }

  private values(properties: Readonly<Record<string, unknown>>, name: string, scope: BuildScope): Record<string, unknown> {
    return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, this.free(value, name, scope, true)]))
  }

  private free(value: unknown, name: string, scope: BuildScope, short = false): unknown {
    if (typeof value === 'string') return this.value(value, name, scope, short)
    return typeof value === 'object' && value !== null ? this.values(value as Record<string, unknown>, name, scope) : value
  }

  /** A text, or what a reference in its place stands for; `short` also takes `#name`. */
  private value(raw: string, name: string, scope: BuildScope, short = false): unknown {
    const text = scope.text(raw) ?? ''
    if (text.startsWith('#property:')) return this.property(text, name)
    if (text.startsWith('#valueAs')) return valueAs(text, name)
    if (/^#(bean|class|type):/.test(text) || (short && /^#\w/.test(text))) return this.resolve(text)
    if (text === '#autowired') throw errors.KF_ROUTE_BEAN({ name, reason: '#autowired needs the type of a Java property; name the bean' })
    return text
  }

  private property(text: string, name: string): string {
    const key = text.slice('#property:'.length)
    const value = this.services.property(key)
    if (value === undefined) throw errors.KF_ROUTE_BEAN({ name, reason: `the property ${key} has no value` })
    return value
  }

  private scripted(name: string, options: Options, scope: BuildScope): MaybePromise<unknown> {
    const language = String(options['scriptLanguage'] ?? 'none that is named')
    const script = String(options['script'] ?? '')
    if (!runsHere(language)) {
      const reason = `scripts in ${language} do not run here, only js; or give a bean of that name to createKafila`
      throw errors.KF_ROUTE_BEAN({ name, reason })
    }
    const text = options['scriptPropertyPlaceholders'] === 'false' ? script : (scope.text(script) ?? '')
    return scriptBean(name, text, each => this.resolve(each))
  }
}

/** Class names of builders among the catalog's types: what stands for them makes what they build. */
const BUILDER = '$Builder'

/** Calls the method of each property's name (`color`, `withColor` or `setColor`), then the one that gives the result. */
async function buildWith(builder: unknown, properties: Readonly<Record<string, unknown>>, method: string, name: string): Promise<unknown> {
  let current = builder
  for (const [key, value] of Object.entries(properties)) {
    const capital = key[0]!.toUpperCase() + key.slice(1)
    const methods = current as Record<string, unknown>
    const found = [key, `with${capital}`, `set${capital}`].find(each => typeof methods[each] === 'function')
    if (found === undefined) throw errors.KF_ROUTE_BEAN({ name, reason: `its builder has no method ${key}` })
    current = (await call(current, found, [value], name)) ?? current
  }
  return call(current, method, [], name)
}

function unknownType(name: string, type: string): Error {
  const component = componentOf(type)
  if (component === undefined) return errors.KF_ROUTE_BEAN({ name, reason: `the type ${type} has no counterpart here`, undeclared: true })
  return errors.KF_ROUTE_UNSUPPORTED({ what: `the component ${component}`, reason: `the bean ${name} is one (${type})` })
}

/** `redeliveryPolicy.maximumRedeliveries` as a property of the group `redeliveryPolicy`. */
function nested(properties: Readonly<Record<string, unknown>>, fields: Fields): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(properties)) {
    const [, group, rest] = /^([^.]+)\.(.+)$/.exec(key) ?? []
    const name = canonicalName(group ?? '')
    if (fields[name]?.kind !== 'group') result[key] = value
    else result[name] = { ...(result[name] as object | undefined), [canonicalName(rest!)]: value }
  }
  return result
}

function unknownProperty(name: string, type: string, property: string, known: readonly string[]): Error {
  const fix = didYouMean(property, known)
  return errors.KF_ROUTE_BEAN({ name, reason: `${type} has no property ${property}`, property, ...(fix && { fix }) })
}
