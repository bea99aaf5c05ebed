import { errors } from '../../src/core/errors.ts'

const FIELDS = /yyyy|MM|dd|HH|mm|ss|SSS/g

/** Milliseconds of a local time, by a pattern, or as Camel writes it in a URI (`yyyy-MM-dd HH:mm:ss`, or with a `T` between). */
export function parseTime(value: string, pattern = 'yyyy-MM-dd HH:mm:ss'): number {
  const text = pattern.includes('T') ? value.trim() : value.trim().replace('T', ' ')
  const names: readonly string[] = pattern.match(FIELDS) ?? []
  const form = pattern
    .replaceAll("'", '')
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(FIELDS, name => `(\\d{${name.length}})`)
  const found = new RegExp(`^${form}$`).exec(text)
  if (found === null) throw errors.KF_FIELD_TYPE({ value, expected: `a time as ${pattern}` })
  const part = (name: string, otherwise: number) => (names.includes(name) ? Number(found[names.indexOf(name) + 1]) : otherwise)
  return new Date(
    part('yyyy', 1970),
    part('MM', 1) - 1,
    part('dd', 1),
    part('HH', 0),
    part('mm', 0),
    part('ss', 0),
    part('SSS', 0),
  ).getTime()
}
