const DRAFT_7 = 'http://json-schema.org/draft-07/schema#'

/** A schema of draft 4 as one of draft 7: bounds say themselves whether they are exclusive there, and ids are called `$id`. Others stay as they are. */
export function modern(schema: unknown): unknown {
  const { $schema } = (schema ?? {}) as { $schema?: unknown }
  return typeof $schema === 'string' && $schema.includes('draft-04') ? { ...(translated(schema) as object), $schema: DRAFT_7 } : schema
}

function translated(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(translated)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(
    ([key, each]) => [key === 'id' && typeof each === 'string' ? '$id' : key, translated(each)] as const,
  )
  const result: Record<string, unknown> = Object.fromEntries(entries)
  exclusive(result, 'minimum', 'exclusiveMinimum')
  exclusive(result, 'maximum', 'exclusiveMaximum')
  return result
}

function exclusive(schema: Record<string, unknown>, bound: string, flag: string): void {
  if (typeof schema[flag] !== 'boolean') return
  const { [flag]: on, ...rest } = schema
  delete schema[flag]
  if (on !== true || typeof rest[bound] !== 'number') return
  schema[flag] = rest[bound]
  delete schema[bound]
}
