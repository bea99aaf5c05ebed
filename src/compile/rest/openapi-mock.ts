import { readFile } from 'node:fs/promises'
import type { Exchange } from '../../core/exchange.ts'
import type { Step } from '../../core/step.ts'
import { type ContractOperation, partOf, resolvePart } from '../../http/openapi/contract.ts'
import type { Part } from '../../http/openapi/model.ts'
import type { MockFile } from './openapi-mock-files.ts'
import { headerText } from './validate-message.ts'

/** What answers for an operation without route: plain data. */
export interface MockAnswers {
  /** The path of the operation, by whose length that of a request is cut. */
  readonly path: string
  readonly files: readonly MockFile[]
  /** The examples of the answer 200 by media type; `undefined` for a type without one. */
  readonly examples: Readonly<Record<string, string | undefined>>
}

/** The answers of an operation. */
export function mockAnswers({ path, responses }: ContractOperation, files: readonly MockFile[], document: Part): MockAnswers {
  const content = Object.entries(partOf(responses['200']?.['content']))
  return { path, files, examples: Object.fromEntries(content.map(([type, media]) => [type, exampleText(document, partOf(media))])) }
}

function exampleText(document: Part, media: Part): string | undefined {
  const [first] = Object.values(partOf(media['examples']))
  const value = media['example'] ?? (first === undefined ? undefined : resolvePart(document, first)['value'])
  return value === undefined || value === null ? undefined : typeof value === 'string' ? value : JSON.stringify(value)
}

const TYPES: Readonly<Record<string, string>> = { json: 'application/json', xml: 'text/xml' }
const WITH_BODY: ReadonlySet<string> = new Set(['DELETE', 'PUT', 'POST', 'PATCH'])

/** Answers from a file; a GET also from an example, else without body. Methods with body give back what they got. */
export function mockStep(mock: MockAnswers): Step {
  return exchange => {
    const type = headerText(exchange, 'Content-Type')
    const found = fileFor(exchange, mock, type)
    if (found !== undefined) return readFile(found.file, 'utf8').then(text => answer(exchange, wholeLines(text), TYPES[found.ending]))
    if (WITH_BODY.has(headerText(exchange, 'CamelHttpMethod') ?? '')) return exchange.setHeader('CamelHttpResponseCode', 200)
    const example = exampleFor(mock.examples, type, headerText(exchange, 'Accept'))
    if (example !== undefined) return answer(exchange, example.text, example.type)
    exchange.setHeader('CamelHttpResponseCode', 204)
    exchange.body = ''
  }
}

/** A text as Camel reads it: each line, the last one too, ends with a line feed. */
export function wholeLines(text: string): string {
  const lines = text.split(/\r\n|[\r\n]/)
  if (lines.at(-1) === '') lines.pop()
  return lines.map(line => `${line}\n`).join('')
}

/** The first file whose name ends as the path of the request, of the kind that the request itself has, where it has one. */
function fileFor(exchange: Exchange, mock: MockAnswers, type: string | null): MockFile | undefined {
  const path = pathOf(exchange, mock)
  const kinds = Object.keys(TYPES).filter(kind => type?.includes(kind))
  return mock.files.find(({ name, ending }) => name.endsWith(path) && (kinds.length === 0 || kinds.includes(ending)))
}

/** The last segments of the request's path, as many as the operation has: what comes before is where it is served. */
function pathOf(exchange: Exchange, { path }: MockAnswers): string {
  const segments = path.split('/').length - 1
  return (headerText(exchange, 'CamelHttpPath') ?? '').replace(/\/+$/, '').split('/').slice(-segments).join('/')
}

function exampleFor(
  examples: MockAnswers['examples'],
  type: string | null,
  accept: string | null,
): { type: string; text: string } | undefined {
  const accepted = (accept ?? '').split(',').map(each => each.split(';')[0]!.trim())
  const anything = accept === '*/*' ? ['application/json', 'application/xml'] : []
  const chosen = [...(type === null ? [] : [type]), ...accepted, ...anything].find(each => Object.hasOwn(examples, each))
  const text = chosen === undefined ? undefined : examples[chosen]
  return text === undefined || text.trim() === '' ? undefined : { type: chosen!, text }
}

function answer(exchange: Exchange, body: unknown, type: string | undefined): void {
  if (type !== undefined) exchange.setHeader('Content-Type', type)
  exchange.setHeader('CamelHttpResponseCode', 200)
  exchange.body = body
}
