import { basename } from 'node:path'
import { stringify } from 'yaml'
import type { ShownBody } from '../../observe/shown-body.ts'
import type { ShownMessage } from '../../observe/shown-message.ts'
import type { SampledStep } from '../../observe/step-notes.ts'
import type { Sample } from '../../observe/tap.ts'

/** Headers that are made anew for each message: a test would never see them again. */
const VOLATILE =
  /^(camel|breadcrumb|accept|sec-fetch-|date$|content-length$|host$|user-agent$|connection$|keep-alive$|transfer-encoding$|server$|etag$)/i

type Entry = Readonly<Record<string, unknown>>

/** Whether a test can give the message of a sample: all of its body is text. */
export function canBeGiven({ in: { bodyType, cut } }: Sample): boolean {
  return !cut && bodyType !== 'bytes' && bodyType !== 'stream'
}

/**
 * Tests of what came by: each message is given to its route, which must end as it did and send what it sent; what leads out of the process is
 * mocked with the answers that it gave. Secrets stay covered, and what has some in it is not compared.
 */
export function testOfSamples(samples: readonly Sample[], files: readonly string[], leadsOut: (uri: string) => boolean): string {
  const tests = samples.map((sample, index) => testOf(sample, index, leadsOut))
  const head = '# Made of messages of a running route: look over what is expected, and fill in secrets, which are covered.\n'
  return head + stringify({ routes: files.map(file => basename(file)), tests }, { lineWidth: 140 })
}

function testOf(sample: Sample, index: number, leadsOut: (uri: string) => boolean): Entry {
  const { route, outcome, pattern, in: given } = sample
  const sends = sendsOf(sample, leadsOut)
  const kept = sample.deadLetter !== undefined && leadsOut(sample.deadLetter) ? [{ endpoint: addressOf(sample.deadLetter) }] : []
  const mocks = [...[...sends].map(([endpoint, [first]]) => ({ endpoint, ...answerOf(first!) })), ...kept]
  return {
    name: `${index + 1}: ${route} ${outcome === 'completed' ? 'takes' : outcome === 'failed' ? 'gives back' : 'keeps'} ${nameOf(given)}`,
    given: [{ route, ...(pattern === 'InOut' && { pattern }), ...exactly(given), ...headersOf(given) }],
    ...(mocks.length > 0 && { mocks }),
    expect: [endOf(sample), ...[...sends].map(([endpoint, steps]) => receivedAt(endpoint, steps)), ...kept, ...replyOf(sample, sends)],
  }
}

/** The steps that led out of the process, by address. */
function sendsOf({ steps = [] }: Sample, leadsOut: (uri: string) => boolean): ReadonlyMap<string, readonly SampledStep[]> {
  const sends = new Map<string, SampledStep[]>()
  for (const step of steps) {
    if (step.endpoint === undefined || !leadsOut(step.endpoint)) continue
    const address = addressOf(step.endpoint)
    sends.set(address, [...(sends.get(address) ?? []), step])
  }
  return sends
}

function addressOf(uri: string): string {
  return uri.replace(/\?.*$/s, '')
}

/** How the message ended. A failure that the route handled shows in that only. */
function endOf({ outcome, failure }: Sample): Entry {
  return { outcome, ...(failure !== undefined && { exception: failureOf(failure).exception }) }
}

function receivedAt(endpoint: string, steps: readonly SampledStep[]): Entry {
  const sent = steps.map(step => step.sent)
  if (!sent.every(each => each !== undefined && canCompare(each))) return { endpoint, count: steps.length }
  return { endpoint, messages: sent.map(each => contentOf(each!)) }
}

/** A mock has one answer: where there were several, what came of them cannot be told. */
function replyOf({ out, stepsLeft }: Sample, sends: ReadonlyMap<string, readonly SampledStep[]>): readonly Entry[] {
  const isTold = [...sends.values()].every(steps => new Set(steps.map(step => JSON.stringify(answerOf(step)))).size === 1)
  return isTold && stepsLeft === undefined && canCompare(out) ? [{ reply: contentOf(out) }] : []
}

function answerOf({ body, headers = {}, failure }: SampledStep): Entry {
  if (failure !== undefined) return { fail: failureOf(failure) }
  const set = Object.entries(headers).filter(([name, value]) => value !== null && !VOLATILE.test(name))
  const respond = { ...(body !== undefined && exactly(body)), ...(set.length > 0 && { headers: Object.fromEntries(set) }) }
  return Object.keys(respond).length === 0 ? {} : { respond }
}

function failureOf(text: string): { readonly exception: string; readonly message: string } {
  const end = text.indexOf(':')
  return { exception: text.slice(0, end), message: text.slice(end + 2) }
}

/** What stands for a body letter by letter: JSON that is not written as tests write it is a text. */
function exactly(shown: ShownBody): Entry {
  const content = contentOf(shown)
  return 'json' in content && JSON.stringify(content['json']) !== shown.body ? { body: shown.body } : content
}

function contentOf({ body, bodyType, cut }: ShownBody): Entry {
  if (bodyType === 'none' || bodyType === 'stream' || bodyType === 'bytes') return {}
  if (bodyType === 'json' && !cut) return { body: JSON.parse(body) }
  const json = jsonOf(body)
  return json === undefined ? { body } : { json }
}

/** A body with covered secrets is no longer what it was. */
function canCompare({ body, bodyType, cut }: ShownBody): boolean {
  return !cut && !body.includes('xxxxx') && (bodyType === 'text' || bodyType === 'json')
}

/** What a text says as JSON, where it is an object or a list. */
function jsonOf(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function headersOf({ headers }: ShownMessage): Entry {
  const kept = Object.entries(headers).filter(([name]) => !VOLATILE.test(name))
  return kept.length === 0 ? {} : { headers: Object.fromEntries(kept) }
}

function nameOf({ body, bodyType }: ShownMessage): string {
  const text = bodyType === 'none' ? 'a message without body' : body.replaceAll(/\s+/g, ' ')
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
