import type { ServedOperation } from './contract-binding.ts'

/** The operation that takes a request, with its path parameters; or the methods that its path has; or neither. */
export interface FoundOperation<Operation> {
  readonly operation: Operation | undefined
  readonly parameters: Readonly<Record<string, string>>
  /** Methods of other operations of the path. */
  readonly allow: readonly string[]
}

type Path = Pick<ServedOperation, 'method' | 'path'>

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH']

/**
 * Finds operations by method and path; concrete paths stand before templates. Slashes at the ends count nothing, names of segments are
 * compared without case, as in Camel, and OPTIONS is taken by any operation of its path where none is for it.
 */
export class ContractPaths<Operation extends Path> {
  private readonly operations: readonly (readonly [Operation, readonly string[]])[]

  constructor(operations: readonly Operation[]) {
    this.operations = operations.map(operation => [operation, segments(operation.path)] as const)
  }

  find(method: string, path: string): FoundOperation<Operation> {
    const wanted = segments(path)
    const matching = this.operations.filter(([, parts]) => matches(parts, wanted))
    const own = matching.find(([operation]) => operation.method === method)
    const found = own ?? (method === 'OPTIONS' ? matching[0] : undefined)
    if (found !== undefined) return { operation: found[0], parameters: parametersOf(found[1], wanted), allow: [] }
    const methods = new Set(matching.map(([operation]) => operation.method))
    return { operation: undefined, parameters: {}, allow: METHODS.filter(each => methods.has(each)) }
  }
}

function segments(path: string): readonly string[] {
  return path.replace(/^\/+|\/+$/g, '').split('/')
}

function matches(parts: readonly string[], wanted: readonly string[]): boolean {
  return parts.length === wanted.length && parts.every((part, index) => isTemplate(part) || sameName(part, wanted[index]!))
}

function sameName(part: string, wanted: string): boolean {
  return part.toLowerCase() === wanted.toLowerCase()
}

function isTemplate(part: string): boolean {
  return part.startsWith('{') && part.endsWith('}')
}

function parametersOf(parts: readonly string[], wanted: readonly string[]): Record<string, string> {
  return Object.fromEntries(parts.flatMap((part, index) => (isTemplate(part) ? [[part.slice(1, -1), wanted[index]!]] : [])))
}
