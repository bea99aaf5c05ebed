import { errors } from '../core/errors.ts'

/** How many parameters of a query or form are read; the rest is left out. */
const MAX_PARAMETERS = 1024

/** The parameters of a query or a form, decoded (`+` is a blank), in their order; `&` and `;` separate them. */
export function* parseQuery(query: string): Generator<[string, string]> {
  let from = 0
  for (let count = 0; from <= query.length && count < MAX_PARAMETERS; ) {
    const end = nextSeparator(query, from)
    const part = query.slice(from, end)
    from = end + 1
    if (part === '' || part === '=') continue
    count += 1
    yield parameter(part)
  }
}

function nextSeparator(query: string, from: number): number {
  for (let i = from; i < query.length; i++) {
    const code = query.charCodeAt(i)
    if (code === 38 || code === 59) return i
  }
  return query.length
}

/** A part with an empty name is read as a name without value, as Camel's server does. */
function parameter(part: string): [string, string] {
  const text = part.startsWith('=') ? part.slice(1) : part
  const equals = text.indexOf('=')
  return equals < 0 ? [decode(text), ''] : [decode(text.slice(0, equals)), decode(text.slice(equals + 1))]
}

function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text
  if (!spaced.includes('%')) return spaced
  try {
    return decodeURIComponent(spaced)
  } catch (cause) {
    throw errors.KF_HTTP_REQUEST({ status: 400, reason: `${JSON.stringify(text)} is not encoded correctly` }, { cause })
  }
}
