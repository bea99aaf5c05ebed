import { convertOrNull, isTrue, javaType, readJson, toText, writeJson } from '../converters/index.ts'
import { jsonTextOf } from '../converters/json-bytes.ts'
import { isNodeList } from '../converters/node-list.ts'
import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Expression } from '../core/expression.ts'
import { isMap, JsonNode, mapEntries } from '../core/values.ts'
import { boolean, text } from '../kit/field.ts'
import { defineLanguage, type LanguageContext } from '../kit/language.ts'
import { evaluationFailure, wrapped, wrapping } from './failure.ts'
import type { Path } from './jsonpath/ast.ts'
import { easyPredicate } from './jsonpath/easy-predicate.ts'
import { type JsonPathOption, readPath } from './jsonpath/evaluate.ts'
import { parsePath } from './jsonpath/parse-path.ts'
import { sourceField, sourceReader } from './source.ts'

const OPTIONS: readonly JsonPathOption[] = [
  'DEFAULT_PATH_LEAF_TO_NULL',
  'ALWAYS_RETURN_LIST',
  'AS_PATH_LIST',
  'SUPPRESS_EXCEPTIONS',
  'REQUIRE_PROPERTIES',
]

/** JSONPath. */
export const jsonpath = defineLanguage({
  name: 'jsonpath',
  summary: 'Paths into JSON, in the dialect of Jayway.',
  computes: true,
  notes: [
    'A path that leads to one place gives its value and fails where there is none; one with wildcards, filters, slices or `..` gives a list.',
    'As predicate it may be written short: `store.book.price < 10`.',
  ],
  fields: {
    suppressExceptions: boolean({ describe: 'Gives nothing instead of failing where the path leads nowhere.', default: false }),
    allowSimple: boolean({ describe: 'Replaces `${…}` in the path before it is read.', default: true }),
    allowEasyPredicate: boolean({ describe: 'Reads predicates in the short form.', default: true }),
    writeAsString: boolean({ describe: 'Gives JSON text instead of values; of a list each item, of a map each value.', default: false }),
    unpackArray: boolean({ describe: 'Gives the item of a list of one instead of the list.', default: false }),
    option: text({ describe: `Further options, separated by commas: ${OPTIONS.join(', ')}.` }),
    source: sourceField,
  },
  examples: [
    {
      title: 'Cheap books',
      yaml: `- route:
    id: cheap
    from:
      uri: direct:cheap
      steps:
        - split:
            jsonpath: "$.store.book[?(@.price < 10)]"
            steps:
              - log: "\${body[title]}"
`,
    },
  ],
  compile: (source, options, context) => reader(source, options, context, undefined),
  compileTyped: (source, options, context, resultType) => reader(source, options, context, resultType),
  compilePredicate(source, options, context) {
    const read = reader(options.allowEasyPredicate ? easyPredicate(source) : source, options, context, undefined)
    return exchange => isTrue(read(exchange))
  },
})

interface Options {
  readonly suppressExceptions: boolean
  readonly allowSimple: boolean
  readonly writeAsString: boolean
  readonly unpackArray: boolean
  readonly option: string | undefined
  readonly source: string | undefined
}

function reader(source: string, options: Options, context: LanguageContext, resultType: string | undefined): Expression {
  const chosen = optionsOf(options)
  const pathOf = pathMaker(source, options, context)
  const document = documentReader(options, chosen.has('SUPPRESS_EXCEPTIONS') || chosen.has('DEFAULT_PATH_LEAF_TO_NULL'))
  const fail = (cause: unknown) => wrapped('jsonpath', cause, 'org.apache.camel.ExpressionEvaluationException')
  return exchange =>
    wrapping(() => {
      const root = document(exchange)
      if (root === null) throw evaluationFailure('jsonpath', 'java.lang.IllegalArgumentException', 'json can not be null')
      if (root === undefined) return chosen.has('ALWAYS_RETURN_LIST') ? [] : null
      const value = readPath(pathOf(exchange), root, chosen)
      return typed(options.writeAsString ? asJson(value) : value, options, resultType, exchange)
    }, fail)
}

function optionsOf({ option, suppressExceptions }: Options): ReadonlySet<JsonPathOption> {
  const names = (option ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '')
    .map(optionNamed)
  return new Set(suppressExceptions ? [...names, 'SUPPRESS_EXCEPTIONS'] : names)
}

/** An option by its name, which may also be written `alwaysReturnList` or `always-return-list`. */
function optionNamed(name: string): JsonPathOption {
  const folded = name.replace(/[-_]/g, '').toUpperCase()
  const found = OPTIONS.find(option => option.replaceAll('_', '') === folded)
  if (found !== undefined) return found
  throw errors.KF_EXPR_OPTION({
    language: 'jsonpath',
    reason: `Enum class class com.jayway.jsonpath.Option does not have any constant with value: ${name}`,
  })
}

const MAX_KEPT = 100

/** A path is read when the route is built; a bad one is a failure of each message, as in Camel. With `${…}` in it it is made per message. */
function pathMaker(source: string, { allowSimple }: Options, context: LanguageContext): (exchange: Exchange) => Path {
  if (!allowSimple || !/\$\{[^}]+\}/.test(source)) {
    let path: Path | undefined
    return () => {
      path ??= source === '' ? noPath() : parsePath(source)
      return path
    }
  }
  const template = context.compile('simple', source)
  const kept = new Map<string, Path>()
  return exchange => {
    const made = toText(template(exchange), exchange) ?? ''
    const known = kept.get(made)
    if (known) return known
    if (kept.size >= MAX_KEPT) kept.clear()
    const path = parsePath(made)
    kept.set(made, path)
    return path
  }
}

function noPath(): never {
  throw evaluationFailure('jsonpath', 'java.lang.IllegalArgumentException', 'path can not be null or empty')
}

/** Reads the document; `undefined` where there is none and that is to be no failure. */
function documentReader({ source }: Options, suppress: boolean): (exchange: Exchange) => unknown {
  const read = sourceReader('jsonpath', source)
  return exchange => {
    const given = read(exchange)
    const value = given instanceof JsonNode ? given.value : given
    // a text that is a node is read once more, like any other text
    if (isMap(value) || (Array.isArray(value) && !isNodeList(value)) || (value !== given && typeof value !== 'string')) return value
    const json = value === null || value === undefined ? undefined : jsonTextOf(value, exchange)
    if (json !== undefined) return parseDocument(json)
    if (suppress) return undefined
    const what = source === undefined ? 'body' : source.includes(':') ? source.replace(':', '(').concat(')') : `variable(${source})`
    throw evaluationFailure(
      'jsonpath',
      'org.apache.camel.CamelExchangeException',
      `Cannot read ${what} as supported JSON value. ${exchange}`,
    )
  }
}

function parseDocument(json: string): unknown {
  if (json === '') throw evaluationFailure('jsonpath', 'java.lang.IllegalArgumentException', 'json string can not be null or empty')
  return wrapping(
    () => readJson(json),
    cause => wrapped('jsonpath', cause, 'com.jayway.jsonpath.InvalidJsonException'),
  )
}

function asJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(each => writeJson(each))
  if (!isMap(value)) return writeJson(value)
  return Object.fromEntries(mapEntries(value).map(([key, each]) => [key, writeJson(each)]))
}

/**
 * A value in the type that is wanted. Where that is no collection, each item of a list is converted first, and a list of one stands for
 * its item; where it is one, a value stands for a list of one.
 */
function typed(value: unknown, { unpackArray }: Options, resultType: string | undefined, exchange: Exchange): unknown {
  const single = Array.isArray(value) && value.length === 1
  if (resultType === undefined) return unpackArray && single ? value[0] : value
  if (/^java\.util\.(List|ArrayList|Collection|Set|LinkedList)$/.test(javaType(resultType)!.name)) {
    return Array.isArray(value) ? convertOrNull(value, resultType, exchange) : [value]
  }
  const items = Array.isArray(value) ? value.map(each => convertOrNull(each, resultType, exchange)) : undefined
  if (single && items![0] === null)
    throw evaluationFailure('jsonpath', 'java.lang.NullPointerException', 'the only item cannot be converted')
  const converted = convertOrNull(single ? items![0] : (items ?? value), resultType, exchange)
  return converted ?? (resultType === 'boolean' ? false : convertOrNull(null, resultType))
}
