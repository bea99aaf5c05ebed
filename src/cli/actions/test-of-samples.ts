import { basename } from 'node:path'
import { stringify } from 'yaml'
import type { ShownMessage } from '../../observe/shown-message.ts'
import type { SampledStep } from '../../observe/step-notes.ts'
import type { Sample } from '../../observe/tap.ts'

/** Headers that are made anew for each message: a test would never see them again. */
const VOLATILE = /^(camel|breadcrumb|date$|content-length$|host$|user-agent$|connection$|accept)/i

/** Tests of what came by: each message is given to its route, which must end as it did. Secrets stay covered, so that those are to be filled in. */
export function testOfSamples(samples: readonly Sample[], files: readonly string[], leadsOut: (uri: string) => boolean): string {
  const tests = samples.map((sample, index) => ({
    name: `${index + 1}: ${sample.route} ${sample.outcome === 'completed' ? 'takes' : 'gives back'} ${nameOf(sample.in)}`,
    given: [{ route: sample.route, ...contentOf(sample.in), ...headersOf(sample.in) }],
    ...mocksOf(sample, leadsOut),
    expect: [
      { outcome: sample.outcome, ...(sample.failure !== undefined && { exception: sample.failure.slice(0, sample.failure.indexOf(':')) }) },
      ...(canCompare(sample.out) ? [{ reply: contentOf(sample.out) }] : []),
    ],
  }))
  const head = '# Made of messages of a running route: look over what is expected, and fill in secrets, which are covered.\n'
  return head + stringify({ routes: files.map(file => basename(file)), tests }, { lineWidth: 140 })
}

/** What led out of the process, with its answer or failure. */
function mocksOf({ steps = [] }: Sample, leadsOut: (uri: string) => boolean) {
  const outside = steps.filter(({ endpoint }) => endpoint !== undefined && leadsOut(endpoint))
  const mocks = new Map(outside.map(step => [addressOf(step), step]))
  if (mocks.size === 0) return {}
  return { mocks: [...mocks].map(([endpoint, step]) => ({ endpoint, ...answerOf(step) })) }
}

function addressOf({ endpoint }: SampledStep): string {
  return endpoint!.replace(/\?.*$/s, '')
}

function answerOf({ body, failure }: SampledStep) {
  if (failure !== undefined)
    return { fail: { exception: failure.slice(0, failure.indexOf(':')), message: failure.slice(failure.indexOf(':') + 2) } }
  return body === undefined || body.bodyType === 'none' ? {} : { respond: contentOf({ headers: {}, ...body }) }
}

function contentOf({ body, bodyType, cut }: ShownMessage): Readonly<Record<string, unknown>> {
  if (bodyType === 'none' || bodyType === 'stream') return {}
  if (bodyType === 'json' && !cut) return { body: JSON.parse(body) }
  const json = jsonOf(body)
  return json === undefined ? { body } : { json }
}

/** A body with covered secrets is no longer what it was. */
function canCompare({ body, bodyType, cut }: ShownMessage): boolean {
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

function headersOf({ headers }: ShownMessage): Readonly<Record<string, unknown>> {
  const kept = Object.entries(headers).filter(([name]) => !VOLATILE.test(name))
  return kept.length === 0 ? {} : { headers: Object.fromEntries(kept) }
}

function nameOf({ body, bodyType }: ShownMessage): string {
  const text = bodyType === 'none' ? 'a message without body' : bodyType === 'stream' ? 'a stream' : body.replaceAll(/\s+/g, ' ')
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
