// Generated from the declarations of the data formats by `npm run generate`. Do not edit.
import { formatOf } from './generated.ts'
import type { Bean, Placeholder } from './types.ts'
import type { DataFormatValue } from './values.ts'

export interface AvroFormatOptions {
  /** Full name of the type in the schema, or a path to its file. */
  readonly instanceClassName?: string | undefined
  /** Whose habits to follow: with Jackson, writing sets the header Content-Type to application/avro. Default: `ApacheAvro`. */
  readonly library?: 'ApacheAvro' | 'Jackson' | Placeholder | undefined
  /** The Java type to read into (a map, a list or JsonNode); the name of any other class stands for the type of the schema. */
  readonly unmarshalType?: string | undefined
  /** The bean that gives the schema: Camel's schema resolvers (with the property schema or contentClass), a text, or an object with resolve(exchange). */
  readonly schemaResolver?: Bean | undefined
  /** Uses the only schema resolver among the beans, where no type is named. Default: `true`. */
  readonly autoDiscoverSchemaResolver?: boolean | Placeholder | undefined
  /** Sets the header Content-Type when writing. Default: `true`. */
  readonly contentTypeHeader?: boolean | Placeholder | undefined
  /** Reads a list; anything else is an error. Default: `false`. */
  readonly useList?: boolean | Placeholder | undefined
  /** The Java collection to read a list into, such as java.util.LinkedHashSet. */
  readonly collectionType?: string | undefined
  /** Lets the header CamelJacksonUnmarshalType name the type of the schema. Default: `false`. */
  readonly allowUnmarshallType?: boolean | Placeholder | undefined
  /** Lets the header JMSType name the type of the schema. Default: `false`. */
  readonly allowJmsType?: boolean | Placeholder | undefined
  /** Uses the ObjectMapper of the registry; there is none here. Default: `true`. */
  readonly useDefaultObjectMapper?: boolean | Placeholder | undefined
  /** Looks for an ObjectMapper; there is none here. Default: `false`. */
  readonly autoDiscoverObjectMapper?: boolean | Placeholder | undefined
  /** The id of the node. */
  readonly id?: string | undefined
}

export interface Base64FormatOptions {
  /** The length of a line, rounded down to a multiple of 4; 0 for a single line. Default: `76`. */
  readonly lineLength?: number | Placeholder | undefined
  /** What ends a line. Default: CR LF. */
  readonly lineSeparator?: string | undefined
  /** Writes - and _ instead of + and /, and no padding. Default: `false`. */
  readonly urlSafe?: boolean | Placeholder | undefined
  /** The id of the node. */
  readonly id?: string | undefined
}

export interface CsvFormatOptions {
  /** The dialect whose settings apply where no other option says otherwise. Default: `DEFAULT`. */
  readonly format?: 'DEFAULT' | 'EXCEL' | 'INFORMIX_UNLOAD' | 'INFORMIX_UNLOAD_CSV' | 'MONGODB_CSV' | 'MONGODB_TSV' | 'MYSQL' | 'ORACLE' | 'POSTGRESQL_CSV' | 'POSTGRESQL_TEXT' | 'RFC4180' | Placeholder | undefined
  /** The character between fields. Default: a comma. */
  readonly delimiter?: string | undefined
  /** The quote character. Default: a double quote. */
  readonly quote?: string | undefined
  /** Knows no quotes. Default: `false`. */
  readonly quoteDisabled?: boolean | Placeholder | undefined
  /** Which fields are quoted when writing. */
  readonly quoteMode?: 'ALL' | 'ALL_NON_NULL' | 'MINIMAL' | 'NON_NUMERIC' | 'NONE' | Placeholder | undefined
  /** The escape character. Default: none. */
  readonly escape?: string | undefined
  /** Knows no escapes. Default: `false`. */
  readonly escapeDisabled?: boolean | Placeholder | undefined
  /** Lines that begin with this character are skipped. Default: none. */
  readonly commentMarker?: string | undefined
  /** Knows no comments. Default: `false`. */
  readonly commentMarkerDisabled?: boolean | Placeholder | undefined
  /** The names of the columns, separated by commas. */
  readonly header?: string | undefined
  /** Ignores the option header. Default: `false`. */
  readonly headerDisabled?: boolean | Placeholder | undefined
  /** Leaves the first record out when reading, the header when writing. */
  readonly skipHeaderRecord?: boolean | Placeholder | undefined
  /** Puts the names of the columns into the header CamelCsvHeaderRecord. Default: `false`. */
  readonly captureHeaderRecord?: boolean | Placeholder | undefined
  /** Lets columns have no name. */
  readonly allowMissingColumnNames?: boolean | Placeholder | undefined
  /** Takes names that differ in case only for one. */
  readonly ignoreHeaderCase?: boolean | Placeholder | undefined
  /** Reads each record into a map by the names of the columns. Default: `false`. */
  readonly useMaps?: boolean | Placeholder | undefined
  /** As useMaps; maps are always in order here. Default: `false`. */
  readonly useOrderedMaps?: boolean | Placeholder | undefined
  /** Gives an iterator instead of a list. Default: `false`. */
  readonly lazyLoad?: boolean | Placeholder | undefined
  /** Skips empty lines. */
  readonly ignoreEmptyLines?: boolean | Placeholder | undefined
  /** Skips blanks around fields when reading. */
  readonly ignoreSurroundingSpaces?: boolean | Placeholder | undefined
  /** Trims fields, also in quotes. */
  readonly trim?: boolean | Placeholder | undefined
  /** A delimiter stands behind the last field too. */
  readonly trailingDelimiter?: boolean | Placeholder | undefined
  /** The text that stands for null. */
  readonly nullString?: string | undefined
  /** No text stands for null. Default: `false`. */
  readonly nullStringDisabled?: boolean | Placeholder | undefined
  /** What stands behind each record when writing. Default: CR LF. */
  readonly recordSeparator?: string | undefined
  /** Nothing stands behind a record. Default: `false`. */
  readonly recordSeparatorDisabled?: boolean | Placeholder | undefined
  /** The id of the node. */
  readonly id?: string | undefined
}

export interface CustomFormatOptions {
  /** The name of the bean. */
  readonly ref: Bean
  /** The id of the node. */
  readonly id?: string | undefined
}

export interface GzipDeflaterFormatOptions {
  /** The id of the node. */
  readonly id?: string | undefined
}

export interface JacksonXmlFormatOptions {
  /** Writes over several lines, indented by two blanks. Default: `false`. */
  readonly prettyPrint?: boolean | Placeholder | undefined
  /** The Java type to read into: a map, a list, a scalar or JsonNode. */
  readonly unmarshalType?: string | undefined
  /** Reads a list (of unmarshalType, or of maps). Default: `false`. */
  readonly useList?: boolean | Placeholder | undefined
  /** The Java collection to read a list into. */
  readonly collectionType?: string | undefined
  /** Which entries are written: ALWAYS, NON_NULL, NON_ABSENT, NON_EMPTY or NON_DEFAULT. */
  readonly include?: string | undefined
  /** Jackson features to switch on, separated by commas. */
  readonly enableFeatures?: string | undefined
  /** Jackson features to switch off, separated by commas. */
  readonly disableFeatures?: string | undefined
  /** Sets the header Content-Type to application/xml when writing. Default: `true`. */
  readonly contentTypeHeader?: boolean | Placeholder | undefined
  /** The time zone of dates that are written as text. */
  readonly timezone?: string | undefined
  /** The longest text that is read. */
  readonly maxStringLength?: number | Placeholder | undefined
  /** Lets a header name the type to read into; not supported for XML. Default: `false`. */
  readonly allowUnmarshallType?: boolean | Placeholder | undefined
  /** Lets the header JMSType name the type to read into; not supported for XML. Default: `false`. */
  readonly allowJmsType?: boolean | Placeholder | undefined
  /** JAXB annotations; there are no Java objects here. Default: `false`. */
  readonly enableJaxbAnnotationModule?: boolean | Placeholder | undefined
  /** The id of the node. */
  readonly id?: string | undefined
}

export interface JsonFormatOptions {
  /** Whose habits to follow; Fastjson and Jsonb are not supported. Default: `Jackson`. */
  readonly library?: 'Jackson' | 'Gson' | 'Fastjson' | 'Jsonb' | Placeholder | undefined
  /** Writes over several lines, indented by two blanks. Default: `false`. */
  readonly prettyPrint?: boolean | Placeholder | undefined
  /** The Java type to read into, such as java.util.TreeMap, java.lang.Integer or com.fasterxml.jackson.databind.JsonNode. */
  readonly unmarshalType?: string | undefined
  /** Reads a list (of unmarshalType, or of maps); anything else is an error. Default: `false`. */
  readonly useList?: boolean | Placeholder | undefined
  /** The Java collection to read a list into, such as java.util.LinkedHashSet. */
  readonly collectionType?: string | undefined
  /** Which entries are written: ALWAYS, NON_NULL, NON_ABSENT, NON_EMPTY or NON_DEFAULT. */
  readonly include?: string | undefined
  /** Jackson features to switch on, separated by commas. */
  readonly enableFeatures?: string | undefined
  /** Jackson features to switch off, separated by commas. */
  readonly disableFeatures?: string | undefined
  /** Sets the header Content-Type to application/json when writing. Default: `true`. */
  readonly contentTypeHeader?: boolean | Placeholder | undefined
  /** Writes characters beyond U+FFFF themselves instead of as two escapes. Default: `false`. */
  readonly combineUnicodeSurrogates?: boolean | Placeholder | undefined
  /** The time zone of dates that are written as text. */
  readonly timezone?: string | undefined
  /** The pattern of dates; Gson only. */
  readonly dateFormatPattern?: string | undefined
  /** The longest string that is read, in characters. */
  readonly maxStringLength?: number | Placeholder | undefined
  /** Lets the header CamelJacksonUnmarshalType name the type to read into. Default: `false`. */
  readonly allowUnmarshallType?: boolean | Placeholder | undefined
  /** Lets the header JMSType name the type to read into. Default: `false`. */
  readonly allowJmsType?: boolean | Placeholder | undefined
  /** The naming of properties of Java objects; maps are not affected. */
  readonly namingStrategy?: string | undefined
  /** A bean of Jackson's ObjectMapper; accepted, its settings are the default ones. */
  readonly objectMapper?: string | undefined
  /** Uses the ObjectMapper of the registry; there is only one here. Default: `true`. */
  readonly useDefaultObjectMapper?: boolean | Placeholder | undefined
  /** Looks for an ObjectMapper in the registry; there is none here. Default: `false`. */
  readonly autoDiscoverObjectMapper?: boolean | Placeholder | undefined
  /** Looks for a schema resolver in the registry; there is none here. Default: `true`. */
  readonly autoDiscoverSchemaResolver?: boolean | Placeholder | undefined
  /** The id of the node. */
  readonly id?: string | undefined
}

export interface ProtobufFormatOptions {
  /** Full name of the message in the schema, or a path to its file. */
  readonly instanceClass?: string | undefined
  /** Whose habits to follow: with Jackson, writing sets the header Content-Type to application/protobuf. Default: `GoogleProtobuf`. */
  readonly library?: 'GoogleProtobuf' | 'Jackson' | Placeholder | undefined
  /** Whether messages are bytes or Protobuf's JSON; with the library GoogleProtobuf only. Default: `native`. */
  readonly contentTypeFormat?: 'native' | 'json' | Placeholder | undefined
  /** The Java type to read into (a map, a list or JsonNode); the name of any other class stands for the type of the schema. */
  readonly unmarshalType?: string | undefined
  /** The bean that gives the schema: Camel's schema resolvers (with the property schema or contentClass), a text, or an object with resolve(exchange). */
  readonly schemaResolver?: Bean | undefined
  /** Uses the only schema resolver among the beans, where no type is named. Default: `true`. */
  readonly autoDiscoverSchemaResolver?: boolean | Placeholder | undefined
  /** Sets the header Content-Type when writing. Default: `true`. */
  readonly contentTypeHeader?: boolean | Placeholder | undefined
  /** Reads a list; anything else is an error. Default: `false`. */
  readonly useList?: boolean | Placeholder | undefined
  /** The Java collection to read a list into, such as java.util.LinkedHashSet. */
  readonly collectionType?: string | undefined
  /** Lets the header CamelJacksonUnmarshalType name the type of the schema. Default: `false`. */
  readonly allowUnmarshallType?: boolean | Placeholder | undefined
  /** Lets the header JMSType name the type of the schema. Default: `false`. */
  readonly allowJmsType?: boolean | Placeholder | undefined
  /** Uses the ObjectMapper of the registry; there is none here. Default: `true`. */
  readonly useDefaultObjectMapper?: boolean | Placeholder | undefined
  /** Looks for an ObjectMapper; there is none here. Default: `false`. */
  readonly autoDiscoverObjectMapper?: boolean | Placeholder | undefined
  /** The id of the node. */
  readonly id?: string | undefined
}

export interface TarFileFormatOptions {
  /** Gives an iterator over the entries, for split, instead of the content of the only one. Default: `false`. */
  readonly usingIterator?: boolean | Placeholder | undefined
  /** Lets the iterator give folders too. Default: `false`. */
  readonly allowEmptyDirectory?: boolean | Placeholder | undefined
  /** Keeps the path of CamelFileName in the archive, with its folders as entries. Default: `false`. */
  readonly preservePathElements?: boolean | Placeholder | undefined
  /** The largest entry that is unpacked, in bytes; -1 for any size. Default: `1073741824`. */
  readonly maxDecompressedSize?: number | Placeholder | undefined
  /** The id of the node. */
  readonly id?: string | undefined
}

export interface YamlFormatOptions {
  /** Whose habits to follow. Default: `SnakeYAML`. */
  readonly library?: 'SnakeYAML' | Placeholder | undefined
  /** The Java type to read into: a list, a map or a scalar. */
  readonly unmarshalType?: string | undefined
  /** Writes lists and maps in flow style over several lines. Default: `false`. */
  readonly prettyFlow?: boolean | Placeholder | undefined
  /** How often lists and maps may be referred to by aliases. Default: `50`. */
  readonly maxAliasesForCollections?: number | Placeholder | undefined
  /** Lets keys hold themselves; never supported. Default: `false`. */
  readonly allowRecursiveKeys?: boolean | Placeholder | undefined
  /** Lets tags name any Java class; there are none here. Default: `false`. */
  readonly allowAnyType?: boolean | Placeholder | undefined
  /** Which class loader to use; there is none here. Default: `true`. */
  readonly useApplicationContextClassLoader?: boolean | Placeholder | undefined
  /** The id of the node. */
  readonly id?: string | undefined
}

export interface ZipDeflaterFormatOptions {
  /** How much to compress: 0 not at all, 9 best, -1 as usual. Default: `-1`. */
  readonly compressionLevel?: number | Placeholder | undefined
  /** The id of the node. */
  readonly id?: string | undefined
}

export interface ZipFileFormatOptions {
  /** Gives an iterator over the entries, for split, instead of the content of the only one. Default: `false`. */
  readonly usingIterator?: boolean | Placeholder | undefined
  /** Lets the iterator give folders too. Default: `false`. */
  readonly allowEmptyDirectory?: boolean | Placeholder | undefined
  /** Keeps the path of CamelFileName in the archive, with its folders as entries. Default: `false`. */
  readonly preservePathElements?: boolean | Placeholder | undefined
  /** The largest entry that is unpacked, in bytes; -1 for any size. Default: `1073741824`. */
  readonly maxDecompressedSize?: number | Placeholder | undefined
  /** The id of the node. */
  readonly id?: string | undefined
}

/** Reads Avro's binary form into maps, and writes maps in it, by a schema. `T` is the type that it reads into; nothing checks that. */
export function avro<T = unknown>(options?: AvroFormatOptions): DataFormatValue<T> {
  return formatOf('avro', options, avro)
}

/** Encodes bytes as base64 text and back. `T` is the type that it reads into; nothing checks that. */
export function base64<T = unknown>(options?: Base64FormatOptions): DataFormatValue<T> {
  return formatOf('base64', options, base64)
}

/** Reads CSV into lists of lists or maps, and writes lists and maps as CSV. `T` is the type that it reads into; nothing checks that. */
export function csv<T = unknown>(options?: CsvFormatOptions): DataFormatValue<T> {
  return formatOf('csv', options, csv)
}

/** A data format that is a bean: an object with marshal(exchange, body) and unmarshal(exchange, body). `T` is the type that it reads into; nothing checks that. */
export function custom<T = unknown>(options: CustomFormatOptions): DataFormatValue<T> {
  return formatOf('custom', options, custom)
}

/** Compresses with gzip and back. `T` is the type that it reads into; nothing checks that. */
export function gzipDeflater<T = unknown>(options?: GzipDeflaterFormatOptions): DataFormatValue<T> {
  return formatOf('gzipDeflater', options, gzipDeflater)
}

/** Reads XML into maps, and writes values as XML, by the rules of Jackson. `T` is the type that it reads into; nothing checks that. */
export function jacksonXml<T = unknown>(options?: JacksonXmlFormatOptions): DataFormatValue<T> {
  return formatOf('jacksonXml', options, jacksonXml)
}

/** Reads JSON into lists and maps, and writes values as JSON. `T` is the type that it reads into; nothing checks that. */
export function json<T = unknown>(options?: JsonFormatOptions): DataFormatValue<T> {
  return formatOf('json', options, json)
}

/** Reads Protocol Buffers into maps, and writes maps as them, by a schema. `T` is the type that it reads into; nothing checks that. */
export function protobuf<T = unknown>(options?: ProtobufFormatOptions): DataFormatValue<T> {
  return formatOf('protobuf', options, protobuf)
}

/** Packs the body into a TAR archive, and unpacks archives. `T` is the type that it reads into; nothing checks that. */
export function tarFile<T = unknown>(options?: TarFileFormatOptions): DataFormatValue<T> {
  return formatOf('tarFile', options, tarFile)
}

/** Reads YAML 1.1 into lists, maps and values, and writes values as YAML. `T` is the type that it reads into; nothing checks that. */
export function yaml<T = unknown>(options?: YamlFormatOptions): DataFormatValue<T> {
  return formatOf('yaml', options, yaml)
}

/** Compresses with zlib (deflate) and back. `T` is the type that it reads into; nothing checks that. */
export function zipDeflater<T = unknown>(options?: ZipDeflaterFormatOptions): DataFormatValue<T> {
  return formatOf('zipDeflater', options, zipDeflater)
}

/** Packs the body into a ZIP archive, and unpacks archives. `T` is the type that it reads into; nothing checks that. */
export function zipFile<T = unknown>(options?: ZipFileFormatOptions): DataFormatValue<T> {
  return formatOf('zipFile', options, zipFile)
}
