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
export function functionText({
  name,
  declared,
  summary,
  fields,
  signature,
  options,
  types,
  isGeneric,
  leavesOut,
  result,
  made,
}: FunctionText): string {
  const { positional, block } = signature
  const parameter = (option: string) => parameterName(option, [name])
  const head = comment(
    { describe: summary },
    '',
    positional.map(each => `@param ${parameter(each)} ${fields[each]!.describe}`),
  )
  const given = positional.map(each => ({
    name: parameter(each),
    type: types.type(`${pascal(declared)}Options`, each, fields[each]!),
    required: fields[each]!.required === true,
  }))
  const generic = isGeneric || speaksOfBodies([options, block && 'Block<B, H>', ...given.map(each => each.type)].join(' '))
  const begin = `export function ${name}`
  const generics = generic ? '<B = unknown, H = NoHeaders>' : ''
  const required = given.map(each => `${each.name}: ${each.type}`)
  const loose = given.map(each => `${each.name}${each.required ? '' : '?'}: ${each.type}`)
  // what stands by position may be left out where it can be told from what follows
  const canBeLeftOut = positional.every(each => !fields[each]!.required && /^(text|expression|predicate)$/.test(fields[each]!.kind))
  if (block === undefined && leavesOut && positional.length > 0 && canBeLeftOut) {
    const heads = [[...loose, `options?: ${options}`], [`options: ${options}`]]
    const signatures = heads.map(parts => `${begin}${generics}(${parts.join(', ')}): ${result(generic)}\n`)
    const body = `${begin}${generics}(...args: readonly unknown[]): ${result(generic)} {\n  return ${made('[...args]')}\n}\n`
    return `${head}${signatures.join('')}${body}`
  }
  if (block === undefined) {
    const parts = [...loose, ...(options === undefined ? [] : [`options?: ${options}`])]
    const args = [...given.map(each => each.name), ...(options === undefined ? [] : ['options'])]
    return `${head}${begin}${generics}(${parts.join(', ')}): ${result(generic)} {\n  return ${made(`[${args.join(', ')}]`)}\n}\n`
  }
  // a function alone would be the expression or the steps
  const isDoubtful =
    leavesOut && !fields['steps']!.required && positional.some(each => !fields[each]!.required && fields[each]!.kind !== 'text')
  const steps = `steps${fields['steps']!.required ? '' : '?'}: Block<B, H>`
  const variants = [
    [...required, steps],
    [...required, `options: ${options}`, steps],
    ...(given.some(each => !each.required) && !isDoubtful ? [[steps], [`options: ${options}`, steps]] : []),
  ]
  const heads = variants.map(parts => `${begin}${generics}(${parts.join(', ')}): ${result(generic)}\n`)
  const bodyGenerics = generic && result(false) !== result(true) ? generics : ''
  return `${head}${heads.join('')}${begin}${bodyGenerics}(...args: readonly unknown[]): ${result(bodyGenerics !== '')} {\n  return ${made('[...args]')}\n}\n`
}
