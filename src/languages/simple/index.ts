import type { Expression, Predicate } from '../../core/expression.ts'
import { boolean } from '../../kit/field.ts'
import { defineLanguage, type LanguageContext } from '../../kit/language.ts'
import { Call, type Code } from './code.ts'
import { Compiler, MAP_PROPERTIES } from './compile.ts'
import { convertTo, textOf } from './evaluate.ts'
import { toExpression, toPredicate, toRawPredicate } from './finish.ts'
import { trim } from './java-text.ts'
import { prettyText } from './pretty-text.ts'

/** Options of `simple` beside its text. */
export interface SimpleOptions {
  /** The result, where it is text with functions, is evaluated once more. */
  readonly nested?: boolean | undefined
  /** A result that is JSON or XML is laid out. */
  readonly pretty?: boolean | undefined
  /** White space around a result that is text is taken off. */
  readonly trimResult?: boolean | undefined
}

/** Compiles a template. Throws KF_EXPR_SYNTAX with the offset of the mistake, KF_EXPR_UNSUPPORTED for what needs a JVM. Without `escapes` a backslash is an ordinary character. */
export function compileSimple(text: string, options: SimpleOptions, context: LanguageContext, escapes = true): Expression {
  const compiler = new Compiler({ context, escapes })
  return toExpression(withOptions(compiler.expression(text), options, compiler), compiler)
}

/** Compiles a condition; the same errors as `compileSimple`. */
export function compileSimplePredicate(text: string, _options: SimpleOptions, context: LanguageContext): Predicate {
  const compiler = new Compiler({ context })
  return toPredicate(compiler.predicate(text), compiler)
}

const BOOLEAN = /^(java\.lang\.)?boolean$/i

/**
 * Compiles with a `resultType`. For a boolean the text is read as a condition; but one that is a single function gives that function's
 * value as it is, whatever that is. Otherwise the result is converted before it is trimmed and laid out.
 */
export function compileSimpleTyped(text: string, options: SimpleOptions, context: LanguageContext, resultType: string): Expression {
  const compiler = new Compiler({ context })
  if (BOOLEAN.test(resultType)) return toRawPredicate(compiler.predicate(text), compiler)
  const { run } = options.nested ? evaluatedAgain(compiler.expression(text), compiler) : compiler.expression(text)
  const typed = new Call(exchange => convertTo(run(exchange), resultType, exchange))
  return toExpression(withOptions(typed, { ...options, nested: false }, compiler), compiler)
}

/** Reads a text without a runtime and throws what is wrong with it: KF_EXPR_SYNTAX, KF_EXPR_UNSUPPORTED. Beans that add functions are named by the caller. */
export function checkSimple(text: string, kind: 'expression' | 'predicate', customFunctions: Iterable<string> = []): void {
  const compiler = new Compiler({ customFunctions })
  if (kind === 'predicate') compiler.predicate(text)
  else compiler.expression(text)
}

function withOptions(code: Code, options: SimpleOptions, compiler: Compiler): Code {
  const nested = options.nested ? evaluatedAgain(code, compiler) : code
  const trimmed = options.trimResult ? ofText(nested, trim) : nested
  if (!options.pretty) return trimmed
  const { run } = trimmed
  return new Call(exchange => prettyText(textOf(run(exchange), exchange)))
}

function ofText({ run }: Code, change: (text: string) => string): Code {
  return new Call(exchange => {
    const value = run(exchange)
    return typeof value === 'string' ? change(value) : (value ?? null)
  })
}

const MAX_KEPT = 200

function evaluatedAgain({ run }: Code, compiler: Compiler): Code {
  const known = new Map<string, Code>()
  return new Call(exchange => {
    const value = run(exchange)
    if (typeof value !== 'string' || !/\$\{|\$simple\{/.test(value)) return value ?? null
    let code = known.get(value)
    if (code === undefined) {
      if (known.size >= MAX_KEPT) known.clear()
      known.set(value, (code = compiler.expression(value)))
    }
    return code.run(exchange)
  })
}

const FUNCTION = /\$\{([^{}]*)\}/g
const READS =
  /^(?:(?:in\.)?body(?:\[[^\]]*\])*|(?:in\.)?headers?[.:][\w-]+|(?:exchangeProperty|variable)\.[\w-]+|date:[^(]*|file:[\w.]+|exchangeId|messageId|id|routeId|null)$/

/** Whether a text reads parts of the message and nothing else: no bean, no method of a value, no other route. */
function onlyReads(text: string): boolean {
  const rest = text.replaceAll(FUNCTION, (whole, inner: string) => (READS.test(inner.trim()) ? '' : whole))
  return !/\$(?:simple|init)?\{/.test(rest)
}

/** Camel's `simple` language. */
export const simple = defineLanguage({
  name: 'simple',
  summary: 'Templates and conditions of functions in `${…}`: Camel’s own expression language.',
  computes: onlyReads,
  notes: [
    'An expression is text with functions: `Order ${header.id} of ${body[customer]}`. A single function gives its value as it is, a number or a list for instance; anything more is text.',
    "A predicate compares functions with functions, quoted text, numbers, `true`, `false` and `null`: `${header.n} > 5 && ${body} contains 'x'`. Operators need blanks around them; `&&` and `||` are taken from left to right, there are no parentheses. Operators of predicates are plain text in an expression, unless `resultType` is boolean.",
    'Operators: `==` `!=` `=~` `!=~` `>` `>=` `<` `<=` `contains` `~~` `startsWith` `endsWith` `in` `is` `range` `regex` (each of them negated by `!`), `++` `--` behind a function, `?:`, `? :` between functions, and the chain `~>` (`?~>` ends where there is nothing), whose left side is the body of its right side.',
    'Arguments of functions are separated by commas, and braces are not seen by that: a nested function with a comma of its own breaks most outer ones when it is evaluated. Use a variable of an init block, or a chain.',
    '`$init{ … }init$` before an expression sets variables (`$name := ${…};`) and declares functions (`$name ~:= ${…};`), one a line.',
    `A path goes on behind a value: \`\${body[key]}\`, \`\${header.list[last]}\`, \`\${body.trim().length()}\`. A key of a map is read with brackets, as in Camel; the application property \`${MAP_PROPERTIES}=true\` lets \`\${body.key}\` do it too. Methods are those of Java's text, lists, maps, numbers and dates, and the methods and properties of beans.`,
    'What presupposes a JVM is refused by name when the route is built: `bean:type:`, `html…`, `a2a:`.',
  ],
  fields: {
    nested: boolean({ describe: 'If the result is text with functions, it is evaluated once more.', default: false }),
    pretty: boolean({ describe: 'A result that is JSON or XML is laid out in lines.', default: false }),
    trimResult: boolean({ describe: 'Takes off white space around a result that is text.', default: false }),
  },
  examples: [
    {
      title: 'Text from header and body',
      yaml: `- route:
    from:
      uri: direct:greet
      steps:
        - setBody:
            simple: "Hello \${header.name}, you are number \${body}"
        - to: mock:greeted
`,
    },
    {
      title: 'A condition on a field of a JSON body',
      yaml: `- route:
    from:
      uri: direct:orders
      steps:
        - unmarshal: { json: {} }
        - filter:
            simple: "\${body[amount]} > 100 && \${header.region} == 'EU'"
            steps:
              - to: mock:large
`,
    },
    {
      title: 'A chain of functions, and a default',
      yaml: `- route:
    from:
      uri: direct:clean
      steps:
        - setHeader:
            name: name
            simple: "\${body} ~> \${trim()} ~> \${uppercase()}"
        - setHeader:
            name: colour
            simple: "\${header.colour} ?: 'blue'"
        - to: mock:clean
`,
    },
  ],
  check: checkSimple,
  compile: compileSimple,
  compileTyped: compileSimpleTyped,
  compilePredicate: compileSimplePredicate,
})
