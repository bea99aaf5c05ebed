import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { isNumber } from '../../core/values.ts'
import { dateFormat } from '../simple/date-format.ts'
import { defaultZone, timeZone, type Zone } from '../simple/time-zone.ts'
import { type Builtin, plain } from './builtin.ts'
import { fault, inputFault, typeFault, typeOf } from './values.ts'

const EPOCH_TEXT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/

function fromDate(input: unknown): number {
  if (typeof input !== 'string') throw inputFault('fromdateiso8601', input, 'STRING')
  if (input.length > 20) throw fault(`date "${input}" does not match format "%Y-%m-%dT%H:%M:%SZ"`)
  const millis = EPOCH_TEXT.test(input) ? Date.parse(input) : Number.NaN
  if (Number.isNaN(millis)) throw fault(UNNAMED)
  return Math.floor(millis / 1000)
}

function toDate(input: unknown): string {
  if (!isNumber(input)) throw inputFault('todateiso8601', input, 'NUMBER')
  const date = new Date(Math.trunc(Number(input)) * 1000)
  if (Number.isNaN(date.getTime())) throw fault(UNNAMED)
  return date.toISOString().replace('.000Z', 'Z')
}

/** What jackson-jq says for a failure of Java. */
const UNNAMED = 'N/A'

/** Writes milliseconds by a pattern of `java.text.SimpleDateFormat`; it is not the function of jq. */
function strftime(input: unknown, pattern: unknown, zone?: unknown): string {
  if (!isNumber(input)) throw inputFault('strptime', input, 'NUMBER')
  if (typeof pattern !== 'string') throw typeFault(`Illegal argument type: ${typeOf(pattern).toUpperCase()}`)
  if (zone !== undefined && typeof zone !== 'string') throw typeFault('Timezone must be a string')
  return formatterOf(pattern)(Math.trunc(Number(input)), zone === undefined ? defaultZone() : timeZone(zone))
}

function formatterOf(pattern: string): (millis: number, zone: Zone) => string {
  try {
    return dateFormat(pattern)
  } catch {
    throw fault(UNNAMED)
  }
}

function uridecode(input: unknown): string {
  if (typeof input !== 'string') throw inputFault('urldecode', input, 'STRING')
  return new URLSearchParams(`v=${input.replaceAll('&', '%26')}`).get('v')!
}

/** The functions that jackson-jq has beside those of jq. */
export const MORE_BUILTINS: Readonly<Record<string, Builtin>> = {
  'fromdateiso8601/0': plain(fromDate),
  'todateiso8601/0': plain(toDate),
  'strftime/1': plain(strftime),
  'strftime/2': plain(strftime),
  'timestamp/0': plain(() => Date.now()),
  'uridecode/0': plain(uridecode),
  'hostname/0': plain(() => hostname()),
  'random/0': plain(() => Math.random()),
  'uuid4/0': plain(() => randomUUID()),
}
