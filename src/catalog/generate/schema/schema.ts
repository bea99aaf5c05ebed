/** A JSON Schema, draft 7, with the annotations that editors know. */
export type Schema = Readonly<Record<string, unknown>>

/** What a text may be as YAML reads it: what stands there without quotes counts as text too. */
export const TEXT: Schema = { type: ['string', 'number', 'boolean', 'null'] }

/** A value that stands for another: a property, or in some places an expression. */
export const PLACEHOLDER: Schema = { type: 'string', pattern: '\\{\\{|\\$\\{|\\$simple\\{|^#' }

/** A reference to a definition of the same schema. */
export function ref(name: string): Schema {
  return { $ref: `#/definitions/${name}` }
}

/** What hover shows. Editors escape marks in a description, so that one with code in it is given as Markdown too. */
export function described(text: string): Schema {
  return { description: text, ...(text.includes('`') && { markdownDescription: text }) }
}

/** A pattern for one of several words, written in any case. */
export function anyCase(words: readonly string[]): string {
  const folded = words.map(word =>
    word.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&').replaceAll(/[a-zA-Z]/g, letter => `[${letter.toLowerCase()}${letter.toUpperCase()}]`),
  )
  return `^(${folded.join('|')})$`
}

/** The names of options that may also be written with dashes, in that form: `completion-size`. */
export function dashedNames(names: readonly string[]): Schema {
  const dashed = names.filter(name => /[A-Z]/.test(name)).map(name => name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`))
  return dashed.length === 0 ? {} : { patternProperties: { [`^(${dashed.join('|')})$`]: true } }
}

export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1
}
