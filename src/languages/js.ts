import { compileFunction } from 'node:vm'
import { errors } from '../core/errors.ts'
import { exceptionMessage } from '../core/exceptions.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Expression } from '../core/expression.ts'
import { defineLanguage } from '../kit/language.ts'

const NAMES = ['exchange', 'body', 'header', 'property', 'variable', 'bean']

/** JavaScript. */
export const js = defineLanguage({
  name: 'js',
  summary: 'A JavaScript expression, or the body of a function.',
  notes: [
    'It sees exchange, body, header(name), property(name), variable(name) and bean(name). A text with `return` is the body of a function, another one an expression; a promise is waited for.',
    'The code is compiled once and runs in the process with all its rights, as a bean does: routes with it must come from somebody you trust.',
    'A body that is a stream is given as it is; convert it first to read it.',
  ],
  fields: {},
  examples: [
    {
      title: 'A sum',
      yaml: `- route:
    id: sum
    from:
      uri: direct:sum
      steps:
        - unmarshal: { json: {} }
        - setBody: { js: "body.lines.reduce((sum, line) => sum + line.price, 0)" }
`,
    },
  ],
  check: text => {
    compile(text)
  },
  compile(text, _options, context) {
    const run = compile(text)
    const bean = (name: string) => context.bean(name)
    const expression = (exchange: Exchange) =>
      run(
        exchange,
        exchange.body,
        (name: string) => exchange.header(name) ?? null,
        (name: string) => exchange.property(name) ?? null,
        (name: string) => exchange.variable(name) ?? null,
        bean,
      ) ?? null
    return expression as Expression
  },
})

type Code = (...values: unknown[]) => unknown

function compile(text: string): Code {
  const isBody = /(?:^|[;{}\s])return\b/.test(text)
  try {
    return compileFunction(isBody ? text : `return (${text}\n)`, NAMES) as Code
  } catch (error) {
    throw errors.KF_EXPR_SYNTAX(
      { language: 'js', text, reason: exceptionMessage(error) },
      { cause: error, type: 'org.apache.camel.ExpressionIllegalSyntaxException' },
    )
  }
}
