import { errors } from '../../src/core/errors.ts'

/** Which statuses are good, by a list of numbers and ranges: `200-299,404`. */
export function okStatuses(ranges: string): (status: number) => boolean {
  const parsed = ranges.split(',').map(parseRange)
  return status => parsed.some(([from, to]) => status >= from && status <= to)
}

function parseRange(range: string): [number, number] {
  const parts = /^\s*(\d+)\s*(?:-\s*(\d+)\s*)?$/.exec(range)
  if (parts === null) throw errors.KF_FIELD_TYPE({ value: range, expected: 'a status or a range of statuses (200-299)' })
  return [Number(parts[1]), Number(parts[2] ?? parts[1])]
}
