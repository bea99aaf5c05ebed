import { convert, convertOrNull, javaClassOf, markJavaClass, toText } from '../converters/index.ts'
import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Expression } from '../core/expression.ts'
import { isByteSource } from '../core/stream-body.ts'
import { boolean, text } from '../kit/field.ts'
import { defineLanguage, type LanguageContext } from '../kit/language.ts'
import { evaluationFailure } from './failure.ts'
import { sourceField, sourceReader } from './source.ts'
import { convertedParts } from './tokenize/converted-parts.ts'
import { type Cut, partsOf } from './tokenize/cut.ts'
import { groupCut, skipFirstCut } from './tokenize/group.ts'
import { pairCut, tokenCut } from './tokenize/tokens.ts'
import { partsOfValue } from './tokenize/value-parts.ts'
import { xmlCut } from './tokenize/xml.ts'

/** Parts of a text. */
export const tokenize = defineLanguage({
  name: 'tokenize',
  shorthand: 'token',
  summary: 'Cuts a text at a token, between two tokens, or into XML elements; mostly for split.',
  computes: true,
  notes: [
    'A token is always a regular expression. An empty part at the start or the end is left out.',
    'The value is an iterator: with split and streaming a file of any size needs little memory.',
    'A body that is null is a failure. With resultType each part is converted.',
  ],
  fields: {
    token: text({ describe: 'What to cut at; with xml the name of an element. May be a simple text.' }),
    endToken: text({ describe: 'Where a part ends: parts are what stands between token and endToken. May be a simple text.' }),
    inheritNamespaceTagName: text({
      describe: 'With xml: the element whose namespace declarations are added to each part. May be a simple text.',
    }),
    regex: boolean({
      describe: 'Whether the token is a regular expression, taken as it stands; without it, it is one too, and may be a simple text.',
      default: false,
    }),
    xml: boolean({ describe: 'Cuts out XML elements.', default: false }),
    includeTokens: boolean({ describe: 'With endToken: keeps both tokens in the parts.', default: false }),
    group: text({ describe: 'How many parts to join into one. May be a simple text.' }),
    groupDelimiter: text({ describe: 'What stands between joined parts. Default: the token, or nothing with xml.' }),
    skipFirst: boolean({ describe: 'Leaves the first part out.', default: false }),
    source: sourceField,
  },
  examples: [
    {
      title: 'A thousand lines at a time',
      yaml: `- route:
    id: lines
    from:
      uri: direct:lines
      steps:
        - split:
            tokenize: { token: "\\n", group: "1000", skipFirst: true }
            streaming: true
            steps:
              - log: "\${body}"
`,
    },
  ],
  compile(source, options, context) {
    const parts = compileParts(source, options, context)
    return exchange => markJavaClass(parts(exchange), SCANNER)
  },
  compileTyped(source, options, context, resultType) {
    const parts = compileParts(source, options, context)
    return exchange => markJavaClass(convertedParts(parts(exchange), resultType, exchange), 'org.apache.camel.support.IteratorConvertTo')
  },
})

type Parts = ReturnType<typeof partsOfValue>

interface Options extends Omit<Settings, 'token'> {
  readonly token: string | undefined
  readonly source: string | undefined
}

function compileParts(source: string, options: Options, context: LanguageContext): (exchange: Exchange) => Parts {
  const settings = { ...options, token: lineBreak(options.token ?? source) }
  checkOptions(settings)
  const make = cutMaker(settings, context)
  const read = sourceReader('tokenize', options.source)
  const check = sourceCheck(settings, context)
  return exchange => {
    const value = read(exchange)
    check(value, exchange)
    return partsOfValue(value, make(exchange), exchange)
  }
}

/** `\\n` at the start of a token is a line break, also where it was written as two characters. */
function lineBreak(token: string): string {
  return token.startsWith('\\n') ? `\n${token.slice(2)}` : token
}

/** Fails for what nothing can be cut out of, by the way that is cut. */
function sourceCheck(settings: Settings, context: LanguageContext): (value: unknown, exchange: Exchange) => void {
  if (isXmlCut(settings) || settings.endToken !== undefined) return (value, exchange) => requireStream(value, settings, exchange)
  const token = leavesOutFirst(settings) ? tokenOf(settings, context) : undefined
  return (value, exchange) => {
    if (value === null || value === undefined) throw evaluationFailure('tokenize', 'java.lang.NullPointerException', 'source')
    if (token !== undefined && typeof value === 'string') requireFirst(value, tokenCut(token(exchange)))
  }
}

/** A first part that is to be left out must be there. */
function requireFirst(value: string, cut: Cut): void {
  if (partsOf(value, cut).next().done) throw evaluationFailure('tokenize', 'java.util.NoSuchElementException', '')
}

function isXmlCut({ xml, inheritNamespaceTagName }: Settings): boolean {
  return xml || inheritNamespaceTagName !== undefined
}

function leavesOutFirst(settings: Settings): boolean {
  return settings.skipFirst && !isGrouped(settings)
}

const STREAM = 'java.io.InputStream'

/** Pairs and elements are looked for in a stream, which not every value becomes. */
function requireStream(value: unknown, settings: Settings, exchange: Exchange): void {
  if (typeof value === 'string' || value instanceof Uint8Array || isByteSource(value)) return
  if (value !== null && value !== undefined && convertOrNull(value, STREAM, exchange) !== null) return
  if (isGrouped(settings)) {
    const name = `org.apache.camel.support.builder.Token${isXmlCut(settings) ? 'XML' : 'Pair'}ExpressionIterator@1`
    const reason = `expression: ${name} evaluated on ${exchange} must return an java.util.Iterator must be specified`
    throw evaluationFailure('tokenize', 'java.lang.IllegalArgumentException', reason)
  }
  const actual = value === null || value === undefined ? {} : { actual: javaClassOf(value) }
  throw errors.KF_EXPR_PAYLOAD({ on: exchange.messageText, exchange: String(exchange), wanted: STREAM, ...actual })
}

const SCANNER = 'org.apache.camel.util.Scanner'

interface Settings {
  readonly token: string
  readonly endToken: string | undefined
  readonly inheritNamespaceTagName: string | undefined
  readonly regex: boolean
  readonly xml: boolean
  readonly includeTokens: boolean
  readonly group: string | undefined
  readonly groupDelimiter: string | undefined
  readonly skipFirst: boolean
}

function checkOptions(settings: Settings): void {
  const { token, endToken, includeTokens } = settings
  if (endToken !== undefined && token.trim() === '') throw invalid('startToken must be specified and not empty')
  if (isXmlCut(settings) && (endToken !== undefined || includeTokens)) throw invalid('Cannot have both xml and pair tokenizer enabled.')
  if (includeTokens && endToken === undefined) throw invalid('The option includeTokens requires endToken to be specified.')
}

function invalid(reason: string): Error {
  return errors.KF_EXPR_OPTION({ language: 'tokenize', reason })
}

type Text = (exchange: Exchange) => string

function textOf(value: string, context: LanguageContext): Text {
  if (!value.includes('${')) return () => value
  const expression = context.compile('simple', value) as Expression<unknown>
  return exchange => toText(expression(exchange), exchange) ?? ''
}

/** The token of a message; a regular expression is taken as it stands. */
function tokenOf(settings: Settings, context: LanguageContext): Text {
  const isPlainRegex = settings.regex && !isXmlCut(settings) && settings.endToken === undefined
  return isPlainRegex ? () => settings.token : textOf(settings.token, context)
}

/** Makes the cut for a message: options may be simple texts, and a bad one is a failure of the message, as in Camel. */
function cutMaker(settings: Settings, context: LanguageContext): (exchange: Exchange) => Cut {
  const token = tokenOf(settings, context)
  const endToken = settings.endToken === undefined ? undefined : textOf(settings.endToken, context)
  const inherit = settings.inheritNamespaceTagName === undefined ? undefined : textOf(settings.inheritNamespaceTagName, context)
  const grouped = groupMaker(settings, context, token)
  const isXml = isXmlCut(settings)
  return exchange => {
    if (isXml) return grouped(xmlCut(token(exchange), inherit?.(exchange)), exchange)
    if (endToken) return grouped(pairCut(token(exchange), endToken(exchange), settings.includeTokens), exchange)
    const cut = tokenCut(token(exchange))
    return grouped(leavesOutFirst(settings) ? skipFirstCut(cut) : cut, exchange)
  }
}

function groupMaker(settings: Settings, context: LanguageContext, token: Text): (cut: Cut, exchange: Exchange) => Cut {
  const { group, groupDelimiter, skipFirst, xml } = settings
  if (!isGrouped(settings)) return cut => cut
  const size = textOf(group!, context)
  return (cut, exchange) =>
    groupCut(cut, groupSize(size(exchange), group!, exchange), groupDelimiter ?? (xml ? '' : token(exchange)), skipFirst && !xml)
}

function isGrouped({ group }: Settings): boolean {
  return group !== undefined && group !== ''
}

function groupSize(size: string, option: string, exchange: Exchange): number {
  const fail = (reason: string) =>
    evaluationFailure('tokenize', 'org.apache.camel.RuntimeExchangeException', `${reason} on the exchange: ${exchange}`)
  if (size === '') throw fail(`Group evaluated as null, must be evaluated as a positive Integer value from expression: ${option}`)
  const count = convert(size, 'java.lang.Integer', exchange) as number
  if (count <= 0) throw fail(`Group must be a positive number, was: ${count}`)
  return count
}
