import type { RestBinding } from './binding.ts'
import type { MockAnswers } from './openapi-mock.ts'

/** A contract that one route serves: plain data, kept in the route's model. */
export interface ContractBinding {
  /** The path before those of the operations; empty where there is none. */
  readonly base: string
  /** Where the document is to be had, and its text. */
  readonly document: { readonly path: string; readonly text: string; readonly type: string | undefined } | undefined
  readonly operations: readonly ServedOperation[]
}

/** An operation as it is served. */
export interface ServedOperation {
  /** In upper case. */
  readonly method: string
  /** As in the document: `/pets/{id}`. */
  readonly path: string
  readonly binding: RestBinding
  /** The route that answers: `direct:getPet`; none where there is no such route. */
  readonly target: string | undefined
  /** What answers instead, with missingOperation mock. */
  readonly mock: MockAnswers | undefined
}

/** The name under which a route's options hold the contract that it serves. */
export const REST_CONTRACT = 'restContract'
