import type { Fields } from '../../kit/field.ts'
import type { Signature } from '../signature.ts'
import { parameterName } from './function-names.ts'
import { comment, type OptionTypes, pascal, speaksOfBodies } from './option-types.ts'

/** A function of the DSL as it is generated: what it takes by position, further options, and the function of its steps. */
export interface FunctionText {
  readonly name: string
  /** What the interface of its options is called after. */
  readonly declared: string
  readonly summary: string
  readonly fields: Fields
  readonly signature: Signature
  /** The type of its further options, where it has some. */
  readonly options: string | undefined
  readonly types: OptionTypes
  /** Whether it speaks of body and headers, also where its options do not. */
  readonly isGeneric?: boolean
  /** Whether expressions and texts that stand by position may be left out before options. */
  readonly leavesOut?: boolean
  /** The type of what it gives, by whether it speaks of body and headers. */
  result(generic: boolean): string
  /** The call that makes it, of the text of the list of its arguments. */
  made(args: string): string
}

/** The text of a function. */
export function functionText(given: FunctionText): string {
  const text = partsOf(given)
  if (given.signature.block !== undefined) return withSteps(given, text)
  return given.leavesOut && text.positional.length > 0 && text.positional.every(each => each.canBeLeftOut)
    ? withOmissions(given, text)
    : withoutSteps(given, text)
}

/** What stands by position. */
interface Positional {
  readonly name: string
  readonly type: string
  readonly kind: string
  readonly required: boolean
  /** Whether it can be told from what follows, so that it may be left out. */
  readonly canBeLeftOut: boolean
}

/** What all forms of a function are made of. */
interface Parts {
  /** Its comment, and the beginning of each of its signatures. */
  readonly head: string
  readonly begin: string
  /** Whether it speaks of body and headers, and what says so. */
  readonly generic: boolean
  readonly generics: string
  readonly positional: readonly Positional[]
}

function partsOf(given: FunctionText): Parts {
  const { name, summary, fields, signature, options, isGeneric } = given
  const positional = signature.positional.map(each => positionalOf(each, given))
  const lines = signature.positional.map((each, index) => `@param ${positional[index]!.name} ${fields[each]!.describe}`)
  const types = [options, signature.block && 'Block<B, H>', ...positional.map(({ type }) => type)]
  const generic = isGeneric || speaksOfBodies(types.join(' '))
  return {
    head: comment({ describe: summary }, '', lines),
    begin: `export function ${name}`,
    generic,
    generics: generic ? '<B = unknown, H = NoHeaders>' : '',
    positional,
  }
}

function positionalOf(option: string, { name, declared, fields, types }: FunctionText): Positional {
  const field = fields[option]!
  const required = field.required === true
  return {
    name: parameterName(option, [name]),
    type: types.type(`${pascal(declared)}Options`, option, field),
    kind: field.kind,
    required,
    canBeLeftOut: !required && /^(text|expression|predicate)$/.test(field.kind),
  }
}

/** One signature: each parameter at its place, options last. */
function withoutSteps({ options, result, made }: FunctionText, { head, begin, generic, generics, positional }: Parts): string {
  const parts = [...positional.map(loose), ...(options === undefined ? [] : [`options?: ${options}`])]
  const args = [...positional.map(({ name }) => name), ...(options === undefined ? [] : ['options'])]
  return `${head}${begin}${generics}(${parts.join(', ')}): ${result(generic)} {\n  return ${made(`[${args.join(', ')}]`)}\n}\n`
}

/** Two signatures: options alone, where what stands by position is left out. */
function withOmissions({ options, result, made }: FunctionText, { head, begin, generic, generics, positional }: Parts): string {
  const variants = [[...positional.map(loose), `options?: ${options}`], [`options: ${options}`]]
  const heads = variants.map(parts => `${begin}${generics}(${parts.join(', ')}): ${result(generic)}\n`)
  const body = `${begin}${generics}(...args: readonly unknown[]): ${result(generic)} {\n  return ${made('[...args]')}\n}\n`
  return `${head}${heads.join('')}${body}`
}

/** A signature for each way of leaving something out before the steps, which stand last. */
function withSteps({ options, fields, leavesOut, result, made }: FunctionText, parts: Parts): string {
  const { head, begin, generic, generics, positional } = parts
  const optional = positional.filter(({ required }) => !required)
  const needsSteps = fields['steps']!.required === true
  const required = positional.map(({ name, type }) => `${name}: ${type}`)
  // a function alone would be the expression or the steps
  const isDoubtful = leavesOut && !needsSteps && optional.some(({ kind }) => kind !== 'text')
  const steps = `steps${needsSteps ? '' : '?'}: Block<B, H>`
  const variants = [
    [...required, steps],
    [...required, `options: ${options}`, steps],
    ...(optional.length > 0 && !isDoubtful ? [[steps], [`options: ${options}`, steps]] : []),
  ]
  const heads = variants.map(each => `${begin}${generics}(${each.join(', ')}): ${result(generic)}\n`)
  const bodyGenerics = generic && result(false) !== result(true) ? generics : ''
  const body = `${begin}${bodyGenerics}(...args: readonly unknown[]): ${result(bodyGenerics !== '')} {\n  return ${made('[...args]')}\n}\n`
  return `${head}${heads.join('')}${body}`
}

function loose({ name, type, required }: Positional): string {
  return `${name}${required ? '' : '?'}: ${type}`
}
