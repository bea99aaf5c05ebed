import { convert } from '../../../src/converters/index.ts'
import type { Exchange } from '../../../src/core/exchange.ts'
import { headerText, missing } from '../target.ts'

/** The conditions under which an object is read or copied. */
export interface Conditions {
  readonly match: string | undefined
  readonly noneMatch: string | undefined
  readonly modifiedSince: Date | undefined
  readonly unmodifiedSince: Date | undefined
}

/** What the headers of a message demand. */
export function conditionsOf(exchange: Exchange): Conditions {
  return {
    match: headerText(exchange, 'CamelAwsS3IfMatchCondition'),
    noneMatch: headerText(exchange, 'CamelAwsS3IfNoneMatchCondition'),
    modifiedSince: headerTime(exchange, 'CamelAwsS3IfModifiedSinceCondition'),
    unmodifiedSince: headerTime(exchange, 'CamelAwsS3IfUnmodifiedSinceCondition'),
  }
}

/** A point in time: a date, milliseconds, or text of ISO 8601. */
function headerTime(exchange: Exchange, name: string): Date | undefined {
  const value = exchange.header(name)
  if (value === undefined || value === null || value === '') return undefined
  const time = value instanceof Date ? value : new Date(typeof value === 'string' ? value : (convert(value, 'long', exchange) as number))
  if (Number.isNaN(time.getTime())) throw missing(`${name} is no time: ${String(value)}`)
  return time
}
