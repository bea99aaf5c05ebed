import { setVariable } from '../../core/variables.ts'
import { Call, type Code } from './code.ts'
import type { Compiler } from './compile.ts'
import type { Evaluate } from './evaluate.ts'
import { after, between, stripQuotes, trim } from './java-text.ts'
import { joinChains, joinPairs, joinUnary, nestBlocks } from './join-nodes.ts'
import type { GroupNode, InitNode, Node } from './nodes.ts'
import { ExpressionParser } from './parse-expression.ts'
import { syntaxError } from './syntax-error.ts'
import { type Filter, fits, type Token, Tokenizer, type TokenType } from './tokens.ts'

const START = '$init{'
const END = '}init$'

export interface InitBlock {
  /** Sets the variables; absent where the block only declares functions. */
  readonly run: Code | undefined
  /** The template behind the block, its `$names` turned into functions. */
  readonly rest: string
  /** The same for predicates, where only variables are known. */
  readonly predicateRest: string
}

/** Compiles the init block that an expression starts with, if it does. Its functions are declared at once. */
export function compileInitBlock(text: string, compiler: Compiler): InitBlock | undefined {
  if (!text.startsWith(START) || !text.includes(END)) return undefined
  const source = between(text, START, END)!
  const assignments: Evaluate[] = []
  const names = { variables: [] as string[], functions: [] as string[] }
  for (const node of new InitParser(source).parseStatements()) {
    const name = trim(after(literalText(node.left), '$') ?? literalText(node.left))
    const value = compiler.mandatory(node.right, source).run
    const isFunction = node.token.text === '~:='
    names[isFunction ? 'functions' : 'variables'].push(name)
    if (isFunction) compiler.custom.declare(name, value)
    else assignments.push(exchange => setVariable(exchange, name, value(exchange)))
  }
  const predicateRest = withVariables(after(text, END)!.replace(/^\n/, ''), names.variables)
  return {
    run: assignments.length === 0 ? undefined : inOrder(assignments),
    rest: withFunctions(predicateRest, names.functions),
    predicateRest,
  }
}

function literalText(node: Node | undefined): string {
  return node?.kind === 'literal' ? node.text : ''
}

class Assignments extends Call {
  override readonly isPredicate = true

  override emitTruth(emitter: Parameters<Call['emit']>[0]): string {
    return `(${this.emit(emitter)}, true)`
  }
}

function inOrder(assignments: readonly Evaluate[]): Code {
  return new Assignments(exchange => {
    for (const assign of assignments) assign(exchange)
    return null
  })
}

function longestFirst(names: readonly string[]): string[] {
  return [...new Set(names)].sort((a, b) => b.length - a.length)
}

function withVariables(text: string, names: readonly string[]): string {
  return longestFirst(names).reduce((result, name) => result.replaceAll(`$${name}`, () => `\${variable.${name}}`), text)
}

function withFunctions(text: string, names: readonly string[]): string {
  return longestFirst(names).reduce(
    (result, name) =>
      result.replaceAll(`$${name}()`, () => `\${function(${name})}`).replaceAll(`\${${name}(`, () => `\${function(${name},`),
    text,
  )
}

const TOKENS: readonly (readonly [TokenType, string])[] = [
  ['initVariable', '$'],
  ['initOperator', ':='],
  ['initOperator', '~:='],
  ['initEnd', ';\n'],
]

class InitTokenizer extends Tokenizer {
  protected override custom(text: string, index: number, filter?: Filter): Token | undefined {
    for (const [type, wanted] of TOKENS) {
      if ((filter === undefined || filter.has(type)) && fits(type, wanted, text, index))
        return { type, text: wanted, index, length: wanted.length }
    }
    return undefined
  }
}

const VALUE: Filter = new Set<TokenType>([
  ...(['functionStart', 'functionEnd', 'unary', 'chain', 'elvis', 'whitespace', 'number', 'boolean'] as const),
  ...(['singleQuote', 'doubleQuote', 'initEnd'] as const),
])

class InitParser extends ExpressionParser {
  constructor(text: string) {
    super(text, new InitTokenizer())
  }

  /** Reads `$name := value;` lines; everything between them (comments) is passed over. */
  parseStatements(): InitNode[] {
    this.next()
    while (!this.is('end')) this.statement()
    return this.assignments(nestBlocks(this.nodes(), this.fail))
  }

  private statement(): void {
    while (!this.is('initVariable', 'end')) this.skip()
    if (this.is('end')) return
    this.tokens.push(this.token)
    while (!this.is('whitespace', 'end')) this.next()
    this.expect('whitespace')
    this.next()
    this.expect('initOperator')
    this.next()
    this.expectBlanks()
    this.expect('functionStart', 'singleQuote', 'doubleQuote', 'number', 'boolean')
    while (!this.is('end', 'initEnd')) this.next(VALUE)
    if (this.is('initEnd')) this.tokens.pop()
  }

  private assignments(nodes: readonly Node[]): InitNode[] {
    const statements: InitNode[] = []
    for (let i = 1; i < nodes.length - 1; i++) {
      const node = nodes[i]!
      if (node.kind !== 'init') continue
      node.left = nodes[i - 1]!
      const values: Node[] = []
      let next = i + 1
      for (; next < nodes.length && !startsStatement(nodes[next]!); next++) values.push(unquoted(nodes[next]!))
      node.right = this.rightSide(values, node)
      statements.push(node)
      i = next
    }
    return statements
  }

  private rightSide(values: Node[], node: InitNode): Node {
    const joined = joinPairs(joinUnary(joinChains(values, this.fail), this.fail), 'elvis', this.fail)
    if (joined.length === 0) throw syntaxError(this.text, 'a value is missing', node.token.index)
    return joined.length === 1 ? unquotedText(joined[0]!) : ({ kind: 'group', token: node.token, children: joined } satisfies GroupNode)
  }
}

function startsStatement(node: Node): boolean {
  return node.kind === 'init' || node.token.type === 'initVariable'
}

function unquoted(node: Node): Node {
  return node.kind === 'literal' ? { ...node, text: node.text.replace(/^["']/, '').replace(/["']$/, '') } : node
}

function unquotedText(node: Node): Node {
  return node.kind === 'literal' ? { ...node, text: stripQuotes(node.text) } : node
}
