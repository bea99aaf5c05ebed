import { type FunctionText, functionText } from '../../../src/dsl/generate/function-text.ts'
import { OptionTypes, pascal, quoted } from '../../../src/dsl/generate/option-types.ts'
import { signatureOf } from '../../../src/dsl/signature.ts'
import type { ElementDefinition } from '../../../src/kit/element.ts'
import type { Field } from '../../../src/kit/field.ts'

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
  return elementFunction({ name, summary: element.summary, fields, signature: { positional, block }, options, types }, name)
}

/** A kind of error handler: the element with this one option. */
function handler(name: string, field: Field, types: OptionTypes): string {
  const fields = field.fields ?? {}
  const { positional } = signatureOf({ fields, shorthand: field.shorthand })
  const rest = Object.keys(fields).filter(each => !positional.includes(each))
  const options = rest.length === 0 ? undefined : types.of(`${pascal(name)}Options`, fields, { without: positional, common: 'node' })
  return elementFunction(
    { name, summary: field.describe, fields, signature: { positional, block: undefined }, options, types },
    'errorHandler',
    name,
  )
}

type ElementFunction = Omit<FunctionText, 'declared' | 'result' | 'made'>

/** `inside`: the one option of the element that the function is about. */
function elementFunction(text: ElementFunction, element: string, inside?: string): string {
  const { name } = text
  return functionText({
    ...text,
    declared: name,
    result: () => `RouteElement<${quoted(element)}>`,
    made: args => `elementOf(${[quoted(element), inside === undefined ? 'undefined' : quoted(inside), args, name].join(', ')})`,
  })
}
