import { syntaxError } from './program.ts'

/** The functions of XPath 1.0 and the tests of nodes, with the fewest and the most arguments. */
const FUNCTIONS: Readonly<Record<string, readonly [fewest: number, most: number]>> = {
  last: [0, 0],
  position: [0, 0],
  count: [1, 1],
  id: [1, 1],
  'local-name': [0, 1],
  'namespace-uri': [0, 1],
  name: [0, 1],
  string: [0, 1],
  concat: [2, Number.POSITIVE_INFINITY],
  'starts-with': [2, 2],
  contains: [2, 2],
  'substring-before': [2, 2],
  'substring-after': [2, 2],
  substring: [2, 3],
  'string-length': [0, 1],
  'normalize-space': [0, 1],
  translate: [3, 3],
  boolean: [1, 1],
  not: [1, 1],
  true: [0, 0],
  false: [0, 0],
  lang: [1, 1],
  number: [0, 1],
  sum: [1, 1],
  floor: [1, 1],
  ceiling: [1, 1],
  round: [1, 1],
  node: [0, 0],
  text: [0, 0],
  comment: [0, 0],
  'processing-instruction': [0, 1],
}

const OPERATORS = /^(?:and|or|mod|div)$/
const AXES =
  /^(?:ancestor|ancestor-or-self|attribute|child|descendant|descendant-or-self|following|following-sibling|namespace|parent|preceding|preceding-sibling|self)$/
const OWN: Readonly<Record<string, RegExp>> = { in: /^(?:body|header)$/, out: /^(?:body|header)$/, function: /^(?:properties|simple)$/ }

/** Names that cannot be resolved keep the route from starting, as in Camel: prefixes, axes and functions; so do wrong numbers of arguments. */
export function checkNames(text: string, namespaces: Readonly<Record<string, string>>): void {
  const bare = text.replaceAll(/"[^"]*"|'[^']*'/g, '""')
  for (const [, prefix] of bare.matchAll(/(?<![\w.:-])([A-Za-z_][\w.-]*):(?=[A-Za-z_*])/g)) {
    if (!Object.hasOwn(namespaces, prefix!)) throw syntaxError(text, `Prefix must resolve to a namespace: ${prefix}`)
  }
  for (const [, axis] of bare.matchAll(/([A-Za-z_][\w.-]*)::/g)) {
    if (!AXES.test(axis!)) throw syntaxError(text, `illegal axis name: ${axis}`)
  }
  for (const { 0: call, 1: prefix, 2: name, index } of bare.matchAll(/(?:([A-Za-z_][\w.-]*):)?([A-Za-z_][\w.-]*)\s*\(/g)) {
    if (prefix === undefined) checkFunction(text, name!, countArguments(bare, index + call.length))
    else if (!OWN[prefix]?.test(name!)) throw syntaxError(text, `Could not find function: ${name}`)
  }
}

function checkFunction(text: string, name: string, count: number): void {
  if (OPERATORS.test(name)) return
  if (!Object.hasOwn(FUNCTIONS, name)) throw syntaxError(text, `Could not find function: ${name}`)
  const [fewest, most] = FUNCTIONS[name]!
  if (count < fewest || count > most) throw syntaxError(text, `${name}() takes ${range(fewest, most)} arguments, found ${count}`)
}

function range(fewest: number, most: number): string {
  if (fewest === most) return String(most)
  return most === Number.POSITIVE_INFINITY ? `${fewest} or more` : `${fewest} or ${most}`
}

/** The arguments of a call, from behind its parenthesis. */
function countArguments(bare: string, start: number): number {
  let depth = 0
  let commas = 0
  let at = start
  for (; at < bare.length && depth >= 0; at++) {
    const char = bare[at]!
    if (char === '(' || char === '[') depth++
    else if (char === ')' || char === ']') depth--
    else if (char === ',' && depth === 0) commas++
  }
  return bare.slice(start, at - 1).trim() === '' ? 0 : commas + 1
}
