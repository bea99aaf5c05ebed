import type { ConnectorContext, IdempotentRepository } from '../../src/kit/index.ts'
import { MemoryIdempotentRepository, stateByUri } from '../../src/kit/index.ts'
import { repositoryOrStore } from '../../src/stores/store-idempotent-repository.ts'
import type { FileSourceOptions } from './source-fields.ts'

/** What a source and the pollers of the same URI share. */
export interface EndpointState {
  readonly inProgress: IdempotentRepository
  /** Where files are taken once only. */
  readonly repository: IdempotentRepository | undefined
  readonly idempotent: boolean
}

/** The state of an endpoint. */
export function endpointState(options: FileSourceOptions, context: ConnectorContext): EndpointState {
  return stateByUri('file', context, () => makeState(options, context))
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
