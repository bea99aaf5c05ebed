/** A part of a document: its members stand in the order in which they are written; `undefined` ones are left out. */
export type Part = Readonly<Record<string, unknown>>

/** A `rest` element or a part of one, its placeholders resolved. */
export type Described = Readonly<Record<string, unknown>>

/** An option as text; empty counts as not given. */
export function textOf(options: Described, name: string): string | undefined {
  return givenText(options, name) || undefined
}

/** An option as text, also an empty one. */
export function givenText(options: Described, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

/** The parts that an option lists. */
export function partsOf(options: Described, name: string): readonly Described[] {
  const value = options[name]
  if (value === undefined || value === null) return []
  return (Array.isArray(value) ? value : [value]) as readonly Described[]
}

/** Without what is undefined. */
export function compact(part: Part): Part {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined))
}
