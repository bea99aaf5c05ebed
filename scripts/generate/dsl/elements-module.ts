import { signatureOf } from '../../../src/dsl/signature.ts'
import type { ElementDefinition } from '../../../src/kit/element.ts'
import type { Field, Fields } from '../../../src/kit/field.ts'
import { comment, OptionTypes, pascal, quoted, speaksOfBodies } from './option-types.ts'

/** Elements whose functions are written by hand; only the types of their options are generated. */
const BY_HAND: Readonly<Record<string, { readonly without: readonly string[]; readonly common: 'route' | 'node' | 'none' }>> = {
  beans: { without: [], common: 'none' },
  from: { without: ['uri', 'parameters', 'steps'], common: 'route' },
  route: { without: ['from'], common: 'route' },
  routeConfiguration: { without: [], common: 'route' },
  routeTemplate: { without: ['from', 'route'], common: 'route' },
}

/** Elements that need types of another kind, or nothing but these. */
const LEFT_OUT = new Set(['dataFormats', 'errorHandler', 'sslContextParameters', 'transformers', 'validators'])

/** A function for each element of a route file, with the interfaces of its options. */
export function elementsModule(elements: ReadonlyMap<string, ElementDefinition>): string {
  const types = new OptionTypes()
  const functions = [...elements.values()].flatMap(element => {
    if (LEFT_OUT.has(element.name)) return []
    const { [element.name]: hand } = BY_HAND
    if (hand === undefined) return [builder(element, types)]
    types.of(`${pascal(element.name)}Options`, element.fields, hand)
    return []
  })
  const handlers = Object.entries(elements.get('errorHandler')!.fields)
    .filter(([, field]) => field.unsupported === undefined)
    .map(([name, field]) => handler(name, field, types))
  return `// Generated from the declarations of the elements by \`npm run generate\`. Do not edit.
import { elementOf } from './element-call.ts'
import type { RouteElement } from './element.ts'
import type { Block } from './steps.gen.ts'
import type { Bean, Condition, Duration, NoHeaders, NodeOptions, NoOptions, Parameters, Placeholder } from './types.ts'
import type { SinkEndpoint } from './values.ts'

${types.text()}
${[...functions, ...handlers].join('\n')}`
}

function builder(element: ElementDefinition, types: OptionTypes): string {
  const { name, fields } = element
  const { positional, block } = signatureOf(element)
  const without = [...positional, ...(block === undefined ? [] : [block])]
  const options = types.of(`${pascal(name)}Options`, fields, { without, common: 'node' })
  return call(name, element.summary, fields, { positional, block, options, types, made: name })
}

/** A kind of error handler: the element with this one option. */
function handler(name: string, field: Field, types: OptionTypes): string {
  const fields = field.fields ?? {}
  const { positional } = signatureOf({ fields, shorthand: field.shorthand })
  const rest = Object.keys(fields).filter(each => !positional.includes(each))
  const options = rest.length === 0 ? undefined : types.of(`${pascal(name)}Options`, fields, { without: positional, common: 'node' })
  return call(name, field.describe, fields, { positional, block: undefined, options, types, made: 'errorHandler', inside: name })
}

interface Call {
  readonly positional: readonly string[]
  readonly block: string | undefined
  readonly options: string | undefined
  readonly types: OptionTypes
  readonly made: string
  readonly inside?: string
}

function call(name: string, summary: string, fields: Fields, { positional, block, options, types, made, inside }: Call): string {
  const head = comment(
    { describe: summary },
    '',
    positional.map(each => `@param ${each} ${fields[each]!.describe}`),
  )
  const given = positional.map(each => ({
    name: each,
    type: types.type(`${pascal(name)}Options`, each, fields[each]!),
    required: fields[each]!.required === true,
  }))
  const generic = speaksOfBodies(`${options}${block === undefined ? '' : 'Block<B, H>'}`)
  const generics = generic ? '<B = unknown, H = NoHeaders>' : ''
  const required = given.map(each => `${each.name}: ${each.type}`)
  const loose = given.map(each => `${each.name}${each.required ? '' : '?'}: ${each.type}`)
  const result = `RouteElement<${quoted(made)}>`
  const made2 = (args: readonly string[]) =>
    `elementOf(${[quoted(made), inside === undefined ? 'undefined' : quoted(inside), `[${args.join(', ')}]`, name].join(', ')})`
  if (block === undefined) {
    const parts = [...loose, ...(options === undefined ? [] : [`options?: ${options}`])]
    const args = [...given.map(each => each.name), ...(options === undefined ? [] : ['options'])]
    return `${head}export function ${name}${generics}(${parts.join(', ')}): ${result} {\n  return ${made2(args)}\n}\n`
  }
  const steps = `steps${fields['steps']!.required ? '' : '?'}: Block<B, H>`
  const variants = [
    [...required, steps],
    [...required, `options: ${options}`, steps],
    ...(given.some(each => !each.required) ? [[steps], [`options: ${options}`, steps]] : []),
  ]
  const heads = variants.map(parts => `export function ${name}${generics}(${parts.join(', ')}): ${result}\n`)
  return `${head}${heads.join('')}export function ${name}(...args: readonly unknown[]): ${result} {\n  return ${made2(['...args'])}\n}\n`
}
