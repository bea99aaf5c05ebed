import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Services } from '../core/services.ts'
import type { Store } from '../kit/store.ts'
import { decodeExchange } from './exchange-codec.ts'

/** The folder, below the directory of a runtime, where dead letters are kept unless their endpoint says otherwise. */
export const DEAD_LETTER_FOLDER = '.kafila/dead-letters'

/** What is told of a dead letter without looking into its message. */
export interface DeadLetterFacts {
  /** When it was put aside, in milliseconds since the epoch. */
  readonly time: number
  /** The route that it failed in, and where that route's messages come from. */
  readonly route: string
  readonly from: string
  /** The last endpoint that it was sent to before it failed. */
  readonly endpoint: string | null
  /** How often it was tried. */
  readonly attempts: number
  /** Code of the error (`KF_…`), Java class and text. */
  readonly code: string | null
  readonly exception: string | null
  readonly message: string | null
  /** The exchange that failed. */
  readonly exchangeId: string
}

/** A dead letter: `id` is unique in its queue, and in the order in which letters were put aside. */
export interface DeadLetter extends DeadLetterFacts {
  readonly id: string
  readonly queue: string
  /** Its message, as it was stored. */
  readonly content: Uint8Array
}

const PREFIX = 'dead-letter/'

/** Dead letters in a store, by queues. */
export class DeadLetters {
  private readonly store: Store

  constructor(store: Store) {
    this.store = store
  }

  /** Resolves when the letter is durable. */
  async add(queue: string, facts: DeadLetterFacts, content: Uint8Array): Promise<string> {
    const id = `${new Date(facts.time).toISOString().replaceAll(/[-:.]/g, '')}-${facts.exchangeId}`
    const head = Buffer.from(JSON.stringify(facts))
    const length = Buffer.alloc(4)
    length.writeUInt32BE(head.length)
    await this.store.set(place(queue, id), Buffer.concat([length, head, content]))
    return id
  }

  /** The letters of a queue, or of all, from the oldest on. */
  async *list(queue?: string): AsyncIterable<DeadLetter> {
    for await (const [key, value] of this.store.scan(queue === undefined ? PREFIX : place(queue, ''))) yield letterOf(key, value)
  }

  /** The letter of an id, in whatever queue; the beginning of an id is enough where it is the only one. */
  async find(id: string, queue?: string): Promise<DeadLetter | undefined> {
    const found: DeadLetter[] = []
    for await (const letter of this.list(queue)) {
      if (letter.id === id) return letter
      if (letter.id.startsWith(id)) found.push(letter)
    }
    return found.length === 1 ? found[0] : undefined
  }

  /** Whether there was such a letter. */
  async drop({ queue, id }: { readonly queue: string; readonly id: string }): Promise<boolean> {
    return this.store.delete(place(queue, id))
  }
}

/** The message of a dead letter as a new exchange: body, headers and variables as they were when it failed, without its failure. */
export function messageOf(letter: DeadLetter, services: Services): Exchange {
  const exchange = decodeExchange(letter.content, services)
  exchange.exception = undefined
  exchange.status = 0
  return exchange
}

function place(queue: string, id: string): string {
  return `${PREFIX}${encodeURIComponent(queue)}/${id}`
}

function letterOf(key: string, value: Uint8Array): DeadLetter {
  const [queue, id] = key.slice(PREFIX.length).split('/') as [string, string]
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  const length = bytes.length < 4 ? Number.POSITIVE_INFINITY : bytes.readUInt32BE(0)
  if (length + 4 > bytes.length) throw errors.KF_STORE_FORMAT({ reason: `the dead letter ${id} is damaged` })
  const facts = JSON.parse(bytes.toString('utf8', 4, 4 + length)) as DeadLetterFacts
  return { ...facts, id, queue: decodeURIComponent(queue), content: bytes.subarray(4 + length) }
}
