import { convert, convertOrNull, isTrue, javaType } from '../converters/index.ts'
import { errors } from '../core/errors.ts'
import type { Emitter, Expression, Predicate } from '../core/expression.ts'
import { andThen } from '../core/step.ts'
import type { AnyLanguage, Catalog } from '../kit/catalog.ts'
import { type BuildScope, buildFields, type ExpressionModel } from '../kit/field.ts'
import type { LanguageContext } from '../kit/language.ts'
import { readResource } from '../kit/resource.ts'

const BOOLEAN = /^(java\.lang\.)?boolean$/i

/** Compiles expressions of all languages: what is common to them (trim, resource:, resultType, rule of truth) is done here once. */
export class ExpressionCompiler {
  private readonly catalog: Catalog
  private readonly scope: BuildScope
  private readonly context: LanguageContext

  constructor(catalog: Catalog, scope: BuildScope, context: Omit<LanguageContext, 'compile'>) {
    this.catalog = catalog
    this.scope = scope
    this.context = {
      ...context,
      bean: context.bean,
      text: context.text,
      compile: (language, expression) => this.expression({ language, expression, options: { trim: 'false' } }),
    }
  }

  expression(model: ExpressionModel): Expression {
    if (this.isAbsent(model)) return nothing
    const { definition, text, options, resultType } = this.prepare(model)
    if (resultType !== undefined && definition.compileTyped)
      return definition.compileTyped(text, options, this.context, knownType(resultType))
    if (resultType !== undefined && BOOLEAN.test(resultType) && definition.compilePredicate) return this.predicate(model)
    const compiled = definition.compile(text, options, this.context)
    return resultType === undefined ? compiled : typed(compiled, resultType)
  }

  predicate(model: ExpressionModel): Predicate {
    const { definition, text, options, resultType } = this.prepare(model)
    if (definition.compilePredicate !== undefined) return definition.compilePredicate(text, options, this.context)
    const compiled = definition.compile(text, options, this.context)
    return truth(resultType === undefined || BOOLEAN.test(resultType) ? compiled : typed(compiled, resultType))
  }

  /** Whether the text is one optional placeholder without value: the result is null then, whatever the language. */
  private isAbsent(model: ExpressionModel): boolean {
    return model.expression.includes('{{') && this.scope.text(model.expression) === undefined
  }

  private prepare(model: ExpressionModel) {
    const definition = this.language(model.language)
    const { trim, resultType, ...own } = (model.options ?? {}) as Record<string, string>
    const resolved = this.scope.text(model.expression) ?? ''
    const trimmed = trim === undefined || this.scope.text(String(trim)) !== 'false' ? resolved.trim() : resolved
    // a place with functions in it is looked up for each message, by the language
    const source =
      trimmed.startsWith('resource:') && !trimmed.includes('${')
        ? readResource(trimmed.slice('resource:'.length), this.context.services.directory).toString('utf8')
        : trimmed
    const type = resultType === undefined ? undefined : this.scope.text(resultType)
    return { definition, text: source, options: buildFields(definition.fields, own, this.scope), resultType: type }
  }

  private language(name: string): AnyLanguage {
    const definition = this.catalog.languages.get(name)
    if (definition === undefined) throw errors.KF_ROUTE_UNKNOWN_LANGUAGE({ name, undeclared: true })
    return definition
  }
}

const nothing: Expression = Object.assign(() => null, { constant: { value: null }, emit: () => 'null' })

function knownType(name: string): string {
  if (javaType(name) === undefined) throw errors.KF_EXPR_UNKNOWN_TYPE({ name })
  return name
}

function typed(compiled: Expression, type: string): Expression {
  knownType(type)
  if (compiled.constant !== undefined) {
    const value = convert(compiled.constant.value, type)
    return Object.assign(() => value, {
      constant: { value },
      emit: (emitter: { constant(value: unknown): string }) => emitter.constant(value),
    })
  }
  return exchange => andThen(compiled(exchange), value => convertOrNull(value, type, exchange))
}

function truth(compiled: Expression): Predicate {
  if (compiled.constant !== undefined) {
    const value = isTrue(compiled.constant.value)
    return Object.assign(() => value, { constant: { value }, emit: () => String(value) })
  }
  const step: Predicate = exchange => andThen(compiled(exchange), isTrue)
  const { emit } = compiled
  return emit === undefined ? step : Object.assign(step, { emit: (emitter: Emitter) => `${emitter.constant(isTrue)}(${emit(emitter)})` })
}
