/** Joins the parts of a path with one slash between each; one at the end of a part is dropped. */
export function joinPath(...parts: readonly (string | undefined)[]): string {
  const trimmed = parts.map(part => (part ?? '').replace(/^\/+|\/+$/g, '')).filter(part => part !== '')
  return `/${trimmed.join('/')}`
}
