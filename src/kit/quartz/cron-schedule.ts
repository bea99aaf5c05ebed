import type { Cron } from 'croner'
import { errors } from '../../core/errors.ts'

/** The times of a cron expression. */
export interface CronSchedule {
  /** The first time after `from`, in milliseconds; `undefined` where there is none any more. */
  next(from: number): number | undefined
}

const NAMES: readonly (readonly [RegExp, readonly string[], number])[] = [
  [/\b(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\b/g, 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' '), 4],
  [/(SUN|MON|TUE|WED|THU|FRI|SAT)/g, 'SUN MON TUE WED THU FRI SAT'.split(' '), 5],
]
/** Smallest and largest value of seconds, minutes, hours, days, months, weekdays (Sunday is 1), years. */
const BOUNDS: readonly (readonly [number, number])[] = [
  [0, 59],
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [1, 7],
  [1970, 2099],
]

/**
 * Reads a Quartz cron expression: six or seven fields from seconds to years, a question mark in either the day of month or the day of
 * week, weekdays counted from Sunday as 1. Loads the cron library.
 */
export async function openCron(expression: string, timezone: string | undefined): Promise<CronSchedule> {
  const pattern = cronPattern(expression)
  const { Cron: Schedule } = await import('croner')
  let cron: Cron
  try {
    cron = new Schedule(pattern, { paused: true, alternativeWeekdays: true, sloppyRanges: true, ...(timezone && { timezone }) })
  } catch (cause) {
    throw invalid(expression, (cause as Error).message, cause)
  }
  return { next: from => cron.nextRun(new Date(from))?.getTime() }
}

/** The expression as the library reads it; what Quartz refuses is refused here. */
export function cronPattern(expression: string): string {
  const fields = expression.trim().toUpperCase().split(/\s+/)
  if (fields.length < 6) throw invalid(expression, `Unexpected end of expression: ${fields.length} of at least 6 fields`)
  const [day, weekday] = [fields[3]!, fields[5]!]
  if ((day === '?') === (weekday === '?')) {
    throw invalid(
      expression,
      day === '?'
        ? "'?' can only be specified for Day-of-Month -OR- Day-of-Week."
        : 'Support for specifying both a day-of-week AND a day-of-month parameter is not implemented.',
    )
  }
  if (/^L-\d/.test(day)) throw errors.KF_ROUTE_UNSUPPORTED({ what: `the day of month ${day}`, reason: 'a day so many before the last' })
  return fields
    .slice(0, 7)
    .map((field, index) => fieldPattern(field, index))
    .join(' ')
}

function fieldPattern(field: string, index: number): string {
  if (index === 5 && field === 'L') return '7'
  const names = NAMES.find(([, , of]) => of === index)
  const numbers = names === undefined ? field : field.replace(names[0], name => String(names[1].indexOf(name) + 1))
  return numbers
    .split(',')
    .map(part => unwrap(part, BOUNDS[index]!))
    .join(',')
}

/** `22-2` as `22-23,0-2`. */
function unwrap(part: string, [least, most]: readonly [number, number]): string {
  const range = /^(\d+)-(\d+)(\/\d+)?$/.exec(part)
  if (range === null || Number(range[1]) <= Number(range[2])) return part
  const step = range[3] ?? ''
  return `${range[1]}-${most}${step},${least}-${range[2]}${step}`
}

function invalid(expression: string, reason: string, cause?: unknown): Error {
  return errors.KF_CONN_CRON({ expression, reason }, cause === undefined ? {} : { cause })
}
