import { decodeXml } from '../converters/xml.ts'
import { isByteSource } from '../core/stream-body.ts'
import { isMap, JsonNode, mapEntries } from '../core/values.ts'
import { boolean, integer, text } from '../kit/field.ts'
import { defineFormat } from '../kit/format.ts'
import { inputBytes, output } from './input.ts'
import { readJacksonXml, readXmlItems, readXmlText, readXmlTexts } from './jackson-xml/read.ts'
import { writeJacksonXml } from './jackson-xml/write.ts'
import { bind, elementType, type JsonBinding } from './json/bind.ts'
import { applyFeatures } from './json/features.ts'
import { includeRule, noSerializer, refuseNodeList } from './json/marshal.ts'

const JVM_ONLY = 'it names Java classes'

/** XML, by Jackson's rules. */
export const jacksonXml = defineFormat({
  name: 'jacksonXml',
  summary: 'Reads XML into maps, and writes values as XML, by the rules of Jackson.',
  notes: [
    'Reading drops the name of the root; attributes and elements become entries by their local names, repeated ones lists, text beside them the entry with the empty name. All values are texts.',
    'Writing names the root after the Java class (LinkedHashMap, ArrayList). Entities are never loaded.',
  ],
  fields: {
    prettyPrint: boolean({ describe: 'Writes over several lines, indented by two blanks.', default: false }),
    unmarshalType: text({ describe: 'The Java type to read into: a map, a list, a scalar or JsonNode.' }),
    useList: boolean({ describe: 'Reads a list (of unmarshalType, or of maps).', default: false }),
    collectionType: text({ describe: 'The Java collection to read a list into.' }),
    include: text({ describe: 'Which entries are written: ALWAYS, NON_NULL, NON_ABSENT, NON_EMPTY or NON_DEFAULT.' }),
    enableFeatures: text({ describe: 'Jackson features to switch on, separated by commas.' }),
    disableFeatures: text({ describe: 'Jackson features to switch off, separated by commas.' }),
    contentTypeHeader: boolean({ describe: 'Sets the header Content-Type to application/xml when writing.', default: true }),
    timezone: text({ describe: 'The time zone of dates that are written as text.', advanced: true }),
    maxStringLength: integer({ describe: 'The longest text that is read.', advanced: true }),
    allowUnmarshallType: boolean({
      describe: 'Lets a header name the type to read into; not supported for XML.',
      default: false,
      advanced: true,
    }),
    allowJmsType: boolean({
      describe: 'Lets the header JMSType name the type to read into; not supported for XML.',
      default: false,
      advanced: true,
    }),
    enableJaxbAnnotationModule: boolean({ describe: 'JAXB annotations; there are no Java objects here.', default: false, advanced: true }),
    xmlMapper: text({ describe: 'A mapper.', unsupported: JVM_ONLY }),
    jsonView: text({ describe: 'A Jackson view.', unsupported: JVM_ONLY }),
    moduleClassNames: text({ describe: 'Jackson modules.', unsupported: JVM_ONLY }),
    moduleRefs: text({ describe: 'Jackson modules.', unsupported: JVM_ONLY }),
  },
  examples: [
    {
      title: 'From XML to JSON',
      yaml: `- route:\n    id: convert\n    from:\n      uri: direct:convert\n      steps:\n        - unmarshal: { jacksonXml: {} }\n        - marshal: { json: {} }\n`,
    },
  ],
  open(options) {
    const features = applyFeatures(options.enableFeatures, options.disableFeatures)
    const write = { pretty: options.prettyPrint || features.on('INDENT_OUTPUT'), included: inclusion(includeRule(options.include)) }
    const type = elementType({
      ...options,
      unmarshalType:
        options.unmarshalType ?? (options.useList || options.collectionType !== undefined ? 'java.util.LinkedHashMap' : undefined),
    })
    const read = reader(options)
    const ofNode = elementType({ ...options, unmarshalType: options.unmarshalType ?? 'java.util.LinkedHashMap' })
    return {
      marshal(exchange, body) {
        if (isByteSource(body)) throw noSerializer(body)
        refuseNodeList(body)
        if (options.contentTypeHeader) exchange.setHeader('Content-Type', 'application/xml')
        return output(writeJacksonXml(body, write))
      },
      unmarshal(exchange, body) {
        if (body instanceof JsonNode) return bind(body.value, ofNode, features)
        return bind(read(typeof body === 'string' ? body : decodeXml(inputBytes(exchange, body))), type, features)
      },
    }
  },
})

function inclusion(rule: ReturnType<typeof includeRule>): (value: unknown) => boolean {
  if (rule === 'all') return () => true
  const isEmpty = (value: unknown) =>
    value === '' || (Array.isArray(value) && value.length === 0) || (isMap(value) && mapEntries(value).length === 0)
  return value => value !== null && value !== undefined && (rule === 'nonNull' || !isEmpty(value))
}

const SCALAR = /^(java\.lang\.)?(String|Integer|Long|Double|Boolean)$/

/** How XML is read for a type: as a list, as a text that is converted, or as a map. */
function reader(options: JsonBinding): (text: string) => unknown {
  const { unmarshalType = '', useList, collectionType } = options
  const ofScalars = SCALAR.test(unmarshalType)
  if (useList || collectionType !== undefined) return ofScalars ? readXmlTexts : readXmlItems
  if (/List|Collection|Set$/.test(unmarshalType)) return readXmlItems
  return ofScalars ? readXmlText : readJacksonXml
}
