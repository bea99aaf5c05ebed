import { copyProperties, type HeaderRecord } from './headers.ts'

/** What only few exchanges have, beside them: so an exchange stays small, and making one quick. */
export class ExchangeExtras {
  variables: HeaderRecord | undefined = undefined
  spellings: Map<string, string> | undefined = undefined
  release: (() => void) | undefined = undefined
  saga: string | undefined = undefined
  id: string | undefined = undefined
  messageId: string | undefined = undefined

  /** What a copy of the exchange has of it: all but the ids; `undefined` where that is nothing. */
  forCopy(): ExchangeExtras | undefined {
    const { variables, spellings, release, saga } = this
    if (variables === undefined && spellings === undefined && release === undefined && saga === undefined) return undefined
    const copy = new ExchangeExtras()
    copy.variables = variables && copyProperties(variables)
    copy.spellings = spellings
    copy.release = release
    copy.saga = saga
    return copy
  }
}
