import type { Position } from '../../core/diagnostic.ts'
import type { Positions } from '../../model/positions.ts'
import type { FileModel } from '../../model/route.ts'

/** A function or object of a program that a model refers to. */
export interface FoundObject {
  /** `the function of split`. */
  readonly what: string
  readonly at: Position | undefined
}

/** The functions and objects of a program that the routes of a file refer to, in their order. */
export function findObjects(file: FileModel, objects: ReadonlyMap<string, unknown>, positions: Positions): FoundObject[] {
  const { routes, elements } = file
  return objects.size === 0 ? [] : [...routes, ...elements].flatMap(each => [...search(each, 'the route', objects, positions)])
}

function* search(node: object, owner: string, objects: ReadonlyMap<string, unknown>, positions: Positions): Generator<FoundObject> {
  const name = nameOf(node) ?? owner
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string' && objects.has(value)) yield found(objects.get(value), name, positions.value(node, key))
    else if (typeof value === 'object' && value !== null) yield* search(value, name, objects, positions)
  }
}

function nameOf(node: object): string | undefined {
  const { step, element } = node as { step?: unknown; element?: unknown }
  if (typeof step === 'string') return step
  return typeof element === 'string' ? element : undefined
}

function found(object: unknown, owner: string, at: Position | undefined): FoundObject {
  return { what: `the ${typeof object === 'function' ? 'function' : 'object'} of ${owner}`, at }
}
