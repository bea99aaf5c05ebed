import type { AnyStep, Catalog } from '../../kit/catalog.ts'
import { signatureOf } from '../signature.ts'
import { endpointBuilder } from './endpoints-module.ts'
import { functionText } from './function-text.ts'
import { OptionTypes, pascal, quoted } from './option-types.ts'
import { plugInFunctions } from './plug-in-functions.ts'
import { shapeText } from './shape-text.ts'
import { formatBuilder, languageBuilder } from './values-modules.ts'

/** What generated functions may need of the package, as values and as types. */
const VALUES = ['endpointOf', 'expressionOf', 'formatOf', 'stepOf']
const TYPES = [
  'Bean',
  'Block',
  'Condition',
  'DataFormatValue',
  'Duration',
  'Endpoint',
  'ExchangeFunction',
  'Expression',
  'LanguageExpression',
  'NoHeaders',
  'NodeOptions',
  'NoOptions',
  'Parameters',
  'Placeholder',
  'PlugInStep',
  'RouteElement',
  'SinkEndpoint',
  'SourceEndpoint',
  'Strategy',
]

/**
 * A TypeScript module with functions for what the plug-ins in a catalog declare, typed as those of what is built in: one for each scheme,
 * language, data format and step. Of the same declarations it is the same text. `undefined` where no plug-in declares any of these.
 */
export function plugInModule(catalog: Catalog): string | undefined {
  const { connectors, languages, formats, steps, called } = plugInFunctions(catalog)
  if (connectors.length + languages.length + formats.length + steps.length === 0) return undefined
  const types = new OptionTypes(TYPES)
  const functions = [
    ...connectors.map(([scheme, connector]) => endpointBuilder(connector, scheme, types, called('endpoint', scheme)!, true)),
    ...languages.map(([name, language]) => languageBuilder(language, name, types, called('language', name)!, true)),
    ...formats.map(([name, format]) => formatBuilder(format, types, called('format', name)!, true)),
    ...steps.map(([name, step]) => stepBuilder(step, types, called('step', name)!)),
  ]
  const text = [types.text(), ...functions].filter(each => each !== '').join('\n')
  return `// Functions for what the plug-ins of this project declare, by \`kafila config types\`: make it again when they change. Do not edit.\n${imports(text)}\n\n${text}`
}

/** The function that makes a step for `.eip(…)`. */
function stepBuilder(step: AnyStep, types: OptionTypes, called: string): string {
  const { name, summary, notes = [], fields, shorthand, keepsBody } = step
  const signature = signatureOf(step)
  const without = [...signature.positional, ...(signature.block === undefined ? [] : [signature.block])]
  return functionText({
    name: called,
    declared: name,
    summary: `${[summary, ...notes.slice(0, 2)].join(' ')} For \`.eip(…)\`.`,
    fields,
    signature,
    options: types.of(`${pascal(name)}Options`, fields, { without, common: 'node' }),
    types,
    isGeneric: keepsBody === true,
    leavesOut: true,
    result: generic => (generic ? `PlugInStep<B, H${keepsBody ? ', B' : ''}>` : 'PlugInStep'),
    made: args => `stepOf(${quoted(name)}, ${args}, ${called}, ${shapeText(fields, shorthand)})`,
  })
}

/** Only what is used: projects may refuse the rest. */
function imports(text: string): string {
  const isUsed = (name: string) => new RegExp(`\\b${name}\\b`).test(text)
  const names = [...TYPES.filter(isUsed).map(name => `type ${name}`), ...VALUES.filter(isUsed)]
  return `import { ${names.join(', ')} } from 'kafila'`
}
