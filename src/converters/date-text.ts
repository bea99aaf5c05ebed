import { processZone } from '../core/process-zone.ts'

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** The text of a `java.util.Date`, in the time zone of the process: `Tue Nov 14 22:13:20 UTC 2023`. */
export function javaDateText(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
  return `${DAYS[date.getDay()]} ${MONTHS[date.getMonth()]} ${two(date.getDate())} ${time} ${zoneName(date)} ${date.getFullYear()}`
}

let names: { readonly zone: string; readonly format: Intl.DateTimeFormat } | undefined

function zoneName(date: Date): string {
  const zone = processZone()
  if (zone === 'UTC') return 'UTC'
  if (names?.zone !== zone) names = { zone, format: new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' }) }
  const parts = names.format.formatToParts(date)
  return parts.find(part => part.type === 'timeZoneName')!.value
}
