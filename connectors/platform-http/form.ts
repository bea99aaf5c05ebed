import { isKafilaError } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { foldHeader } from '../../src/core/headers.ts'
import { isCamelHeader } from '../../src/http/header-filter.ts'
import { parseQuery } from '../../src/http/query.ts'
import { addHeader } from './head.ts'

export type FormFields = Iterable<readonly [string, string]>

/**
 * Puts a form's fields into an exchange: each is a header, and together they are the body, a map. A field given several times is a
 * list. Without fields (or with `withBody` false) the body is null.
 */
export function applyForm(exchange: Exchange, fields: FormFields, withBody: boolean): void {
  const body: Record<string, unknown> = {}
  let any = false
  for (const [name, value] of fields) {
    if (isCamelHeader(foldHeader(name))) continue
    addHeader(exchange, name, value)
    const present = Object.hasOwn(body, name) ? body[name] : undefined
    body[name] = present === undefined ? value : Array.isArray(present) ? [...present, value] : [present, value]
    any = true
  }
  exchange.body = any && withBody ? body : null
}

/** The fields of an urlencoded form, up to the first that is not encoded correctly. */
export function* urlencodedFields(text: string): Generator<[string, string]> {
  const fields = parseQuery(text)
  for (;;) {
    try {
      const next = fields.next()
      if (next.done) return
      yield next.value
    } catch (error) {
      if (isKafilaError(error)) return
      throw error
    }
  }
}
