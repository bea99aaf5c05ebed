import { convertOrNull, javaClassOf } from '../converters/index.ts'
import { convertOr } from '../converters/registry.ts'
import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import { JsonNode } from '../core/values.ts'
import { defineLanguage } from '../kit/language.ts'
import { wrapped, wrapping } from './failure.ts'
import { compileJq } from './jq/program.ts'
import { sourceField, sourceReader } from './source.ts'

/** jq. */
export const jq = defineLanguage({
  name: 'jq',
  summary: 'Filters of jq over JSON.',
  computes: true,
  notes: [
    'One output is the value, several are a list, none is nothing. Values come as JSON nodes, whose text is JSON, or the text itself.',
    'header("x"), property("x"), variable("x") (each with an optional default), body and constant(x) reach the exchange; what they give is text.',
    'As predicate only `true` counts. It has the functions of jackson-jq (jq 1.5), without strptime, uriparse, streams and the environment; strftime takes milliseconds and a pattern of Java.',
  ],
  fields: { source: sourceField },
  examples: [
    {
      title: 'Titles of cheap books',
      yaml: `- route:
    id: titles
    from:
      uri: direct:titles
      steps:
        - setBody: { jq: "[.store.book[] | select(.price < 10) | .title]" }
        - log: "\${body}"
`,
    },
  ],
  check: text => {
    compileJq(text)
  },
  compile(text, { source }) {
    const run = reader(text, source)
    return exchange => asValue(run(exchange))
  },
  compileTyped(text, { source }, _context, resultType) {
    const run = reader(text, source)
    return exchange => {
      const outputs = run(exchange)
      const converted = outputs.map(output => typedNode(output, resultType, exchange))
      if (converted.length > 1) return convertOrNull(converted, resultType, exchange)
      return converted.length === 0 ? typedNode(null, resultType, exchange) : converted[0]
    }
  },
  compilePredicate(text, { source }) {
    const run = reader(text, source)
    return exchange => {
      const outputs = run(exchange)
      // several outputs are a list, which is true
      return outputs.length > 1 || outputs[0] === true
    }
  },
})

function reader(text: string, source: string | undefined): (exchange: Exchange) => unknown[] {
  const program = compileJq(text)
  const read = sourceReader('jq', source)
  return exchange => program(document(read(exchange), exchange), exchange)
}

/** The input as JSON; an empty text is no document at all. */
function document(value: unknown, exchange: Exchange): unknown {
  const of = { on: exchange.messageText, exchange: String(exchange) }
  return wrapping(
    () => {
      if (value === null || value === undefined) throw errors.KF_EXPR_PAYLOAD({ ...of, wanted: NODE })
      if (value === '') return undefined
      const node = convertOr(value, NODE, exchange, () => {
        throw errors.KF_EXPR_PAYLOAD({ ...of, wanted: NODE, actual: javaClassOf(value) })
      })
      return (node as JsonNode).value
    },
    cause => wrapped('jq', cause),
  )
}

const NODE = 'com.fasterxml.jackson.databind.JsonNode'

function asValue(outputs: readonly unknown[]): unknown {
  if (outputs.length > 1) return outputs.map(each => new JsonNode(each))
  const [value] = outputs
  return value === undefined || value === null ? null : new JsonNode(value)
}

/** An output in the wanted type; of several each is converted for itself. */
function typedNode(value: unknown, resultType: string, exchange: Exchange): unknown {
  if (value === undefined || value === null) return resultType === 'boolean' ? false : convertOrNull(null, resultType)
  return wrapping(
    () => convertOrNull(new JsonNode(value), resultType, exchange),
    cause => wrapped('jq', cause),
  )
}
