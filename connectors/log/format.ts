import { javaText } from '../../src/converters/index.ts'
import { exceptionMessage, exceptionType } from '../../src/core/exceptions.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { type BodyOptions, bodyText, bodyType } from './body-text.ts'

export interface FormatOptions extends BodyOptions {
  readonly plain: boolean
  readonly multiline: boolean
  readonly style: 'Default' | 'Tab' | 'Fixed'
  readonly skipBodyLineSeparator: boolean
  readonly showAll: boolean
  readonly showExchangeId: boolean
  readonly showRouteGroup: boolean
  readonly showRouteId: boolean
  readonly showExchangePattern: boolean
  readonly showProperties: boolean
  readonly showAllProperties: boolean
  readonly showVariables: boolean
  readonly showHeaders: boolean
  readonly showBodyType: boolean
  readonly showBody: boolean
  readonly showException: boolean
  readonly showCaughtException: boolean
  readonly showStackTrace: boolean
}

/** How long a line and a body may be where nobody says. */
const USUAL_CHARS = 10_000

const DEFAULTS: Partial<FormatOptions> = {
  maxChars: USUAL_CHARS,
  style: 'Default',
  skipBodyLineSeparator: true,
  showBodyType: true,
  showBody: true,
  showCachedStreams: true,
}

/** A label with its value; the labels of one part stand on one line. */
type Part = readonly (readonly [label: string, value: string])[]
/** Makes a part; one without labels leaves a blank line where each part has its own, `undefined` leaves none. */
type PartOf = (exchange: Exchange) => Part | undefined

/** Compiles the format of a log endpoint: `Exchange[Headers: {a=1}, BodyType: String, Body: x]`. `bodyChars`: how long a body may be where the options do not say. */
export function compileFormat(options: FormatOptions, bodyChars = USUAL_CHARS): (exchange: Exchange) => string {
  const body = options.maxChars === USUAL_CHARS ? { ...options, maxChars: bodyChars } : options
  if (options.plain) return exchange => bodyText(exchange, body)
  const parts = partsOf(options, body)
  const { multiline, maxChars } = options
  const label = labeller(options)
  const clip = (line: string) => (line.length > maxChars && maxChars > 0 ? `${line.slice(0, maxChars)}...` : line)
  const lineOf = (exchange: Exchange) => (part: PartOf) =>
    part(exchange)
      ?.map(([name, value]) => label(name) + value)
      .join('')
  if (multiline) {
    return exchange => {
      const lines = parts
        .map(lineOf(exchange))
        .filter(line => line !== undefined)
        .map(clip)
      return `Exchange[\n${lines.map(line => `${line}\n`).join('')}]`
    }
  }
  return exchange => `Exchange[${clip(parts.map(part => lineOf(exchange)(part) ?? '').join('')).replace(/^, /, '')}]`
}

function labeller({ style, multiline }: FormatOptions): (name: string) => string {
  if (style === 'Fixed') return name => `\t${name.padEnd(20)}`
  if (style === 'Tab') return name => `\t${name}: `
  return multiline ? name => `  ${name}: ` : name => `, ${name}: `
}

/** The parts that the options ask for, in Camel's order. */
function partsOf(options: FormatOptions, body: BodyOptions): PartOf[] {
  const { showAll } = options
  const one =
    (name: string, value: (exchange: Exchange) => string): PartOf =>
    exchange => [[name, value(exchange)]]
  const all: readonly (readonly [boolean, PartOf])[] = [
    [showAll || options.showExchangeId, one('Id', exchange => exchange.id)],
    [showAll || options.showRouteGroup, routeGroup],
    [showAll || options.showRouteId, exchange => (exchange.routeId === '' ? [] : [['RouteId', exchange.routeId]])],
    [showAll || options.showExchangePattern || isDefault(options), one('ExchangePattern', exchange => exchange.pattern)],
    [
      showAll || options.showAllProperties || options.showProperties,
      one('Properties', exchange => sorted(properties(exchange, showAll || options.showAllProperties))),
    ],
    [showAll || options.showVariables, variables],
    [showAll || options.showHeaders, one('Headers', exchange => sorted(exchange.headerEntries()))],
    [showAll || options.showBodyType, one('BodyType', exchange => bodyType(exchange.body))],
    [showAll || options.showBody, one('Body', exchange => bodyPart(exchange, options, body))],
    [showAll || options.showException || options.showCaughtException, exchange => failure(exchange, options)],
  ]
  return all.filter(([asked]) => asked).map(([, part]) => part)
}

/** Whether nothing about the format was given, or only what holds anyway. */
function isDefault(options: FormatOptions): boolean {
  const keys = Object.keys(options) as (keyof FormatOptions)[]
  return keys.filter(key => /^(show|max|multi|style|skip)/.test(key)).every(key => options[key] === (DEFAULTS[key] ?? false))
}

function bodyPart(exchange: Exchange, options: FormatOptions, body: BodyOptions): string {
  const text = bodyText(exchange, body)
  return options.skipBodyLineSeparator ? text.replaceAll('\n', '') : text
}

function properties(exchange: Exchange, all: boolean): [string, unknown][] {
  const entries = exchange.propertyEntries()
  return all ? entries : entries.filter(([name]) => !name.startsWith('Camel'))
}

function routeGroup({ services, routeId }: Exchange): Part {
  const group = services.routeGroups.get(routeId)
  return group === undefined ? [] : [['RouteGroup', group]]
}

function variables(exchange: Exchange): Part {
  const entries = Object.entries(exchange.variables ?? {}).filter(([, value]) => value !== undefined)
  return entries.length === 0 ? [] : [['Variables', sorted(entries)]]
}

/** As Java prints a map sorted without case. */
function sorted(entries: readonly (readonly [string, unknown])[]): string {
  const folded = entries.map(([name, value]) => [name.toLowerCase(), `${name}=${javaText(value)}`] as const)
  folded.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${folded.map(([, text]) => text).join(', ')}}`
}

function failure(exchange: Exchange, { showAll, showCaughtException, showStackTrace }: FormatOptions): Part | undefined {
  const caught = exchange.exception === undefined && (showAll || showCaughtException)
  const error = caught ? exchange.property('CamelExceptionCaught') : exchange.exception
  if (error === undefined || error === null) return undefined
  const prefix = caught ? 'Caught' : ''
  return [
    [`${prefix}ExceptionType`, exceptionType(error)],
    [`${prefix}ExceptionMessage`, exceptionMessage(error)],
    ...(showAll || showStackTrace ? [['StackTrace', stackOf(error)] as const] : []),
  ]
}

function stackOf(error: unknown): string {
  const stack = error instanceof Error ? error.stack : undefined
  return stack ?? `${exceptionType(error)}: ${exceptionMessage(error)}`
}
