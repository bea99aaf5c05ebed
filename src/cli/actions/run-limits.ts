import type { Kafila } from '../../runtime/kafila.ts'

/** When a run ends by itself; nothing: never. */
export interface RunLimits {
  readonly messages: number
  readonly seconds: number
  readonly idleSeconds: number
}

interface Given {
  readonly maxMessages?: string
  readonly maxSeconds?: string
  readonly maxIdleSeconds?: string
}

/** The limits of the command line, else those of the application's properties (Camel's names). */
export function runLimits(kafila: Kafila, given: Given): RunLimits {
  const { main } = kafila.services
  return {
    messages: positive(given.maxMessages ?? main.durationMaxMessages),
    seconds: positive(given.maxSeconds ?? main.durationMaxSeconds),
    idleSeconds: positive(given.maxIdleSeconds ?? main.durationMaxIdleSeconds),
  }
}

function positive(given: string | number | undefined): number {
  const number = Number(given)
  return given !== undefined && number > 0 ? number : Number.POSITIVE_INFINITY
}

/** How many seconds a stop waits for what is in flight, where neither the command line nor a property says. */
const SHUTDOWN_SECONDS = 30

/** How many seconds a stop of the command waits for what is in flight. */
export function shutdownSeconds(kafila: Kafila, given: string | undefined): number {
  return Number(given ?? kafila.services.main.shutdownTimeout ?? SHUTDOWN_SECONDS)
}

const IDLE_CHECK_MS = 100

/** The end of a run that is awaited. */
export interface AwaitedEnd {
  /** Resolves at the first limit or signal. */
  readonly end: Promise<'limit' | NodeJS.Signals>
  /** How many messages have failed so far. */
  failures(): number
  /** Waits no longer, where there is nothing that could end. */
  cancel(): void
}

/**
 * Waits for the first limit or signal, from before the start on: messages that come while it starts count, and a signal then ends it in good
 * order. The timer keeps the process alive, whatever the sources do.
 */
export function awaitEnd(kafila: Kafila, limits: RunLimits): AwaitedEnd {
  let cancel!: () => void
  let failures = 0
  const end = new Promise<'limit' | NodeJS.Signals>(resolve => {
    const started = Date.now()
    let last = started
    let messages = 0
    cancel = () => {
      clearInterval(timer)
      forget()
      for (const signal of SIGNALS) process.removeListener(signal, done)
    }
    const done = (how: 'limit' | NodeJS.Signals) => {
      cancel()
      resolve(how)
    }
    const forget = kafila.onExchangeDone(exchange => {
      if (!exchange.succeeded) failures += 1
      last = Date.now()
      messages += 1
      if (messages >= limits.messages) done('limit')
    })
    const timer = setInterval(() => {
      const now = Date.now()
      if (kafila.inFlight > 0) last = now
      if (now - started >= limits.seconds * 1000 || now - last >= limits.idleSeconds * 1000) done('limit')
    }, IDLE_CHECK_MS)
    for (const signal of SIGNALS) process.on(signal, done)
  })
  return { end, cancel, failures: () => failures }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const
