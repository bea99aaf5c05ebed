import type { ClauseModel, FileModel, Options } from '../../model/route.ts'

interface WithClauses {
  readonly from?: { readonly clauses?: readonly ClauseModel[] }
}

/** The elements that stand among the steps of a file's routes, those of its templates too. */
export function clausesIn({ routes, elements }: FileModel): ClauseModel[] {
  const templates = elements.flatMap(({ options }) => [options, (options['route'] ?? {}) as Options]) as readonly WithClauses[]
  return [...routes.flatMap(each => each.clauses ?? []), ...templates.flatMap(({ from }) => from?.clauses ?? [])]
}
