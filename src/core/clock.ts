/** A time as an object, which many things can share: V8 would make a new one for each of them to keep the number in. */
export class Instant {
  readonly ms: number

  /** Milliseconds since the epoch. */
  constructor(ms: number) {
    this.ms = ms
  }
}

/** Time and timers, given to everything that waits, so that tests move the clock instead of sleeping. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** As `now`, but read once per turn of the event loop: for stamps on many things, where reading the clock would cost more than the rest. Default: `now`. */
  recent?(): Instant
  /** Resolves after `ms`; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** Runs `action` once after `ms`; returns the function that cancels it. Timers do not keep the process alive where `background` is set. */
  after(ms: number, action: () => void, options?: { readonly background?: boolean }): () => void
}

/** The longest delay that a Node timer holds; longer waits are made of several. */
const LONGEST = 2 ** 31 - 1

let ofTurn: Instant | undefined

function forgetTurn(): void {
  ofTurn = undefined
}

function beginTurn(): Instant {
  setImmediate(forgetTurn).unref()
  ofTurn = new Instant(Date.now())
  return ofTurn
}

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  recent: () => ofTurn ?? beginTurn(),
  sleep(ms, signal) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason)
        return
      }
      const onAbort = () => {
        cancel()
        reject(signal!.reason)
      }
      const cancel = systemClock.after(ms, () => {
        signal?.removeEventListener('abort', onAbort)
        resolve()
      })
      signal?.addEventListener('abort', onAbort, { once: true })
    })
  },
  after(ms, action, options) {
    let timer: NodeJS.Timeout
    const arm = (left: number) => {
      timer = left > LONGEST ? setTimeout(() => arm(left - LONGEST), LONGEST) : setTimeout(action, Math.max(0, left))
      if (options?.background) timer.unref()
    }
    arm(ms)
    return () => clearTimeout(timer)
  },
}
