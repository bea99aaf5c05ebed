import type { FetchMessageObject } from 'imapflow'
import { errors } from '../../src/core/errors.ts'

/** One criterion, and whether it is turned round. */
export interface SortBy {
  readonly term: string
  readonly reverse: boolean
}

type Facts = Pick<FetchMessageObject, 'envelope' | 'internalDate' | 'size' | 'uid'>

const VALUES: Readonly<Record<string, (mail: Facts) => string | number>> = {
  arrival: ({ internalDate }) => timeOf(internalDate),
  cc: ({ envelope }) => envelope?.cc?.[0]?.address ?? '',
  date: ({ envelope }) => timeOf(envelope?.date),
  from: ({ envelope }) => envelope?.from?.[0]?.address ?? '',
  size: ({ size }) => size ?? 0,
  subject: ({ envelope }) => envelope?.subject ?? '',
  to: ({ envelope }) => envelope?.to?.[0]?.address ?? '',
}

/** Reads `reverse,date,subject`: `reverse` turns round what stands behind it. An unknown criterion is an error. */
export function orderOf(text: string): SortBy[] {
  const order: SortBy[] = []
  let reverse = false
  for (const term of text.split(',').map(each => each.trim())) {
    if (term === 'reverse' && reverse) throw invalid('reverse stands there twice')
    if (term !== 'reverse' && VALUES[term] === undefined) throw invalid(`${term} is none of ${Object.keys(VALUES).join(', ')}, reverse`)
    if (term !== 'reverse') order.push({ term, reverse })
    reverse = term === 'reverse'
  }
  return order
}

/** Sorts mails by what the server tells of them; those that are alike keep their order. */
export function sortMails<T extends Facts>(mails: readonly T[], order: readonly SortBy[]): T[] {
  return mails.toSorted((a, b) => {
    for (const { term, reverse } of order) {
      const [x, y] = [VALUES[term]!(a), VALUES[term]!(b)]
      if (x !== y) return (x < y ? -1 : 1) * (reverse ? -1 : 1)
    }
    return 0
  })
}

function timeOf(date: Date | string | undefined): number {
  return date === undefined ? 0 : new Date(date).getTime()
}

function invalid(reason: string): Error {
  return errors.KF_FIELD_INVALID({ option: 'sortTerm', reason })
}
