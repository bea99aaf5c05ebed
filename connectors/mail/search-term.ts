import { errors } from '../../src/core/errors.ts'
import { parseDuration } from '../../src/kit/index.ts'

const DAY_MS = 86_400_000
const TERMS = [
  'unseen',
  'subjectOrBody',
  'subject',
  'body',
  'from',
  'to',
  'fromSentDate',
  'toSentDate',
  'fromReceivedDate',
  'toReceivedDate',
]

type Query = Record<string, unknown>

/** What a poll searches for: `searchTerm.*` where there are any, else what `unseen` says. Deleted mails never come. */
export function searchQuery(extra: Readonly<Record<string, string>>, unseen: boolean, now: () => number): () => Query {
  const terms = termsOf(extra)
  const onlyUnseen = terms.size === 0 ? unseen : terms.get('unseen') !== 'false'
  for (const term of terms.keys()) if (term.endsWith('Date')) dateOf(terms.get(term)!, term, now())
  return () => ({ deleted: false, ...(onlyUnseen && { seen: false }), ...textQuery(terms), ...dateQuery(terms, now()) })
}

function termsOf(extra: Readonly<Record<string, string>>): Map<string, string> {
  const terms = new Map<string, string>()
  for (const [name, value] of Object.entries(extra)) {
    if (!name.startsWith('searchTerm.')) continue
    const term = name.slice('searchTerm.'.length)
    if (!TERMS.includes(term)) throw errors.KF_FIELD_INVALID({ option: name, reason: `it is none of ${TERMS.join(', ')}` })
    terms.set(term, value)
  }
  return terms
}

function textQuery(terms: ReadonlyMap<string, string>): Query {
  const either = terms.get('subjectOrBody')
  return {
    ...(either !== undefined && { or: [{ subject: either }, { body: either }] }),
    ...Object.fromEntries(['subject', 'body', 'from', 'to'].filter(term => terms.has(term)).map(term => [term, terms.get(term)])),
  }
}

/** IMAP knows days, not times: what it calls `before` leaves out the day itself. */
function dateQuery(terms: ReadonlyMap<string, string>, now: number): Query {
  const query: Query = {}
  const put = (term: string, name: string, days: number) => {
    const text = terms.get(term)
    if (text !== undefined) query[name] = new Date(dateOf(text, term, now) + days * DAY_MS)
  }
  put('fromSentDate', 'sentSince', 0)
  put('toSentDate', 'sentBefore', 1)
  put('fromReceivedDate', 'since', 0)
  put('toReceivedDate', 'before', 1)
  return query
}

/** `2026-11-30 08:00:00`, or `now-24h`. */
function dateOf(text: string, term: string, now: number): number {
  const relative = /^now(?:\s?([+-])\s?(.+))?$/.exec(text)
  if (relative !== null) return now + (relative[2] === undefined ? 0 : parseDuration(relative[2]) * (relative[1] === '-' ? -1 : 1))
  const [, date, time = '00:00:00'] = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d))?$/.exec(text) ?? []
  const result = date === undefined ? Number.NaN : new Date(`${date}T${time}`).getTime()
  if (Number.isNaN(result))
    throw errors.KF_FIELD_INVALID({ option: `searchTerm.${term}`, reason: 'it is no date like 2026-11-30 08:00:00 or now-24h' })
  return result
}
