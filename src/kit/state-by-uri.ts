import type { ConnectorContext } from './connector.ts'

const MAX_URIS = 1000

/** What the sources and pollers of one URI share; made by the first who asks. Of URIs that messages make the last thousand are remembered. */
export function stateByUri<S>(scheme: string, context: ConnectorContext, make: () => S): S {
  const { uri } = context
  const states = context.shared(scheme, () => new Map<string, S>())
  const known = states.get(uri)
  if (known !== undefined) return known
  const state = make()
  states.set(uri, state)
  if (states.size > MAX_URIS) states.delete(states.keys().next().value!)
  return state
}
