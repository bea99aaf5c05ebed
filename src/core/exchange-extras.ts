import type { Follower } from './follower.ts'
import { copyProperties, type HeaderRecord } from './headers.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** The thread that an exchange would run on in Camel; its name is made when it is asked for. */
export interface Thread {
  readonly purpose: string
  name: string | undefined
}

/**
 * What only few exchanges have, beside them: so an exchange stays small, and making one quick. Copies have the same one as what they are
 * copies of, until one side writes: parts of a file have nothing in it but the delivery that they come of.
 */
export class ExchangeExtras {
  variables: HeaderRecord | undefined = undefined
  /** Never changed, only replaced. */
  spellings: Map<string, string> | undefined = undefined
  release: (() => void) | undefined = undefined
  saga: string | undefined = undefined
  origin: UnitOfWork | undefined = undefined
  messageId: string | undefined = undefined
  isDecided = false
  replied: unknown = undefined
  uncaught: unknown = undefined
  spent = false
  follower: Follower | undefined = undefined
  thread: Thread | undefined = undefined
  private isShared = false

  /** What a copy of the exchange has of it: all but the message's id, its own failures and the thread; `undefined` where that is nothing. */
  forCopy(): ExchangeExtras | undefined {
    if (this.isShared) return this
    const { variables, spellings, release, saga, origin, follower, isDecided } = this
    if (!(variables ?? spellings ?? release ?? saga ?? origin ?? follower ?? isDecided)) return undefined
    const shared = this.hasOwn ? this.copy() : this
    shared.isShared = true
    return shared
  }

  /** Whether there is anything in it that copies must not have. */
  private get hasOwn(): boolean {
    const { messageId, replied, uncaught, spent, thread } = this
    return spent || (messageId ?? replied ?? uncaught ?? thread) !== undefined
  }

  /** For an exchange that writes: a copy where others have it too. */
  own(): ExchangeExtras {
    return this.isShared ? this.copy() : this
  }

  private copy(): ExchangeExtras {
    const copy = new ExchangeExtras()
    copy.variables = this.variables && copyProperties(this.variables)
    copy.spellings = this.spellings
    copy.release = this.release
    copy.saga = this.saga
    copy.origin = this.origin
    copy.follower = this.follower
    copy.isDecided = this.isDecided
    return copy
  }
}
