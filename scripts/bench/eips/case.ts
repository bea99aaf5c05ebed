/** A message as a program without Kafila has it. */
export interface Message {
  body: unknown
  headers: Record<string, unknown>
  properties: Record<string, unknown>
}

/** Takes what arrives at the end. */
export type Arrive = (message: Message) => void

/** A route, and the same by hand on one message. */
export interface Case {
  readonly id: string
  /** Its steps in YAML. */
  readonly steps: string
  /** What else its file has. */
  readonly more?: string
  readonly body: unknown
  readonly headers?: Record<string, unknown>
  /** A header that differs from message to message. */
  readonly differs?: { readonly header: string; readonly value: (index: number) => unknown }
  /** How many messages come in between two arrivals at `bench:end`, which are waited for; without it nothing arrives there. */
  readonly arrivesAfter?: number
  /** Both give the same JSON with blanks at other places. */
  readonly layoutDiffers?: true
  /** Makes what does the same by hand: changes the message, and gives `arrive` what arrives. */
  readonly hand: (arrive: Arrive) => (message: Message) => void | Promise<void>
}

/** A copy of a message with other properties. */
export function copyOf({ body, headers }: Message, properties: Record<string, unknown>): Message {
  return { body, headers: { ...headers }, properties }
}

/** Runs what is given to it later, one after the other, as a queue in memory does. */
export class Later<T> {
  private waiting: T[] = []
  private readonly work: (item: T) => void

  constructor(work: (item: T) => void) {
    this.work = work
  }

  add(item: T): void {
    if (this.waiting.push(item) === 1) setImmediate(() => this.run())
  }

  private run(): void {
    const items = this.waiting
    this.waiting = []
    for (const item of items) this.work(item)
  }
}
