import type { Exchange } from '../../core/exchange.ts'
import { Call, type Code } from './code.ts'
import type { Compiler } from './compile.ts'
import type { Evaluate } from './evaluate.ts'
import { before } from './java-text.ts'
import type { ChainNode, Node } from './nodes.ts'

const PARAMETER = 'CamelSimpleChainParam'

/** `a ~> b ~> c`: each value is the body of the next; `?~>` ends with nothing as soon as there is nothing. */
export function compileChain(node: ChainNode, text: string, compiler: Compiler): Code {
  const first = compiler.mandatory(prepare(node.left!, compiler).node, text).run
  const links = node.right.map(each => link(prepare(each, compiler), text, compiler))
  return new Chain(chained(first, links, node.token.text === '?~>'))
}

class Chain extends Call {
  override readonly isRaw = false
}

interface Prepared {
  readonly node: Node
  readonly usesParameter: boolean
}

/** `$param` stands for the value that comes in; `$name()` for a function of an init block. */
function prepare(node: Node, compiler: Compiler): Prepared {
  if (node.kind === 'literal') return prepareText(asCustomFunction(node.text, compiler), node)
  if (node.kind !== 'function') return { node, usesParameter: false }
  const children = node.children.map(child => (child.kind === 'literal' ? prepareText(child.text, child).node : child))
  const usesParameter = node.children.some(child => child.kind === 'literal' && child.text.includes('$param'))
  return { node: { ...node, children }, usesParameter }
}

function prepareText(text: string | Node, node: Node & { kind: 'literal' }): Prepared {
  if (typeof text !== 'string') return { node: text, usesParameter: false }
  return { node: { ...node, text: text.replaceAll('$param', `\${variable.${PARAMETER}}`) }, usesParameter: text.includes('$param') }
}

function asCustomFunction(text: string, compiler: Compiler): string | Node {
  if (!text.startsWith('$')) return text
  const name = before(text.slice(1), '(') ?? text.slice(1)
  if (!compiler.custom.has(name)) return text
  const empty = text.replace(`$${name}()`, `function(${name})`)
  const call = empty === text ? text.replace(`$${name}(`, `function(${name}`) : empty
  const token = { type: 'functionStart', text: '${', index: 0, length: 2 } as const
  return { kind: 'function', token, children: [{ kind: 'literal', token, text: call }] }
}

function link({ node, usesParameter }: Prepared, text: string, compiler: Compiler): Evaluate {
  const { run } = compiler.mandatory(node, text)
  if (!usesParameter) return run
  return exchange => {
    exchange.setVariable(PARAMETER, exchange.body)
    try {
      return run(exchange)
    } finally {
      exchange.removeVariable(PARAMETER)
    }
  }
}

function chained(first: Evaluate, links: readonly Evaluate[], nullSafe: boolean): Evaluate {
  return exchange => {
    let value = first(exchange)
    if (nullSafe && isNothing(value)) return null
    return withBody(exchange, () => {
      for (const next of links) {
        exchange.body = value ?? null
        value = next(exchange)
        if (nullSafe && isNothing(value)) return null
      }
      return value
    })
  }
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined
}

/** Puts the body back, whatever happens. */
export function withBody<T>(exchange: Exchange, action: () => T): T {
  const original = exchange.body
  try {
    return action()
  } finally {
    exchange.body = original
  }
}
