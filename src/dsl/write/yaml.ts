import { stringify } from 'yaml'
import type { Catalog } from '../../kit/catalog.ts'
import type { DataFormatModel, ExpressionModel, Field, Fields, StepModel } from '../../kit/field.ts'
import { elements } from '../../model/elements/index.ts'
import { COMMON_LANGUAGE } from '../../model/read-expression.ts'
import type { ClauseModel, FileModel, Options, RouteModel } from '../../model/route.ts'
import { inOrder, type ModelItem, routeOptions } from './items.ts'

type Tree = unknown

/** A route file as YAML in the canonical notation. What a program gave as functions cannot be written: `findObjects` tells of it before. */
export function writeYaml(file: FileModel, catalog: Catalog): string {
  const writer = new TreeWriter(catalog)
  return stringify(
    inOrder(file).map(item => writer.item(item)),
    { lineWidth: 0, aliasDuplicateObjects: false, blockQuote: 'literal' },
  )
}

/** Turns models into what their YAML holds. */
class TreeWriter {
  private readonly catalog: Catalog

  constructor(catalog: Catalog) {
    this.catalog = catalog
  }

  item(item: ModelItem): Tree {
    switch (item.kind) {
      case 'route':
        return this.route(item.route)
      case 'beans':
        return { beans: item.beans.map(({ options }) => this.options(options, elements.get('beans')!.fields)) }
      case 'dataFormats':
        return { dataFormats: item.dataFormats.map(format => this.format(format)) }
      default:
        return this.element(item.element)
    }
  }

  /** The steps of a route, with the elements that stand among them before. */
  private withClauses(clauses: unknown, steps: unknown): Tree[] {
    const before = ((clauses ?? []) as readonly ClauseModel[]).map(each => this.element(each))
    return [...before, ...((steps ?? []) as readonly StepModel[]).map(step => this.step(step))]
  }

  private element({ element, options }: ClauseModel): Tree {
    return { [element]: this.options(options, elements.get(element)?.fields ?? {}) }
  }

  private route(route: RouteModel): Tree {
    const { from, ...options } = routeOptions(route)
    const written = this.options({ from }, elements.get('route')!.fields)
    if (Object.keys(options).length === 0) return written
    return { route: { ...(this.options(options, elements.get('route')!.fields) as object), ...written } }
  }

  private options({ clauses, ...options }: Options, fields: Fields): Record<string, Tree> {
    const result: Record<string, Tree> = {}
    for (const [name, value] of Object.entries(options)) {
      const field = fields[name]
      if (field?.clauses !== undefined) result[name] = this.withClauses(clauses, value)
      else if (field?.kind === 'dataFormat') Object.assign(result, this.format(value as DataFormatModel))
      else result[name] = field === undefined ? plain(value) : this.value(value, field)
    }
    return result
  }

  private value(value: unknown, field: Field): Tree {
    switch (field.kind) {
      case 'expression':
      case 'predicate':
        return this.expression(value as ExpressionModel)
      case 'steps':
      case 'branches':
        return (value as readonly StepModel[]).map(step => this.step(step))
      case 'group':
        return this.options(value as Options, field.fields!)
      case 'list':
        return this.list(value as readonly unknown[], field)
      case 'value':
        return value
      case 'text':
      case 'bean':
        return value
      default:
        return plain(value)
    }
  }

  private list(value: readonly unknown[], { item, wrapped }: Field): Tree {
    const written = value.map(each => this.value(each, item!))
    return wrapped === undefined ? written : written.map(each => ({ [wrapped]: each }))
  }

  private step({ step, options, ...common }: StepModel): Tree {
    const written = this.options(options, this.catalog.steps.get(step)?.fields ?? {})
    return { [step]: { ...common, ...(common.disabled !== undefined && { disabled: plain(common.disabled) }), ...written } }
  }

  private expression({ language, expression, options = {} }: ExpressionModel): Tree {
    const definition = this.catalog.languages.get(language)
    const written = this.options(options, { ...COMMON_LANGUAGE, ...definition?.fields })
    const hasText = expression !== '' || (definition?.shorthand === undefined && Object.keys(written).length === 0)
    return { [language]: { ...(hasText && { expression }), ...written } }
  }

  private format({ format, options }: DataFormatModel): Record<string, Tree> {
    return { [format]: this.options(options, this.catalog.formats.get(format)?.fields ?? {}) }
  }
}

/** Texts that are numbers or words without quotes are written so, where both are read alike. */
function plain(value: unknown): Tree {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]))
  if (value === 'true' || value === 'false') return value === 'true'
  return typeof value === 'string' && /^(0|-?[1-9]\d{0,14})$/.test(value) ? Number(value) : value
}
