import type { JsonReadOptions } from '../../converters/json-read.ts'
import { errors } from '../../core/errors.ts'
import { Decimal } from '../../core/values.ts'

/** What Jackson's features come to here. */
export interface Features {
  readonly read: JsonReadOptions
  /** What is added where Jackson's tree of nodes is read. */
  readonly readTree: JsonReadOptions
  /** The state of every feature that matters when writing, by its name. */
  on(name: string): boolean
}

/** The features that change something here, with their default. */
const DEFAULTS: Readonly<Record<string, boolean>> = {
  INDENT_OUTPUT: false,
  ORDER_MAP_ENTRIES_BY_KEYS: false,
  WRITE_DATES_AS_TIMESTAMPS: true,
  WRITE_NULL_MAP_VALUES: true,
  WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED: false,
  WRITE_EMPTY_JSON_ARRAYS: true,
  WRAP_ROOT_VALUE: false,
  WRITE_ENUMS_USING_TO_STRING: true,
  FAIL_ON_EMPTY_BEANS: true,
  USE_BIG_DECIMAL_FOR_FLOATS: false,
  USE_BIG_INTEGER_FOR_INTS: false,
  FAIL_ON_TRAILING_TOKENS: false,
  FAIL_ON_READING_DUP_TREE_KEY: false,
  ACCEPT_SINGLE_VALUE_AS_ARRAY: false,
  ACCEPT_EMPTY_STRING_AS_NULL_OBJECT: false,
  ACCEPT_FLOAT_AS_INT: true,
  UNWRAP_ROOT_VALUE: false,
}

/** Features that exist and concern Java objects only: without effect on lists and maps. */
const WITHOUT_EFFECT = new Set(
  `FAIL_ON_SELF_REFERENCES WRAP_EXCEPTIONS FAIL_ON_UNWRAPPED_TYPE_IDENTIFIERS WRITE_SELF_REFERENCES_AS_NULL CLOSE_CLOSEABLE FLUSH_AFTER_WRITE_VALUE
  WRITE_DATE_KEYS_AS_TIMESTAMPS WRITE_DATES_WITH_ZONE_ID WRITE_DATES_WITH_CONTEXT_TIME_ZONE WRITE_DURATIONS_AS_TIMESTAMPS WRITE_CHAR_ARRAYS_AS_JSON_ARRAYS
  WRITE_ENUMS_USING_INDEX WRITE_ENUM_KEYS_USING_INDEX WRITE_BIGDECIMAL_AS_PLAIN WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS EAGER_SERIALIZER_FETCH USE_EQUALITY_FOR_OBJECT_ID
  USE_LONG_FOR_INTS USE_JAVA_ARRAY_FOR_JSON_ARRAY FAIL_ON_UNKNOWN_PROPERTIES FAIL_ON_NULL_FOR_PRIMITIVES FAIL_ON_NUMBERS_FOR_ENUMS FAIL_ON_INVALID_SUBTYPE FAIL_ON_IGNORED_PROPERTIES
  FAIL_ON_UNRESOLVED_OBJECT_IDS FAIL_ON_MISSING_CREATOR_PROPERTIES FAIL_ON_NULL_CREATOR_PROPERTIES FAIL_ON_MISSING_EXTERNAL_TYPE_ID_PROPERTY FAIL_ON_UNEXPECTED_VIEW_PROPERTIES
  UNWRAP_SINGLE_VALUE_ARRAYS ACCEPT_EMPTY_ARRAY_AS_NULL_OBJECT READ_ENUMS_USING_TO_STRING READ_UNKNOWN_ENUM_VALUES_AS_NULL
  READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE READ_DATE_TIMESTAMPS_AS_NANOSECONDS ADJUST_DATES_TO_CONTEXT_TIME_ZONE EAGER_DESERIALIZER_FETCH USE_ANNOTATIONS
  USE_GETTERS_AS_SETTERS PROPAGATE_TRANSIENT_MARKER AUTO_DETECT_CREATORS AUTO_DETECT_FIELDS AUTO_DETECT_GETTERS AUTO_DETECT_IS_GETTERS AUTO_DETECT_SETTERS
  REQUIRE_SETTERS_FOR_GETTERS ALLOW_FINAL_FIELDS_AS_MUTATORS INFER_PROPERTY_MUTATORS INFER_CREATOR_FROM_CONSTRUCTOR_PROPERTIES CAN_OVERRIDE_ACCESS_MODIFIERS
  OVERRIDE_PUBLIC_ACCESS_MODIFIERS USE_STATIC_TYPING USE_BASE_TYPE_AS_DEFAULT_IMPL INFER_BUILDER_TYPE_BINDINGS DEFAULT_VIEW_INCLUSION SORT_PROPERTIES_ALPHABETICALLY
  SORT_CREATOR_PROPERTIES_FIRST ACCEPT_CASE_INSENSITIVE_PROPERTIES ACCEPT_CASE_INSENSITIVE_ENUMS ACCEPT_CASE_INSENSITIVE_VALUES USE_WRAPPER_NAME_AS_PROPERTY_NAME
  USE_STD_BEAN_NAMING ALLOW_EXPLICIT_PROPERTY_RENAMING ALLOW_COERCION_OF_SCALARS IGNORE_DUPLICATE_MODULE_REGISTRATIONS IGNORE_MERGE_FOR_UNMERGEABLE
  BLOCK_UNSAFE_POLYMORPHIC_BASE_TYPES APPLY_DEFAULT_VALUES REQUIRE_HANDLERS_FOR_JAVA8_TIMES`.split(/\s+/),
)

/** Reads the names of features to switch on and off; an unknown one is an error, as in Camel. */
export function applyFeatures(enable: string | undefined, disable: string | undefined): Features {
  const state: Record<string, boolean> = { ...DEFAULTS }
  for (const name of names(enable)) set(state, name, true)
  for (const name of names(disable)) set(state, name, false)
  return {
    read: readOptions(state),
    readTree: state['FAIL_ON_READING_DUP_TREE_KEY'] ? { failOnDuplicates: true } : {},
    on: name => state[name] === true,
  }
}

function names(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '')
}

function set(state: Record<string, boolean>, name: string, on: boolean): void {
  if (name in DEFAULTS) state[name] = on
  else if (!WITHOUT_EFFECT.has(name)) {
    const reason = `${on ? 'Enable' : 'Disable'} feature: ${name} cannot be converted to an accepted enum of types [SerializationFeature,DeserializationFeature,MapperFeature]`
    throw errors.KF_FORMAT_OPTION({ format: 'json', reason })
  }
}

function readOptions(state: Readonly<Record<string, boolean>>): JsonReadOptions {
  return {
    ...(state['USE_BIG_DECIMAL_FOR_FLOATS'] && { float: (text: string) => new Decimal(text) }),
    ...(state['USE_BIG_INTEGER_FOR_INTS'] && { integer: (text: string) => BigInt(text) }),
    ...(state['FAIL_ON_TRAILING_TOKENS'] && { failOnTrailing: true }),
  }
}
