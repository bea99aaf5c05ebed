import { errors } from '../core/errors.ts'
import type { BuildScope, Field, FieldMeta, Given } from './field.ts'
import { text } from './field.ts'

/** The URI of an endpoint (a sink, unless `endpoint` says otherwise), with its placeholders resolved; an option whose value is an optional placeholder (`?size={{?size}}`) without value is left out. */
export function uri<const M extends FieldMeta>(meta: M): Field<Given<M, string>> {
  const plain = text(meta)
  const build = (raw: unknown, scope: BuildScope) => {
    const built = plain.build(typeof raw === 'string' ? withoutAbsentOptions(raw, scope) : raw, scope) as string | undefined
    if (built?.trim() === '') throw errors.KF_ROUTE_URI_SYNTAX({ uri: built, reason: 'it is empty', offset: 0 })
    return built
  }
  return { ...plain, endpoint: meta.endpoint ?? 'sink', build } as never
}

const OPTIONAL = /([?&])[^?&={}]+=(\{\{\?[^{}]*\}\})(&|$)/

/** The text of a URI without the options whose optional placeholders have no value; other placeholders stay. */
export function withoutAbsentOptions(raw: string, scope: Pick<BuildScope, 'text'>): string {
  let from = 0
  let result = raw
  for (;;) {
    const found = OPTIONAL.exec(result.slice(from))
    if (found === null) return result
    const [whole, mark, placeholder, end] = found
    const at = from + found.index
    if (scope.text(placeholder!) !== undefined) from = at + whole.length - end!.length
    else result = result.slice(0, at) + (end === '&' ? mark : '') + result.slice(at + whole.length)
  }
}
