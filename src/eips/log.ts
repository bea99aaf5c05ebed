import { toText } from '../converters/index.ts'
import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Expression } from '../core/expression.ts'
import { maskSecrets } from '../core/mask-secrets.ts'
import { andThen } from '../core/step.ts'
import { bean, choice, text } from '../kit/field.ts'
import { defineStep, type StepContext } from '../kit/step.ts'

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF'] as const

export const log = defineStep({
  name: 'log',
  summary: 'Writes a line to the log.',
  category: 'observation',
  notes: ['With `logMask` on the route, values of secrets (`password=…`) are written as `xxxxx`.'],
  shorthand: 'message',
  fields: {
    message: text({ describe: 'The line; a simple text unless `logLanguage` says otherwise.', required: true }),
    loggingLevel: choice(LEVELS, { describe: 'The level.', default: 'INFO' }),
    logName: text({
      describe:
        'Name of the logger, with `${routeId}`, `${nodeId}`, `${nodePrefixId}`, `${contextId}` and `${class}` in it. Default: the id of the route.',
    }),
    marker: text({ describe: 'Marker of the line.' }),
    logger: bean({ describe: 'Bean of a logger; its name goes before `logName`.' }),
    logLanguage: text({ describe: 'Language of the message.' }),
  },
  examples: [
    {
      title: 'What came in',
      yaml: `- from:
    uri: direct:start
    steps:
      - log: "received \${body}"
      - log: { message: "done", loggingLevel: DEBUG, logName: orders }
`,
    },
  ],
  compile({ message, loggingLevel: level, logName, marker, logger: bean, logLanguage }, context) {
    if (message === '') throw errors.KF_ROUTE_MISSING({ what: 'log', option: 'message' })
    const { log } = context.services
    const line = lineOf(message, logLanguage, context)
    const mask = context.logMask ? maskSecrets : (made: string) => made
    const logger = bean === undefined ? loggerOf(logName, context) : loggerName(bean)
    const extra = marker === undefined ? undefined : { marker }
    return exchange => {
      if (level === 'OFF' || !log.enabled(level, logger)) return
      return andThen(line(exchange), made => log.write({ level, logger, message: mask(made), ...extra, fromRoute: true }))
    }
  },
})

function lineOf(message: string, given: string | undefined, context: StepContext): (exchange: Exchange) => string | Promise<string> {
  const language = given ?? context.services.main.logLanguage
  if (language === 'simple' && !message.includes('$')) return () => message
  const expression: Expression = context.expression({ language, expression: message, options: { trim: 'false' } })
  return exchange => andThen(expression(exchange), value => toText(value, exchange) ?? '')
}

function loggerOf(given: string | undefined, context: StepContext): string {
  const name = given ?? context.services.main.logName
  return name === undefined ? context.routeId : filled(name, context)
}

/** The tokens of a logger's name; what stands in braces besides is a part of the name, as in Camel. */
function filled(name: string, { id, routeId, nodePrefix, services }: StepContext): string {
  const tokens: Readonly<Record<string, string>> = {
    class: 'org.apache.camel.processor.LogProcessor',
    contextId: services.name,
    routeId,
    nodeId: id.slice(nodePrefix.length),
    ...(nodePrefix !== '' && { nodePrefixId: nodePrefix }),
  }
  return name.replaceAll(/\$\{(\w+)\}/g, (whole, token: string) => tokens[token] ?? whole)
}

function loggerName(bean: unknown): string {
  const name = (bean as { readonly name?: unknown } | null)?.name
  if (typeof name !== 'string') throw errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: 'the bean under logger has no name: it is no logger' })
  return name
}
