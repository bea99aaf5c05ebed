import type { Follower } from './follower.ts'
import { copyProperties, type HeaderRecord } from './headers.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** What only few exchanges have, beside them: so an exchange stays small, and making one quick. */
export class ExchangeExtras {
  variables: HeaderRecord | undefined = undefined
  spellings: Map<string, string> | undefined = undefined
  release: (() => void) | undefined = undefined
  saga: string | undefined = undefined
  origin: UnitOfWork | undefined = undefined
  id: string | undefined = undefined
  messageId: string | undefined = undefined
  givenUp: unknown = undefined
  replied: unknown = undefined
  follower: Follower | undefined = undefined

  /** What a copy of the exchange has of it: all but the ids and the failure; `undefined` where that is nothing. */
  forCopy(): ExchangeExtras | undefined {
    const { variables, spellings, release, saga, origin, follower } = this
    if (!(variables ?? spellings ?? release ?? saga ?? origin ?? follower)) return undefined
    const copy = new ExchangeExtras()
    copy.variables = variables && copyProperties(variables)
    copy.spellings = spellings
    copy.release = release
    copy.saga = saga
    copy.origin = origin
    copy.follower = follower
    return copy
  }
}
