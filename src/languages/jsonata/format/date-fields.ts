const DAY = 86_400_000
const WEEK = 7 * DAY

/** The names of months, from January. */
export const MONTHS = 'January February March April May June July August September October November December'.split(' ')
/** The names of days by their ISO number, Monday being 1. */
export const DAYS = ' Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ')

/** A component of a date (in UTC) as a number; of am or pm, calendar and era as text. The time zone is not a component of it. */
export function dateField(date: Date, component: string): number | string | undefined {
  return FIELDS[component]?.(date)
}

const FIELDS: Readonly<Record<string, (date: Date) => number | string>> = {
  Y: date => date.getUTCFullYear(),
  M: date => date.getUTCMonth() + 1,
  D: date => date.getUTCDate(),
  d: date => (startOfDay(date) - Date.UTC(date.getUTCFullYear(), 0)) / DAY + 1,
  F: date => date.getUTCDay() || 7,
  W: date => weekOf(startOfDay(date), date.getUTCFullYear(), 0, 12, 52),
  w: date => weekOf(startOfDay(date), date.getUTCFullYear(), date.getUTCMonth(), 1, 4),
  X: date => date.getUTCFullYear() + weekPeriod(date, date.getUTCFullYear(), 0, 12),
  x: date => weekMonth(date),
  H: date => date.getUTCHours(),
  h: date => date.getUTCHours() % 12 || 12,
  P: date => (date.getUTCHours() >= 12 ? 'pm' : 'am'),
  m: date => date.getUTCMinutes(),
  s: date => date.getUTCSeconds(),
  f: date => date.getUTCMilliseconds(),
  C: () => 'ISO',
  E: () => 'ISO',
}

function startOfDay(date: Date): number {
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate())
}

/** ISO 8601: the first week of a year (or month) is the one with its first Thursday; weeks begin on Monday. */
function firstWeek(year: number, month: number): number {
  const first = Date.UTC(year, month)
  const day = new Date(first).getUTCDay() || 7
  return day > 4 ? first + (8 - day) * DAY : first - (day - 1) * DAY
}

/** The week of a year (`span` 12 months) or of a month (1), which may belong to the one before or behind. */
function weekOf(day: number, year: number, month: number, span: number, full: number): number {
  const week = (day - firstWeek(year, month)) / WEEK + 1
  if (week > full && day >= firstWeek(year, month + span)) return 1
  return Math.floor(week < 1 ? (day - firstWeek(year, month - span)) / WEEK + 1 : week)
}

/** Whether a date's week belongs to the period before (-1), this one (0) or the next (1). */
function weekPeriod(date: Date, year: number, month: number, span: number): -1 | 0 | 1 {
  const now = date.getTime()
  if (now < firstWeek(year, month)) return -1
  return now >= firstWeek(year, month + span) ? 1 : 0
}

function weekMonth(date: Date): number {
  const month = date.getUTCMonth()
  return ((month + weekPeriod(date, date.getUTCFullYear(), month, 1) + 12) % 12) + 1
}
