import { charsetNamed, javaType } from '../../converters/index.ts'
import { errors } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'
import { boolean, text } from '../../kit/field.ts'

/** The type that a value is to become. */
export const typeField = text({ describe: 'The type, named as in Java.', required: true })

/** Whether it must be possible. */
export const mandatoryField = boolean({
  describe: 'Whether a value that cannot become this type is a failure; otherwise it becomes null.',
  default: true,
})

/** The charset under which it is converted. */
export const charsetField = text({ describe: 'Charset between bytes and text.' })

/** Checks when a route is built that a type exists, and gives its name. */
export function checkedType(type: string): string {
  if (javaType(type) === undefined) throw errors.KF_EXPR_UNKNOWN_TYPE({ name: type })
  return type
}

/** Checks when a route is built that a charset exists. */
export function checkCharset(charset: string | undefined): void {
  if (charset !== undefined) charsetNamed(charset)
}

/** Converts under a charset: it stands in `CamelCharsetName` meanwhile, and what stood there is put back. */
export function withCharset<T>(exchange: Exchange, charset: string | undefined, convert: () => T): T {
  if (charset === undefined) return convert()
  const before = exchange.property('CamelCharsetName')
  exchange.setProperty('CamelCharsetName', charsetNamed(charset).name)
  try {
    return convert()
  } finally {
    if (before === undefined) exchange.removeProperty('CamelCharsetName')
    else exchange.setProperty('CamelCharsetName', before)
  }
}
