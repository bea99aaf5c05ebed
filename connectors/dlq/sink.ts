import { toText } from '../../src/converters/index.ts'
import { isKafilaError } from '../../src/core/errors.ts'
import { exceptionMessage, exceptionType } from '../../src/core/exceptions.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { maskSecrets } from '../../src/core/mask-secrets.ts'
import type { ConnectorContext, Sink } from '../../src/kit/index.ts'
import type { DeadLetterFacts } from '../../src/stores/dead-letters.ts'
import { encodeExchange } from '../../src/stores/exchange-codec.ts'
import { type LetterOptions, lettersOf } from './letters.ts'

/** Puts messages aside; settles when a letter is durable. */
export function openDeadLetterSink(options: LetterOptions, context: ConnectorContext): Sink {
  const letters = lettersOf(options, context)
  return {
    async send(exchange) {
      const content = await contentOf(exchange)
      await letters.add(options.queue, factsOf(exchange), content)
      context.meter.sent += 1
      context.meter.sentBytes += content.length
    },
    close() {},
  }
}

async function contentOf(exchange: Exchange): Promise<Buffer> {
  try {
    return await encodeExchange(exchange)
  } catch (error) {
    if (!isKafilaError(error) || error.code !== 'KF_STORE_UNSTORABLE') throw error
    return encodeExchange(asText(exchange))
  }
}

/** What cannot be stored as it is, as its text: better than no letter. */
function asText(exchange: Exchange): Exchange {
  const copy = exchange.fork()
  copy.id = exchange.id
  copy.body = toText(exchange.body, exchange)
  for (const [name, value] of exchange.headerEntries()) if (typeof value === 'object') copy.setHeader(name, toText(value, exchange))
  for (const [name, value] of exchange.propertyEntries())
    if (typeof value === 'object' && !name.startsWith('Camel')) copy.setProperty(name, toText(value, exchange))
  return copy
}

function factsOf(exchange: Exchange): DeadLetterFacts {
  const error = exchange.property('CamelExceptionCaught') ?? exchange.exception
  const text = (name: string) => (exchange.property(name) as string | undefined) ?? null
  return {
    time: exchange.services.clock.now(),
    route: text('CamelFailureRouteId') ?? exchange.fromRouteId,
    from: exchange.fromEndpoint,
    endpoint: text('CamelFailureEndpoint'),
    attempts: exchange.unitOfWork?.attempts ?? 1,
    code: isKafilaError(error) ? error.code : null,
    exception: error === undefined || error === null ? null : exceptionType(error),
    message: error === undefined || error === null ? null : maskSecrets(exceptionMessage(error) ?? ''),
    exchangeId: exchange.id,
  }
}
