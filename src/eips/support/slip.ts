import { addMissing, type Entries, keepEntries } from '../../core/copy-results.ts'
import { type Exchange, FAILED, RUNNING } from '../../core/exchange.ts'
import { takeFailure } from '../../core/take-failure.ts'
import { boolean, text } from '../../kit/field.ts'
import type { EndpointHandle, StepContext } from '../../kit/step.ts'
import { type EndpointSteps, guardedSteps } from './endpoint-steps.ts'
import { iteratorOf } from './items.ts'
import { Recipients, recipientFields } from './recipient.ts'

/** The options that routingSlip and dynamicRouter share. */
export const slipFields = {
  uriDelimiter: text({ describe: 'What stands between endpoints in a text.', default: ',' }),
  ignoreInvalidEndpoints: boolean({
    describe: 'Whether endpoints that do not exist are passed over instead of failing the exchange.',
    default: false,
  }),
  ...recipientFields,
}

interface SlipOptions {
  readonly uriDelimiter: string
  readonly ignoreInvalidEndpoints: boolean
  readonly cacheSize: number | undefined
  readonly allowedSchemes: string | undefined
}

/**
 * Sends an exchange from endpoint to endpoint, each getting what the one before made. The error handler works on each hop alone, and once
 * more on a failure that the hop's own has given up.
 */
export class Slip {
  private readonly context: StepContext
  private readonly options: SlipOptions
  private readonly recipients: Recipients
  private readonly sends: EndpointSteps

  constructor(options: SlipOptions, context: StepContext) {
    this.context = context
    this.options = options
    this.recipients = new Recipients(options, context)
    this.sends = guardedSteps(context, true)
  }

  /** The endpoints in a value. */
  hops(value: unknown): Hops {
    return iteratorOf(this.recipients.listed(value, this.options.uriDelimiter))
  }

  /** Goes through the endpoints until the end, or until one ends the exchange. */
  follow(exchange: Exchange, hops: Hops): void | Promise<void> {
    exchange.removeProperty('CamelSlipEndpoint')
    return this.next(exchange, hops, undefined)
  }

  private next(exchange: Exchange, hops: Hops, kept: Entries | undefined): void | Promise<void> {
    let entries = kept
    for (;;) {
      if (exchange.status !== RUNNING) return this.end(exchange, entries)
      const hop = hops.next()
      if (hop instanceof Promise) return this.tail(exchange, hops, hop, entries)
      if (hop.done) return this.end(exchange, entries)
      const waiting = this.go(exchange, hop.value, entries) ?? this.context.turn()
      entries ??= waiting === undefined ? keepEntries(exchange) : undefined
      if (waiting !== undefined) return waiting.then(() => this.next(exchange, hops, entries ?? keepEntries(exchange)))
    }
  }

  private end(exchange: Exchange, kept: Entries | undefined): void {
    // hops behind the first work on copies: what they removed is there again, what they set stays
    if (kept !== undefined) addMissing(exchange, kept)
    failAgain(exchange)
  }

  private async tail(exchange: Exchange, hops: Hops, first: Promise<IteratorResult<unknown>>, kept: Entries | undefined): Promise<void> {
    const hop = await first
    if (hop.done) return this.end(exchange, kept)
    await this.go(exchange, hop.value, kept)
    return this.next(exchange, hops, kept ?? keepEntries(exchange))
  }

  private go(exchange: Exchange, recipient: unknown, kept: Entries | undefined): void | Promise<void> {
    const endpoint = this.endpoint(exchange, recipient, kept)
    if (endpoint === undefined) return
    exchange.ownProperties()['CamelSlipEndpoint'] = endpoint.uri
    exchange.named = true
    return this.sends.to(endpoint)(exchange)
  }

  private endpoint(exchange: Exchange, recipient: unknown, kept: Entries | undefined): EndpointHandle | undefined {
    try {
      return this.recipients.target(this.recipients.listedUri(recipient, exchange), this.options.ignoreInvalidEndpoints)
    } catch (error) {
      if (kept !== undefined) addMissing(exchange, kept)
      throw error
    }
  }
}

/** Gives one endpoint after the other. */
export interface Hops {
  next(): IteratorResult<unknown> | Promise<IteratorResult<unknown>>
}

/** Hands the failure of a hop to the error handler around the slip. */
function failAgain(exchange: Exchange): void {
  if (!(exchange.status & FAILED)) return
  const exception = takeFailure(exchange)
  exchange.spent = false
  exchange.replied = exception
  throw exception
}
