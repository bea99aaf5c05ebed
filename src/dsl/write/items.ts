import type { DataFormatModel } from '../../kit/field.ts'
import type { BeanModel, ElementModel, FileModel, Options, RouteModel } from '../../model/route.ts'

/** Something that stands in a file. */
export type ModelItem =
  | { readonly kind: 'route'; readonly route: RouteModel }
  | { readonly kind: 'element'; readonly element: ElementModel }
  | { readonly kind: 'beans'; readonly beans: readonly BeanModel[] }
  | { readonly kind: 'dataFormats'; readonly dataFormats: readonly DataFormatModel[] }

/** What a file says in an order in which it is read alike: beans and data formats first, elements before the routes that they stood before. */
export function inOrder({ routes, beans, dataFormats, elements }: FileModel): ModelItem[] {
  const before = (count: number): ModelItem[] =>
    elements.filter(each => each.routesBefore === count).map(element => ({ kind: 'element', element }))
  return [
    ...(beans.length > 0 ? [{ kind: 'beans', beans } as const] : []),
    ...(dataFormats.length > 0 ? [{ kind: 'dataFormats', dataFormats } as const] : []),
    ...routes.flatMap((route, index) => [...before(index), { kind: 'route', route } as const]),
    ...before(routes.length),
  ]
}

/** The options of a `route` element, as a file has them. */
export function routeOptions({ id, from, steps, clauses, options }: RouteModel): Options & { readonly from: Options } {
  return { ...(id !== undefined && { id }), ...options, from: { ...from, ...(clauses !== undefined && { clauses }), steps } }
}
