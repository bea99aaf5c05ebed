/** Camel's camelCase form of an option that is written with dashes (`completion-size`); other names are unchanged. */
export function canonicalName(name: string): string {
  return name.includes('-') ? name.replace(/-+([^-])/g, (_, letter: string) => letter.toUpperCase()) : name
}

/** The form in which Camel compares names of options: without dashes and case. */
export function foldedName(name: string): string {
  return canonicalName(name).toLowerCase()
}

/** Whether two names are those of one option. */
export function isSameName(a: string, b: string): boolean {
  return foldedName(a) === foldedName(b)
}
