import type { StepModel } from '../../kit/field.ts'
import { allRoutes, type CheckInput, placeText, type Rule, resolved } from '../rule.ts'

/** Ids of steps are unique over all routes, and differ from those of the routes. Clauses of doTry do not count, branches of choice do. */
export const duplicateNodeIds: Rule = (input, report) => {
  const { positions } = input
  const first = new Map<string, { node: object; key: string }>()
  for (const route of allRoutes(input)) {
    const id = resolved(input, route.id)
    if (id !== undefined && !first.has(id)) first.set(id, { node: route, key: 'id' })
  }
  for (const route of allRoutes(input)) {
    for (const node of nodesWithIds(route.steps, input)) {
      const given = resolved(input, node.id)
      if (given === undefined) continue
      const id = (resolved(input, route.options['nodePrefixId']) ?? '') + given
      const before = first.get(id)
      if (before === undefined) first.set(id, { node: node.owner, key: 'id' })
      else
        report(
          'KF_ROUTE_DUPLICATE_ID',
          { id, first: placeText(positions.value(before.node, before.key)) },
          positions.value(node.owner, 'id'),
        )
    }
  }
}

interface NodeWithId {
  readonly id: string
  /** What holds the id. */
  readonly owner: object
}

function* nodesWithIds(steps: readonly StepModel[], input: CheckInput): Generator<NodeWithId> {
  for (const step of steps) {
    if (step.id) yield { id: step.id, owner: step.options }
    const fields = input.catalog.steps.get(step.step)?.fields ?? {}
    for (const [name, value] of Object.entries(step.options)) {
      if (name === 'steps') yield* nodesWithIds(value as StepModel[], input)
      else if (fields[name]?.kind === 'group' || fields[name]?.kind === 'list') {
        for (const group of [value].flat()) yield* inGroup(group, fields[name]!.alsoAsStep !== true, input)
      }
    }
  }
}

function* inGroup(group: unknown, counts: boolean, input: CheckInput): Generator<NodeWithId> {
  if (typeof group !== 'object' || group === null || !('steps' in group)) return
  const { id } = group as { id?: unknown }
  if (counts && typeof id === 'string' && id !== '') yield { id, owner: group }
  yield* nodesWithIds(group.steps as StepModel[], input)
}
