/** Writes dates as Jackson's default text in a time zone: `2023-11-14T23:13:20.000+01:00`. */
export function isoDateIn(timezone: string): (date: Date) => string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
  })
  return date => {
    const parts = Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, value]))
    const offset = parts['timeZoneName'] === 'GMT' ? '+00:00' : parts['timeZoneName']!.slice(3)
    const millis = String(date.getUTCMilliseconds()).padStart(3, '0')
    return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}:${parts['second']}.${millis}${offset}`
  }
}
