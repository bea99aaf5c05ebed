let zone: string | undefined
let setting: string | undefined

/** The name of the process's time zone (`Europe/Berlin`). Asking V8 takes 50 µs, so it is asked again only when `TZ` has changed. */
export function processZone(): string {
  const { TZ } = process.env
  if (zone === undefined || TZ !== setting) {
    zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    setting = TZ
  }
  return zone
}
