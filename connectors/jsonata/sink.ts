import { writeJson } from '../../src/converters/index.ts'
import { andThen } from '../../src/core/step.ts'
import { JsonNode } from '../../src/core/values.ts'
import type { ConnectorContext, Sink } from '../../src/kit/index.ts'
import { type ExpressionOptions, expressionsFor } from './expressions.ts'
import { inputFor, type JsonType } from './input.ts'

interface Options extends ExpressionOptions {
  readonly inputType: JsonType
  readonly outputType: JsonType
  readonly prettyPrint: boolean
}

/** Evaluates an expression for each message; headers stay. */
export function openJsonataSink(options: Options, context: ConnectorContext): Sink {
  const expressionFor = expressionsFor(options, context)
  return {
    send(exchange) {
      const input = inputFor(exchange, options.inputType)
      const result = expressionFor(exchange).evaluate(input, [], context.services.clock.now())
      return andThen(result, value => {
        exchange.body = output(value ?? null, options)
      })
    },
    close() {},
  }
}

function output(value: unknown, { outputType, prettyPrint }: Options): unknown {
  return outputType === 'Jackson' ? new JsonNode(value) : writeJson(value, { pretty: prettyPrint, combineSurrogates: true })
}
