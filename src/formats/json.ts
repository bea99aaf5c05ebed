import { decodeJsonUntilBroken } from '../converters/json-bytes.ts'
import { writeJson } from '../converters/json-write.ts'
import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import { isByteSource } from '../core/stream-body.ts'
import { JsonNode } from '../core/values.ts'
import { boolean, choice, integer, text } from '../kit/field.ts'
import { type DataFormat, defineFormat } from '../kit/format.ts'
import { inputBytes, output } from './input.ts'
import { elementType, type JsonBinding, typeName } from './json/bind.ts'
import { applyFeatures } from './json/features.ts'
import { gsonReader, gsonWriter } from './json/gson.ts'
import { includeRule, marshaller } from './json/marshal.ts'
import { readTyped } from './json/typed-reader.ts'

const JVM_ONLY = 'it names Java classes'

/** JSON (Jackson, or Gson). */
export const json = defineFormat({
  name: 'json',
  summary: 'Reads JSON into lists and maps, and writes values as JSON.',
  computes: true,
  notes: [
    "Text is written as a quoted JSON string; doubles keep Java's form (1.0E7); dates are milliseconds; characters beyond U+FFFF are two escapes.",
    'Integers beyond 2^53 stay exact. Nesting deeper than 1000 is refused.',
  ],
  fields: {
    library: choice(['Jackson', 'Gson', 'Fastjson', 'Jsonb'], {
      describe: 'Whose habits to follow; Fastjson and Jsonb are not supported.',
      default: 'Jackson',
    }),
    prettyPrint: boolean({ describe: 'Writes over several lines, indented by two blanks.', default: false }),
    unmarshalType: text({
      describe: 'The Java type to read into, such as java.util.TreeMap, java.lang.Integer or com.fasterxml.jackson.databind.JsonNode.',
    }),
    useList: boolean({ describe: 'Reads a list (of unmarshalType, or of maps); anything else is an error.', default: false }),
    collectionType: text({ describe: 'The Java collection to read a list into, such as java.util.LinkedHashSet.' }),
    include: text({ describe: 'Which entries are written: ALWAYS, NON_NULL, NON_ABSENT, NON_EMPTY or NON_DEFAULT.' }),
    enableFeatures: text({ describe: 'Jackson features to switch on, separated by commas.' }),
    disableFeatures: text({ describe: 'Jackson features to switch off, separated by commas.' }),
    contentTypeHeader: boolean({ describe: 'Sets the header Content-Type to application/json when writing.', default: true }),
    combineUnicodeSurrogates: boolean({
      describe: 'Writes characters beyond U+FFFF themselves instead of as two escapes.',
      default: false,
    }),
    timezone: text({ describe: 'The time zone of dates that are written as text.' }),
    dateFormatPattern: text({ describe: 'The pattern of dates; Gson only.' }),
    maxStringLength: integer({ describe: 'The longest string that is read, in characters.' }),
    allowUnmarshallType: boolean({ describe: 'Lets the header CamelJacksonUnmarshalType name the type to read into.', default: false }),
    allowJmsType: boolean({ describe: 'Lets the header JMSType name the type to read into.', default: false, advanced: true }),
    namingStrategy: text({ describe: 'The naming of properties of Java objects; maps are not affected.', advanced: true }),
    objectMapper: text({ describe: "A bean of Jackson's ObjectMapper; accepted, its settings are the default ones.", advanced: true }),
    useDefaultObjectMapper: boolean({
      describe: 'Uses the ObjectMapper of the registry; there is only one here.',
      default: true,
      advanced: true,
    }),
    autoDiscoverObjectMapper: boolean({
      describe: 'Looks for an ObjectMapper in the registry; there is none here.',
      default: false,
      advanced: true,
    }),
    autoDiscoverSchemaResolver: boolean({
      describe: 'Looks for a schema resolver in the registry; there is none here.',
      default: true,
      advanced: true,
    }),
    schemaResolver: text({ describe: 'A schema resolver.', unsupported: JVM_ONLY }),
    jsonView: text({ describe: 'A Jackson view.', unsupported: JVM_ONLY }),
    moduleClassNames: text({ describe: 'Jackson modules.', unsupported: JVM_ONLY }),
    moduleRefs: text({ describe: 'Jackson modules.', unsupported: JVM_ONLY }),
  },
  examples: [
    {
      title: 'Read an order, write its lines',
      yaml: `- route:
    id: lines
    from:
      uri: direct:order
      steps:
        - unmarshal: { json: {} }
        - setBody: { simple: "\${body[lines]}" }
        - marshal: { json: { prettyPrint: true } }
        - log: "\${body}"
`,
    },
  ],
  open(options) {
    if (options.library === 'Fastjson' || options.library === 'Jsonb')
      throw errors.KF_FORMAT_OPTION({ format: 'json', reason: `library ${options.library} is not supported; Jackson and Gson are` })
    return options.library === 'Gson' ? openGson(options) : openJackson(options)
  },
})

interface CommonOptions {
  readonly prettyPrint: boolean
  readonly contentTypeHeader: boolean
}

function openJackson(
  options: CommonOptions &
    JsonBinding & {
      readonly include: string | undefined
      readonly enableFeatures: string | undefined
      readonly disableFeatures: string | undefined
      readonly combineUnicodeSurrogates: boolean
      readonly timezone: string | undefined
      readonly maxStringLength: number | undefined
      readonly allowUnmarshallType: boolean
      readonly allowJmsType: boolean
    },
): DataFormat {
  const features = applyFeatures(options.enableFeatures, options.disableFeatures)
  const write = marshaller(options, features, includeRule(options.include))
  const typed = elementType(options)
  const ownName = typeName(options)
  const read = { ...features.read, maxStringLength: options.maxStringLength }
  return {
    marshal: (exchange, body) => written(exchange, write(body), options),
    unmarshal(exchange, body) {
      const named = headerType(exchange, options)
      const binder = named?.binder ?? typed
      const text = jsonText(exchange, body)
      return readTyped(text.text, {
        binder,
        features,
        options: binder?.ofTree === true ? { ...read, ...features.readTree } : read,
        typeName: named?.typeName ?? ownName,
        broken: text.broken,
      })
    },
  }
}

function headerType(
  exchange: Exchange,
  options: { allowUnmarshallType: boolean; allowJmsType: boolean },
): { binder: ReturnType<typeof elementType>; typeName: string } | undefined {
  const named = options.allowUnmarshallType ? exchange.header('CamelJacksonUnmarshalType') : undefined
  const name = named ?? (options.allowJmsType ? exchange.header('JMSType') : undefined)
  if (typeof name !== 'string') return undefined
  try {
    const binding = { unmarshalType: name, useList: false, collectionType: undefined }
    return { binder: elementType(binding), typeName: typeName(binding) }
  } catch (cause) {
    // the type came with the message, so it is the message that fails
    throw errors.KF_FORMAT_UNMARSHAL({ format: 'json', reason: name }, { cause, type: 'java.lang.ClassNotFoundException' })
  }
}

function openGson(
  options: CommonOptions & { readonly dateFormatPattern: string | undefined; readonly unmarshalType: string | undefined },
): DataFormat {
  return {
    marshal: (exchange, body) => written(exchange, gsonWriter(body, options), options),
    unmarshal: (exchange, body) => gsonReader(gsonText(exchange, body), options.unmarshalType),
  }
}

function written(exchange: Exchange, text: string, { contentTypeHeader }: CommonOptions): unknown {
  if (contentTypeHeader) exchange.setHeader('Content-Type', 'application/json')
  return output(text)
}

/** JSON in bytes is UTF-8, or UTF-16 and UTF-32 by its byte order mark or the zeros in it, whatever the exchange's charset. */
function jsonText(exchange: Exchange, body: unknown): ReturnType<typeof decodeJsonUntilBroken> {
  if (typeof body === 'string') return { text: body }
  if (body instanceof JsonNode) return { text: writeJson(body.value) }
  if (isByteSource(body) && body.text !== undefined) return { text: body.text }
  return decodeJsonUntilBroken(inputBytes(exchange, body))
}

/** Gson reads what is no UTF-8 as signs of replacement, and knows no other encoding. */
function gsonText(exchange: Exchange, body: unknown): string {
  return typeof body === 'string' ? body : inputBytes(exchange, body).toString('utf8')
}
