import { isIterator } from '../../converters/collections.ts'
import { javaClassOf } from '../../converters/index.ts'
import { type JsonWriteOptions, writeJson } from '../../converters/json-write.ts'
import { isNodeList } from '../../converters/node-list.ts'
import { errors } from '../../core/errors.ts'
import { isByteSource } from '../../core/stream-body.ts'
import type { Features } from './features.ts'
import { isoDateIn } from './iso-date.ts'

const INCLUDE: Readonly<Record<string, NonNullable<JsonWriteOptions['include']>>> = {
  ALWAYS: 'all',
  USE_DEFAULTS: 'all',
  CUSTOM: 'all',
  NON_NULL: 'nonNull',
  NON_ABSENT: 'nonNull',
  NON_DEFAULT: 'nonNull',
  NON_EMPTY: 'nonEmpty',
}

/** What the option `include` leaves out of maps. */
export function includeRule(name: string | undefined): NonNullable<JsonWriteOptions['include']> {
  if (name === undefined) return 'all'
  const rule = INCLUDE[name.toUpperCase()]
  if (rule) return rule
  throw errors.KF_FORMAT_OPTION({
    format: 'json',
    reason: `Enum class class com.fasterxml.jackson.annotation.JsonInclude$Include does not have any constant with value: ${name}`,
  })
}

interface Options {
  readonly prettyPrint: boolean
  readonly combineUnicodeSurrogates: boolean
  readonly timezone: string | undefined
}

/** The writer for the options: value → JSON. A stream or file is no value and is refused, as in Jackson. */
export function marshaller(
  options: Options,
  features: Features,
  include: NonNullable<JsonWriteOptions['include']>,
): (value: unknown) => string {
  const write: JsonWriteOptions = {
    pretty: options.prettyPrint || features.on('INDENT_OUTPUT'),
    combineSurrogates: options.combineUnicodeSurrogates,
    sortKeys: features.on('ORDER_MAP_ENTRIES_BY_KEYS'),
    include: include === 'all' && !features.on('WRITE_NULL_MAP_VALUES') ? 'nonNull' : include,
    unwrapSingle: features.on('WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED'),
    ...(!features.on('WRITE_DATES_AS_TIMESTAMPS') && { date: isoDateIn(options.timezone ?? 'UTC') }),
  }
  return given => {
    const value = isIterator(given) ? [...given] : given
    if (isByteSource(value)) return emptyBean(value, features)
    refuseNodeList(value)
    return writeJson(
      features.on('WRAP_ROOT_VALUE') && value !== null && value !== undefined ? { [simpleName(value)]: value } : value,
      write,
    )
  }
}

/** Jackson finds no way to write what XPath gives for several nodes. */
export function refuseNodeList(value: unknown): void {
  if (!isNodeList(value)) return
  const type = javaClassOf(value)
  const reason = `Invalid type definition for type \`${type}\`: Failed to construct BeanSerializer for [simple type, class ${type}]`
  throw errors.KF_FORMAT_MARSHAL({ format: 'json', reason }, { type: 'com.fasterxml.jackson.databind.exc.InvalidDefinitionException' })
}

/** What has no properties is an empty object, or refused. */
function emptyBean(value: unknown, features: Features): string {
  if (features.on('FAIL_ON_EMPTY_BEANS')) throw noSerializer(value)
  return '{}'
}

/** Jackson's refusal of a stream or file: it is no value. */
export function noSerializer(value: unknown): Error {
  const reason = `No serializer found for class ${javaClassOf(value)} and no properties discovered to create BeanSerializer (to avoid exception, disable SerializationFeature.FAIL_ON_EMPTY_BEANS)`
  return errors.KF_FORMAT_MARSHAL({ format: 'json', reason }, { type: 'com.fasterxml.jackson.databind.exc.InvalidDefinitionException' })
}

function simpleName(value: unknown): string {
  return javaClassOf(value).split('.').pop()!
}
