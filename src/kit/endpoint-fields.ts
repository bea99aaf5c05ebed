import type { Exchange, Pattern } from '../core/exchange.ts'
import type { Expression, Predicate } from '../core/expression.ts'
import { boolean, choice, type Field, type FieldMeta, text } from './field.ts'

/** Options that every source has. */
export const sourceFields = {
  bridgeErrorHandler: boolean({
    describe: "Whether failures before there is a message go to the route's error handler. Has no effect where a source has none.",
    default: false,
    advanced: true,
  }),
  exceptionHandler: text({
    describe: 'Takes failures before there is a message.',
    advanced: true,
    unsupported: 'it takes a Java object; such failures are logged',
  }),
  exchangePattern: choice(['InOnly', 'InOut'], {
    describe: 'Whether messages of this source ask for a reply.',
    advanced: true,
  }),
}

/** Options that every sink has. */
export const sinkFields = {
  lazyStartProducer: boolean({
    describe: 'Has no effect: what a sink needs is opened when it is needed.',
    default: false,
    advanced: true,
  }),
}

/** `synchronous`, of older components. */
export const synchronous = boolean({
  describe: 'Has no effect: a message is worked on synchronously as far as its steps are synchronous.',
  default: false,
  advanced: true,
})

/** `browseLimit`, of components whose messages can be looked at. */
export const browseLimit = text({ describe: 'Has no effect: nothing browses endpoints here.', default: '100', advanced: true })

/** A pattern for the source's exchanges, where the route gives one. */
export function applyPattern(exchange: Exchange, pattern: Pattern | undefined): Exchange {
  if (pattern !== undefined) exchange.pattern = pattern
  return exchange
}

/** Text with functions of a language (`simple`, `file`): compiled when the endpoint is checked, evaluated for each message. */
export function template<const M extends FieldMeta>(
  language: 'simple' | 'file',
  meta: M,
): Field<M extends { required: true } ? Expression : Expression | undefined> {
  return {
    ...meta,
    kind: 'text',
    build(raw, scope) {
      const value = raw === undefined || raw === null ? undefined : scope.text(String(raw))
      return (value === undefined ? undefined : scope.expression({ language, expression: value, options: { trim: 'false' } })) as never
    },
  }
}

/** A condition in a language: compiled when the endpoint is checked, tested for each message. */
export function condition<const M extends FieldMeta>(language: 'simple' | 'file', meta: M): Field<Predicate | undefined> {
  return {
    ...meta,
    kind: 'text',
    build(raw, scope) {
      const value = raw === undefined || raw === null ? undefined : scope.text(String(raw))
      return value === undefined ? undefined : scope.predicate({ language, expression: value })
    },
  }
}
