import { isKafilaError } from '../core/errors.ts'
import { isMap, mapEntries } from '../core/values.ts'
import { boolean, choice, integer, text } from '../kit/field.ts'
import { defineFormat } from '../kit/format.ts'
import { inputText, output } from './input.ts'
import { bind, elementType } from './json/bind.ts'
import { applyFeatures } from './json/features.ts'
import { readYaml, yamlError } from './yaml/read.ts'
import { writeYaml } from './yaml/write.ts'

const JVM_ONLY = 'it takes a Java object'

/** Where a list is wanted, SnakeYAML takes a map for the set of its keys. */
function keysOfMap(value: unknown, type: string | undefined): unknown {
  return type !== undefined && LISTS.test(type) && isMap(value) ? mapEntries(value).map(([key]) => key) : value
}

const LISTS = /^java\.util\.(?:List|ArrayList|Collection)$/

/** YAML. */
export const yaml = defineFormat({
  name: 'yaml',
  summary: 'Reads YAML 1.1 into lists, maps and values, and writes values as YAML.',
  computes: true,
  notes: [
    'As in YAML 1.1, yes, on and off are booleans, 010 is eight, 190:20:30 is a number of seconds, a date is a date. Keys that are no texts become texts.',
    'Duplicate keys are allowed, the last one counts. Tags that would make Java objects are refused. A document of more than 3 MB, or nested deeper than 50, is refused.',
  ],
  fields: {
    library: choice(['SnakeYAML'], { describe: 'Whose habits to follow.', default: 'SnakeYAML' }),
    unmarshalType: text({ describe: 'The Java type to read into: a list, a map or a scalar.' }),
    prettyFlow: boolean({ describe: 'Writes lists and maps in flow style over several lines.', default: false }),
    maxAliasesForCollections: integer({ describe: 'How often lists and maps may be referred to by aliases.', default: 50 }),
    allowRecursiveKeys: boolean({ describe: 'Lets keys hold themselves; never supported.', default: false, advanced: true }),
    allowAnyType: boolean({ describe: 'Lets tags name any Java class; there are none here.', default: false, advanced: true }),
    typeFilter: text({ describe: 'The Java classes that tags may name; there are none here.', unsupported: JVM_ONLY }),
    useApplicationContextClassLoader: boolean({
      describe: 'Which class loader to use; there is none here.',
      default: true,
      advanced: true,
    }),
    constructor: text({ describe: 'A constructor of documents.', unsupported: JVM_ONLY }),
    representer: text({ describe: 'A representer.', unsupported: JVM_ONLY }),
    dumperOptions: text({ describe: 'Options of the writer.', unsupported: JVM_ONLY }),
    resolver: text({ describe: 'A resolver of types.', unsupported: JVM_ONLY }),
  },
  examples: [
    {
      title: 'From YAML to JSON',
      yaml: `- route:
    id: convert
    from:
      uri: direct:convert
      steps:
        - unmarshal: { yaml: {} }
        - marshal: { json: {} }
`,
    },
  ],
  open({ unmarshalType, prettyFlow, maxAliasesForCollections }) {
    const type = elementType({ unmarshalType, useList: false, collectionType: undefined })
    const features = applyFeatures(undefined, undefined)
    const limits = { maxAliases: maxAliasesForCollections }
    return {
      marshal: (_, body) => output(writeYaml(body, prettyFlow)),
      unmarshal(exchange, body) {
        const value = readYaml(inputText(exchange, body), limits)
        try {
          return bind(keysOfMap(value, unmarshalType), type, features)
        } catch (error) {
          throw isKafilaError(error) ? yamlError('constructor.ConstructorException', error.message) : error
        }
      },
    }
  },
})
