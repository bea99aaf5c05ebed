import type { ConnectorContext, IdempotentRepository } from '../../src/kit/index.ts'
import { MemoryIdempotentRepository, Postponed, stateByUri } from '../../src/kit/index.ts'
import { repositoryOrStore } from '../../src/stores/store-idempotent-repository.ts'
import type { S3SourceOptions } from './source-fields.ts'

/** How many objects may be in hand: more are not taken. */
export const MAX_IN_PROGRESS = 10_000

/** What the sources and pollers of one URI share. */
export interface EndpointState {
  readonly inProgress: IdempotentRepository
  /** Where objects are taken once only. */
  readonly repository: IdempotentRepository | undefined
  /** Objects that failed and wait. */
  readonly postponed: Postponed
  /** Objects whose message has succeeded and that could not be deleted or moved yet. */
  readonly finished: MemoryIdempotentRepository
  /** Objects that are in hand now. */
  held: number
  /** Where the next listing goes on. */
  cursor: string | undefined
}

/** The state of an endpoint. */
export function endpointState(options: S3SourceOptions, context: ConnectorContext): EndpointState {
  return stateByUri('aws2-s3', context, () => makeState(options, context))
}

function makeState(options: S3SourceOptions, context: ConnectorContext): EndpointState {
  const { services } = context
  const remembered = repositoryOrStore(options.idempotentRepository, context)
  return {
    inProgress: repositoryOrStore(options.inProgressRepository, context) ?? new MemoryIdempotentRepository(0),
    repository: options.idempotent ? (remembered ?? new MemoryIdempotentRepository(10_000)) : undefined,
    postponed: new Postponed(services.clock),
    finished: new MemoryIdempotentRepository(10_000),
    held: 0,
    cursor: undefined,
  }
}
