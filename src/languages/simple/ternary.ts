import type { Code } from './code.ts'
import { Constant } from './code.ts'
import type { Compiler } from './compile.ts'
import { isQuotedBy, trim } from './java-text.ts'
import { type Node, nodeText } from './nodes.ts'
import { Ternary } from './operators.ts'
import { syntaxError } from './syntax-error.ts'

/** `condition ? yes : no` inside a function; `undefined` where the text is something else. */
export function compileTernary(text: string, compiler: Compiler): Code | undefined {
  const question = find(text, '?')
  const colon = question < 0 ? -1 : find(text.slice(question + 1), ':')
  if (colon < 0) return undefined
  const condition = trim(text.slice(0, question))
  const yes = trim(text.slice(question + 1, question + 1 + colon))
  const no = trim(text.slice(question + 2 + colon))
  if (condition === '' || yes === '' || no === '') return undefined
  return new Ternary(compiler.predicate(withFunction(condition)), value(yes, compiler), value(no, compiler))
}

/** The same where the signs were read as operators already (behind a nested function in a predicate). */
export function compileTernaryNodes(nodes: readonly Node[], text: string, compiler: Compiler): Code | undefined {
  const question = nodes.findIndex(node => node.kind === 'ternary' && node.token.text === '?')
  if (question < 0) return undefined
  const colon = nodes.findIndex((node, i) => i > question && node.kind === 'ternary' && node.token.text === ':')
  if (colon < 0) throw syntaxError(text, '`?` must be followed by `:`', nodes[question]!.token.index)
  const part = (start: number, end?: number) => trim(nodes.slice(start, end).map(partText).join(''))
  const condition = compiler.predicate(withFunction(part(0, question)))
  return new Ternary(condition, value(part(question + 1, colon), compiler), value(part(colon + 1), compiler))
}

function partText(node: Node): string {
  return node.kind === 'ternary' ? node.token.text : nodeText(node)
}

/** The first sign outside quotation marks and functions. */
function find(text: string, sign: string): number {
  let depth = 0
  let quote = ''
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!
    if (quote !== '') {
      if (char === quote) quote = ''
    } else if (char === '$' && text[i + 1] === '{') {
      depth++
      i++
    } else if (depth > 0) {
      if (char === '}') depth--
    } else if (char === "'" || char === '"') quote = char
    else if (char === sign) return i
  }
  return -1
}

function value(text: string, compiler: Compiler): Code {
  if (isQuotedBy(text, "'") || isQuotedBy(text, '"')) return new Constant(text.slice(1, Math.max(1, text.length - 1)))
  if (text === 'null' || text === '${null}') return new Constant(null)
  return compileTernary(text, compiler) ?? compiler.expression(text.startsWith('${') ? text : `\${${text}}`)
}

const OPERATORS = [
  ...['>=', '<=', '>', '<', '==', '!=', '=~', '!=~', 'contains', '!contains', '~~', '!~~', 'regex', '!regex', 'in', '!in'],
  ...['is', '!is', 'range', '!range', 'startsWith', '!startsWith', 'endsWith', '!endsWith'],
].map(operator => ` ${operator} `)

const NO_FUNCTION = /^(true|false|null)$/i

/** A condition may leave out the braces of its left side: `header.n > 5`. */
function withFunction(condition: string): string {
  if (condition.includes('${')) return condition
  for (const operator of OPERATORS) {
    const at = condition.indexOf(operator)
    if (at <= 0) continue
    const left = trim(condition.slice(0, at))
    const bare = /^['"]/.test(left) || isNumberText(left) || NO_FUNCTION.test(left)
    return `${bare ? left : `\${${left}}`}${operator}${trim(condition.slice(at + operator.length))}`
  }
  return condition
}

/** What `Double.parseDouble` of Java reads. */
function isNumberText(text: string): boolean {
  return /^\s*[+-]?(NaN|Infinity|((\d+\.?\d*|\.\d+)([eE][+-]?\d+)?)[fFdD]?)\s*$/.test(text)
}
