/** What the path of a `rest-openapi:` endpoint names; what it does not name is `undefined`. */
export interface NamedOperation {
  readonly specification: string | undefined
  readonly operation: string | undefined
}

/** Takes `specification#operation` apart. Without `#` it is a document where it ends as one (.json, .yaml, .yml), else an operation. */
export function namedOperation(path: string): NamedOperation {
  const hash = path.lastIndexOf('#')
  if (hash >= 0) return { specification: some(path.slice(0, hash)), operation: some(path.slice(hash + 1)) }
  return /\.(json|ya?ml)$/.test(path) ? { specification: path, operation: undefined } : { specification: undefined, operation: some(path) }
}

function some(text: string): string | undefined {
  return text === '' ? undefined : text
}
