import type { ConnectorContext, IdempotentRepository } from '../../src/kit/index.ts'
import { MemoryIdempotentRepository } from '../../src/kit/index.ts'
import { repositoryOrStore } from '../../src/stores/store-idempotent-repository.ts'
import type { FileSourceOptions } from './source-fields.ts'

/** What a source and the pollers of the same URI share. */
export interface EndpointState {
  readonly inProgress: IdempotentRepository
  /** Where files are taken once only. */
  readonly repository: IdempotentRepository | undefined
  readonly idempotent: boolean
}

const MAX_REMEMBERED = 1000

/** The state of an endpoint, by its URI; of dynamic URIs the last thousand are remembered. */
export function endpointState(options: FileSourceOptions, context: ConnectorContext): EndpointState {
  const states = context.shared('file', () => new Map<string, EndpointState>())
  const known = states.get(context.uri)
  if (known !== undefined) return known
  const state = makeState(options, context)
  states.set(context.uri, state)
  if (states.size > MAX_REMEMBERED) states.delete(states.keys().next().value!)
  return state
}

function makeState(options: FileSourceOptions, context: ConnectorContext): EndpointState {
  const idempotent = options.idempotent ?? options.noop
  const given = repositoryOrStore(options.idempotentRepository, context)
  return {
    inProgress: repositoryOrStore(options.inProgressRepository, context) ?? new MemoryIdempotentRepository(0),
    repository: given ?? (idempotent ? new MemoryIdempotentRepository() : undefined),
    idempotent,
  }
}
