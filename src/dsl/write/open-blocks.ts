import type { Catalog } from '../../kit/catalog.ts'
import type { Fields, StepModel } from '../../kit/field.ts'
import type { FileModel } from '../../model/route.ts'

/** Blocks without steps that others follow: in YAML they would take these for their own (Camel's flow mode). */
export function openBlocks({ routes, elements }: FileModel, catalog: Catalog): StepModel[] {
  return [...routes, ...elements].flatMap(each => [...search(each, catalog)])
}

function* search(node: object, catalog: Catalog): Generator<StepModel> {
  if (Array.isArray(node)) for (const each of node.slice(0, -1)) if (isOpen(each, catalog)) yield each
  for (const value of Object.values(node)) if (typeof value === 'object' && value !== null) yield* search(value, catalog)
}

function isOpen(node: unknown, catalog: Catalog): node is StepModel {
  const { step, options } = (node ?? {}) as Partial<StepModel>
  if (typeof step !== 'string' || options === undefined) return false
  const fields: Fields = catalog.steps.get(step)?.fields ?? {}
  const kind = fields['steps']?.kind
  if ((kind !== 'steps' && kind !== 'branches') || (options['steps'] as readonly unknown[] | undefined)?.length) return false
  return !Object.keys(options).some(
    name => !fields[name]?.alsoAsStep && fields[name]?.kind === 'group' && fields[name].fields?.['steps'] !== undefined,
  )
}
