import { JsonNode } from '../../core/values.ts'
import { bean, boolean, text } from '../../kit/field.ts'
import { bind, elementType } from '../json/bind.ts'
import { applyFeatures } from '../json/features.ts'

const JVM_ONLY = 'it names Java classes'
const JACKSON_ONLY = 'it steers how Jackson maps Java objects; values here are plain'

/** Options of `avro` and `protobuf` that Camel has for Jackson. */
export const jacksonFields = {
  unmarshalType: text({
    describe: 'The Java type to read into (a map, a list or JsonNode); the name of any other class stands for the type of the schema.',
  }),
  schemaResolver: bean({
    describe:
      "The bean that gives the schema: Camel's schema resolvers (with the property schema or contentClass), a text, or an object with resolve(exchange).",
  }),
  autoDiscoverSchemaResolver: boolean({
    describe: 'Uses the only schema resolver among the beans, where no type is named.',
    default: true,
  }),
  contentTypeHeader: boolean({ describe: 'Sets the header Content-Type when writing.', default: true }),
  useList: boolean({ describe: 'Reads a list; anything else is an error.', default: false }),
  collectionType: text({ describe: 'The Java collection to read a list into, such as java.util.LinkedHashSet.' }),
  allowUnmarshallType: boolean({
    describe: 'Lets the header CamelJacksonUnmarshalType name the type of the schema.',
    default: false,
    advanced: true,
  }),
  allowJmsType: boolean({ describe: 'Lets the header JMSType name the type of the schema.', default: false, advanced: true }),
  useDefaultObjectMapper: boolean({
    describe: 'Uses the ObjectMapper of the registry; there is none here.',
    default: true,
    advanced: true,
  }),
  autoDiscoverObjectMapper: boolean({ describe: 'Looks for an ObjectMapper; there is none here.', default: false, advanced: true }),
  objectMapper: text({ describe: 'A mapper.', unsupported: JVM_ONLY }),
  jsonView: text({ describe: 'A Jackson view.', unsupported: JVM_ONLY }),
  moduleClassNames: text({ describe: 'Jackson modules.', unsupported: JVM_ONLY }),
  moduleRefs: text({ describe: 'Jackson modules.', unsupported: JVM_ONLY }),
  include: text({ describe: 'Which entries are written.', unsupported: JACKSON_ONLY }),
  enableFeatures: text({ describe: 'Jackson features to switch on.', unsupported: JACKSON_ONLY }),
  disableFeatures: text({ describe: 'Jackson features to switch off.', unsupported: JACKSON_ONLY }),
  timezone: text({ describe: 'The time zone of dates.', unsupported: JACKSON_ONLY }),
}

interface Binding {
  readonly unmarshalType: string | undefined
  readonly useList: boolean
  readonly collectionType: string | undefined
}

/** Whether `unmarshalType` names a Java type for values, and no class that stands for a type of the schema. */
function isValueType(name: string): boolean {
  return name.startsWith('java.') || name.endsWith('.JsonNode')
}

/** The type of the schema that `unmarshalType` stands for, if it does. */
export function schemaTypeOf({ unmarshalType }: Binding): string | undefined {
  return unmarshalType === undefined || isValueType(unmarshalType) ? undefined : unmarshalType
}

/** Turns a value that was read into what `unmarshalType`, `useList` and `collectionType` want. */
export function valueBinder(options: Binding): (value: unknown) => unknown {
  const { unmarshalType, useList, collectionType } = options
  const named = unmarshalType !== undefined && isValueType(unmarshalType) ? unmarshalType : undefined
  if (named?.endsWith('.JsonNode') && !useList) return value => new JsonNode(value)
  const binder = elementType({ unmarshalType: named, useList, collectionType })
  const features = applyFeatures(undefined, undefined)
  return value => bind(value, binder, features)
}
