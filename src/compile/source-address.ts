import { resolveMap } from '../kit/field.ts'
import { withoutAbsentOptions } from '../kit/uri.ts'
import type { FromModel } from '../model/route.ts'

/** The URI and the parameters of a source, placeholders resolved; those without value are told of all at once (`KF_FIELD_INVALID`). */
export function sourceAddress(
  { uri, parameters = {} }: FromModel,
  text: (raw: string) => string | undefined,
): { readonly uri: string; readonly parameters: Readonly<Record<string, unknown>> } {
  const made = resolveMap({ uri: withoutAbsentOptions(uri, { text }), parameters }, { text })
  return { uri: (made['uri'] ?? '') as string, parameters: made['parameters'] as Record<string, unknown> }
}
