import { STATUS_CODES } from 'node:http'

/** Statuses that Camel's server calls otherwise than Node; `undefined`: it has no name for them. */
const OTHER: ReadonlyMap<number, string | undefined> = new Map([
  [103, undefined],
  [208, undefined],
  [226, undefined],
  [413, 'Request Entity Too Large'],
  [414, 'Request-URI Too Long'],
  [416, 'Requested Range Not Satisfiable'],
  [418, undefined],
  [425, 'Unordered Collection'],
  [451, undefined],
  [508, undefined],
  [509, undefined],
])

const CLASSES: readonly (string | undefined)[] = [undefined, 'Informational', 'Success', 'Redirection', 'Client Error', 'Server Error']

/** What stands behind the status in the first line of a response. */
export function reasonPhrase(status: number): string {
  if (status === 200) return 'OK'
  const known = OTHER.has(status) ? OTHER.get(status) : STATUS_CODES[status]
  return known ?? `${CLASSES[Math.floor(status / 100)] ?? 'Unknown Status'} (${status})`
}
