import type { Exchange } from '../../core/exchange.ts'
import { Call, type Code } from './code.ts'
import type { Compiler } from './compile.ts'
import { type Evaluate, textOf } from './evaluate.ts'
import { createFunction } from './functions/index.ts'
import { plainFunction } from './functions/plain.ts'
import { type BlockNode, type Node, nodeText } from './nodes.ts'
import { isSyntaxError, syntaxError, whenMessageComes } from './syntax-error.ts'
import { compileTernary, compileTernaryNodes } from './ternary.ts'

/** What `${…}` stands for. */
export function compileFunction(node: BlockNode, text: string, compiler: Compiler): Code {
  const { children, token } = node
  if (children.some(child => child.kind === 'ternary')) {
    const ternary = compileTernaryNodes(children, text, compiler)
    if (ternary !== undefined) return ternary
  } else if (children.length === 1 && children[0]!.kind === 'literal') {
    return compileCall(children[0]!.text, text, token.index, compiler)
  }
  return compileComposite(node, text, compiler)
}

function compileCall(call: string, text: string, offset: number, compiler: Compiler): Code {
  return compileTernary(call, compiler) ?? plainFunction(call) ?? createFunction(call, { text, offset, compiler })
}

/**
 * A function with functions in its arguments. Camel puts its text together and reads that only when it is evaluated, so mistakes in it
 * are failures of the message. Here it is read at once where its text is known, and a mistake is kept until then.
 */
function compileComposite(node: BlockNode, text: string, compiler: Compiler): Code {
  const parts = node.children.map(child => partOf(child, text, compiler))
  if (parts.every(part => typeof part === 'string')) return new Composite(fixed(parts.join(''), text, node, compiler))
  return new Composite(varying(parts, text, node, compiler))
}

class Composite extends Call {
  override readonly isRaw = false
}

function fixed(call: string, text: string, node: BlockNode, compiler: Compiler): Evaluate {
  const read = () => compileCall(call, text, node.token.index, compiler)
  let code = attempt(read, compiler)
  return exchange => {
    code ??= whenMessageComes(read)
    return code.run(exchange)
  }
}

/**
 * Nothing where there is a mistake, which is then found again for each message, and where functions of init blocks are called: they may
 * be declared anew until the first message comes.
 */
function attempt(read: () => Code, { custom }: Compiler): Code | undefined {
  const used = custom.uses
  try {
    const code = read()
    return custom.uses === used ? code : undefined
  } catch {
    return undefined
  }
}

const MAX_KEPT = 200

function varying(parts: readonly (string | Evaluate)[], text: string, node: BlockNode, compiler: Compiler): Evaluate {
  const known = new Map<string, Code>()
  return exchange => {
    const call = parts.map(part => (typeof part === 'string' ? part : partText(part, text, exchange))).join('')
    let code = known.get(call)
    if (code === undefined) {
      if (known.size >= MAX_KEPT) known.clear()
      known.set(call, (code = whenMessageComes(() => compileCall(call, text, node.token.index, compiler))))
    }
    return code.run(exchange)
  }
}

function partText(part: Evaluate, text: string, exchange: Exchange): string {
  try {
    return textOf(part(exchange), exchange) ?? ''
  } catch (error) {
    throw isSyntaxError(error) ? syntaxError(text, (error as Error).message, undefined, { cause: error }) : error
  }
}

/** Functions inside go into the text as they are written; quoted text (in predicates) and `type:` as their values. */
function partOf(child: Node, text: string, compiler: Compiler): string | Evaluate {
  if (child.kind === 'literal') return child.text
  const written = nodeText(child)
  if (child.kind === 'function') return written.startsWith('${type:') ? compiler.mandatory(child, text).run : written
  if (child.kind !== 'single' && child.kind !== 'double') return ''
  const code = compiler.mandatory(child, text)
  return typeof code.constant?.value === 'string' ? code.constant.value : code.run
}
