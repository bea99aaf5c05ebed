import { readFile } from 'node:fs/promises'
import type { Exchange } from '../../core/exchange.ts'
import type { Step } from '../../core/step.ts'
import { type ContractOperation, partOf, resolvePart } from '../../http/openapi/contract.ts'
import type { Part } from '../../http/openapi/model.ts'
import { fitsMedia } from './media.ts'
import type { MockFiles } from './openapi-mock-files.ts'
import { headerText } from './validate-message.ts'

/** What answers for an operation without route: plain data. */
export interface MockAnswers {
  readonly method: string
  /** How many segments the path of the operation has. */
  readonly segments: number
  readonly files: MockFiles
  readonly examples: readonly { readonly type: string; readonly text: string }[]
}

/** The answers of an operation; its examples are those of the first answer of success. */
export function mockAnswers({ method, path, responses }: ContractOperation, files: MockFiles, document: Part): MockAnswers {
  const status = Object.hasOwn(responses, '200') ? '200' : Object.keys(responses).find(each => /^2|^default$/.test(each))
  const content = status === undefined ? {} : partOf(responses[status]!['content'])
  const examples = Object.entries(content).flatMap(([type, media]) => {
    const value = exampleOf(document, partOf(media))
    return value === undefined ? [] : [{ type, text: typeof value === 'string' ? value : JSON.stringify(value) }]
  })
  return { method, segments: path.split('/').length - 1, files, examples }
}

function exampleOf(document: Part, media: Part): unknown {
  const [first] = Object.values(partOf(media['examples']))
  return first === undefined ? media['example'] : resolvePart(document, first)['value']
}

const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  xml: 'application/xml',
  yaml: 'application/yaml',
  yml: 'application/yaml',
  txt: 'text/plain',
}

/** Answers from a file; a GET also from an example, else without body. Other methods give back what they got. */
export function mockStep(mock: MockAnswers): Step {
  return exchange => {
    const accept = headerText(exchange, 'Accept')
    const files = Object.hasOwn(mock.files, pathOf(exchange, mock)) ? mock.files[pathOf(exchange, mock)]! : []
    const file = files.find(each => fitsMedia(typeOf(each), accept)) ?? files[0]
    if (file !== undefined) return readFile(file).then(bytes => answer(exchange, bytes, typeOf(file)))
    if (mock.method !== 'get') return
    const example = mock.examples.find(({ type }) => fitsMedia(type, accept)) ?? mock.examples[0]
    answer(exchange, example?.text ?? null, example?.type)
  }
}

/** The last segments of the request's path, as many as the operation has: what comes before is where it is served. */
function pathOf(exchange: Exchange, { segments }: MockAnswers): string {
  const path = (headerText(exchange, 'CamelHttpPath') ?? '').replace(/\/+$/, '')
  return path.split('/').slice(-segments).join('/')
}

function typeOf(file: string): string | undefined {
  return TYPES[file.slice(file.lastIndexOf('.') + 1).toLowerCase()]
}

function answer(exchange: Exchange, body: unknown, type: string | undefined): void {
  exchange.body = body
  if (type !== undefined) exchange.setHeader('Content-Type', type)
}
