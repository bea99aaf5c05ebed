import type { RawMap } from '../../model/reader.ts'
import { schemeOf } from './run-once.ts'

/** The schedule of a source that follows the clock, in the five fields of a CronJob; undefined where it has none that these can say. */
export function scheduleOf(uri: string, parameters: RawMap): string | undefined {
  const options = new Map(new URLSearchParams(uri.split('?').slice(1).join('?')))
  for (const [key, value] of Object.entries(parameters)) if (typeof value === 'string') options.set(key, value)
  const scheme = schemeOf(uri)
  if (scheme === 'cron') return fiveFields(options.get('schedule'))
  if (scheme === 'quartz') return fiveFields(options.get('cron'))
  if (scheme === 'timer') return everyPeriod(options.get('period') ?? '1000')
  return undefined
}

/** Quartz' expressions begin with seconds, and count the days of the week from 1. */
function fiveFields(expression: string | undefined): string | undefined {
  const fields = expression?.replaceAll('+', ' ').trim().split(/\s+/) ?? []
  if (fields.length === 5) return fields.map(anyDay).join(' ')
  const [seconds, minutes, hours, days, months, weekdays = '*', year = '*'] = fields
  if (fields.length < 6 || seconds !== '0' || year !== '*' || /[LW#]/.test(`${days}${weekdays}`)) return undefined
  const week = anyDay(weekdays).replaceAll(/\b[1-7]\b/g, day => String(Number(day) - 1))
  // a step counts from the first day on, which is another one
  return weekdays.includes('/') ? undefined : [minutes, hours, anyDay(days!), months, week].join(' ')
}

function anyDay(field: string): string {
  return field === '?' ? '*' : field
}

const UNITS: Readonly<Record<string, number>> = { '': 1, ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

function everyPeriod(period: string): string | undefined {
  const found = /^(\d+)(ms|s|m|h|d|)$/.exec(period.trim())
  if (found === null) return undefined
  const minutes = (Number(found[1]) * UNITS[found[2]!]!) / 60_000
  if (minutes === 1440) return '0 0 * * *'
  if (minutes >= 60 && Number.isInteger(minutes / 60) && 24 % (minutes / 60) === 0)
    return `0 ${minutes === 60 ? '*' : `*/${minutes / 60}`} * * *`
  if (!Number.isInteger(minutes) || minutes < 1 || 60 % minutes !== 0) return undefined
  return `${minutes === 1 ? '*' : `*/${minutes}`} * * * *`
}
