import type { Catalog } from '../kit/catalog.ts'
import type { DataFormatModel, ExpressionModel, Field, Fields, StepModel } from '../kit/field.ts'

type Text = (raw: string) => string | undefined
type Options = Readonly<Record<string, unknown>>

/**
 * Whether steps only compute, but for sends to fixed endpoints that are the last that happens to a message. What such steps send can be
 * put off as long as nobody else has his turn.
 */
export function onlyGathers(models: readonly StepModel[], catalog: Catalog, text: Text): boolean {
  return new Walk(catalog, text).steps(models, true)
}

/** Whether steps only compute. */
export function onlyComputes(models: readonly StepModel[], catalog: Catalog, text: Text): boolean {
  return new Walk(catalog, text).steps(models, false)
}

class Walk {
  private readonly catalog: Catalog
  private readonly text: Text

  constructor(catalog: Catalog, text: Text) {
    this.catalog = catalog
    this.text = text
  }

  /** `last`: whether nothing follows on them. */
  steps(models: readonly StepModel[], last: boolean): boolean {
    return models.every((model, index) => this.step(model, last && index === models.length - 1))
  }

  private step({ step, options }: StepModel, last: boolean): boolean {
    if (step === 'to') return last && this.send(options)
    const definition = this.catalog.steps.get(step)
    return definition?.computes === true && this.fields(definition.fields, options, last)
  }

  private send({ uri, parameters = {}, ...others }: Options): boolean {
    const texts = [uri, ...Object.values(parameters as Options)]
    return Object.keys(others).length === 0 && texts.every(each => this.isPlain(each) || this.reads('simple', String(each)))
  }

  private fields(fields: Fields, options: Options, last: boolean): boolean {
    return Object.entries(options).every(([name, raw]) => {
      const field = fields[name]
      return field === undefined || raw === undefined || raw === null || this.option(field, raw, last)
    })
  }

  private option(field: Field, raw: unknown, last: boolean): boolean {
    switch (field.kind) {
      case 'expression':
      case 'predicate':
        return this.expression(raw as ExpressionModel)
      case 'steps':
        return this.steps(raw as readonly StepModel[], last)
      case 'dataFormat':
        return this.catalog.formats.get((raw as DataFormatModel).format)?.computes === true
      case 'list':
        return (raw as readonly unknown[]).every(each => this.option(field.item!, each, last))
      case 'group':
        return this.fields(field.fields!, raw as Options, last)
      case 'bean':
      case 'branches':
        return false
      default:
        return this.isPlain(raw)
    }
  }

  private expression({ language, expression, options = {} }: ExpressionModel): boolean {
    return Object.values(options).every(each => this.isPlain(each)) && this.reads(language, expression)
  }

  private reads(language: string, expression: string): boolean {
    const computes = this.catalog.languages.get(language)?.computes
    if (computes === undefined || expression.startsWith('resource:')) return false
    return computes === true ? this.isPlain(expression) : computes(this.text(expression) ?? '')
  }

  /** Many texts may hold functions, which may do anything. */
  private isPlain(raw: unknown): boolean {
    return typeof raw !== 'string' || !/\$(?:simple|init)?\{/.test(this.text(raw) ?? '')
  }
}
