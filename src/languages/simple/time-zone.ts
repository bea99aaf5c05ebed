import { processZone } from '../../core/process-zone.ts'

/** A time zone: how far it is ahead of UTC at an instant, and what it is called then. */
export interface Zone {
  /** Minutes ahead of UTC. */
  offset(millis: number): number
  shortName(millis: number): string
  longName(millis: number): string
}

/** An instant as clock and calendar of a zone show it. Years before Christ are zero or negative; weekday 0 is Sunday. */
export interface ZonedTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly weekday: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond: number
  readonly offset: number
  readonly zone: Zone
  readonly millis: number
}

/** What clock and calendar show in a zone. */
export function zonedTime(millis: number, zone: Zone): ZonedTime {
  const offset = zone.offset(millis)
  const local = new Date(millis + offset * 60_000)
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    weekday: local.getUTCDay(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    millisecond: local.getUTCMilliseconds(),
    offset,
    zone,
    millis,
  }
}

const zones = new Map<string, Zone>()
const MAX_KEPT = 100

/** The zone of this name (`Europe/Berlin`, `EST`, `GMT+8`); an unknown name means GMT, as in Java. */
export function timeZone(name: string): Zone {
  let zone = zones.get(name)
  if (zone === undefined) {
    if (zones.size >= MAX_KEPT) zones.clear()
    zones.set(name, (zone = findZone(name)))
  }
  return zone
}

/** The zone of the process. */
export function defaultZone(): Zone {
  return timeZone(processZone())
}

/** Java's three-letter names, which stand for places or for fixed offsets. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  ACT: 'Australia/Darwin',
  AET: 'Australia/Sydney',
  AGT: 'America/Argentina/Buenos_Aires',
  ART: 'Africa/Cairo',
  AST: 'America/Anchorage',
  BET: 'America/Sao_Paulo',
  BST: 'Asia/Dhaka',
  CAT: 'Africa/Harare',
  CNT: 'America/St_Johns',
  CST: 'America/Chicago',
  CTT: 'Asia/Shanghai',
  EAT: 'Africa/Addis_Ababa',
  ECT: 'Europe/Paris',
  IET: 'America/Indiana/Indianapolis',
  IST: 'Asia/Kolkata',
  JST: 'Asia/Tokyo',
  MIT: 'Pacific/Apia',
  NET: 'Asia/Yerevan',
  NST: 'Pacific/Auckland',
  PLT: 'Asia/Karachi',
  PNT: 'America/Phoenix',
  PRT: 'America/Puerto_Rico',
  PST: 'America/Los_Angeles',
  SST: 'Pacific/Guadalcanal',
  VST: 'Asia/Ho_Chi_Minh',
}

const FIXED: Readonly<Record<string, readonly [minutes: number, short: string, long: string]>> = {
  UTC: [0, 'UTC', 'Coordinated Universal Time'],
  'Etc/UTC': [0, 'UTC', 'Coordinated Universal Time'],
  UCT: [0, 'UTC', 'Coordinated Universal Time'],
  Zulu: [0, 'UTC', 'Coordinated Universal Time'],
  GMT: [0, 'GMT', 'Greenwich Mean Time'],
  EST: [-300, 'EST', 'Eastern Standard Time'],
  MST: [-420, 'MST', 'Mountain Standard Time'],
  HST: [-600, 'HST', 'Hawaii Standard Time'],
}

function findZone(name: string): Zone {
  const known = FIXED[name]
  if (known !== undefined) return fixedZone(...known)
  const custom = /^GMT([+-])(\d{1,2})(?::?(\d\d))?$/.exec(name)
  if (custom !== null) return customZone(custom)
  try {
    return new NamedZone(SHORT_NAMES[name] ?? name)
  } catch (error) {
    if (error instanceof RangeError) return fixedZone(...FIXED['GMT']!)
    throw error
  }
}

function fixedZone(minutes: number, short: string, long: string): Zone {
  return { offset: () => minutes, shortName: () => short, longName: () => long }
}

function customZone([, sign, hours, minutes = '00']: RegExpExecArray): Zone {
  if (Number(hours) > 23 || Number(minutes) > 59) return fixedZone(...FIXED['GMT']!)
  const total = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  const text = total === 0 ? 'GMT' : `GMT${sign}${hours!.padStart(2, '0')}:${minutes}`
  return fixedZone(total, text, text)
}

const WINTER = Date.UTC(2023, 0, 15)
const SUMMER = Date.UTC(2023, 6, 15)

/** Since 1970 no offset has changed within half a minute of the clock; most dates are of the same one as the date before. */
const SLOT_MS = 30_000

/** A zone of the IANA data base, by `Intl`. */
class NamedZone implements Zone {
  private readonly name: string
  private readonly offsets: Intl.DateTimeFormat
  private readonly short: Intl.DateTimeFormat
  private readonly long: Intl.DateTimeFormat
  private slot = -1
  private slotOffset = 0

  constructor(name: string) {
    this.name = name
    this.offsets = this.format('longOffset')
    this.short = this.format('short')
    this.long = this.format('long')
  }

  offset(millis: number): number {
    const slot = Math.floor(millis / SLOT_MS)
    if (slot < 0) return this.offsetAt(millis)
    if (slot !== this.slot) {
      this.slotOffset = this.offsetAt(millis)
      this.slot = slot
    }
    return this.slotOffset
  }

  private offsetAt(millis: number): number {
    const [, sign, hours = '0', minutes = '0'] = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(this.part(this.offsets, millis)) ?? []
    return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  }

  shortName(millis: number): string {
    const name = this.part(this.short, this.sinceNamed(millis))
    return /^GMT[+-]/.test(name) ? (abbreviate(this.longName(millis)) ?? name) : name
  }

  longName(millis: number): string {
    return this.part(this.long, this.sinceNamed(millis))
  }

  /** `Intl` has no names for the time before 1970, Java uses those of today: a winter's or a summer's. */
  private sinceNamed(millis: number): number {
    if (millis >= 0) return millis
    const offset = this.offset(millis)
    return [WINTER, SUMMER].find(each => this.offset(each) === offset) ?? millis
  }

  private format(timeZoneName: 'short' | 'long' | 'longOffset'): Intl.DateTimeFormat {
    return new Intl.DateTimeFormat('en-US', { timeZone: this.name, timeZoneName })
  }

  private part(format: Intl.DateTimeFormat, millis: number): string {
    return format.formatToParts(millis).find(part => part.type === 'timeZoneName')!.value
  }
}

/** `Central European Summer Time` is `CEST`: Java knows the short names of most zones, `Intl` only of American ones. */
function abbreviate(long: string): string | undefined {
  const words = long.split(/[\s-]+/)
  if (!words.includes('Time')) return undefined
  const initials = words
    .filter(word => word !== 'Standard' || !/^(Central|Eastern|Western) European|^Greenwich/.test(long))
    .map(word => word[0])
  return initials.join('')
}
