import { isKafilaError } from '../../core/errors.ts'
import { Suspension } from '../../core/suspension.ts'
import { double } from '../../core/values.ts'
import type { LanguageContext } from '../../kit/language.ts'
import { compileChain } from './chain.ts'
import { type Code, Constant, Template } from './code.ts'
import { CustomFunctions } from './custom-functions.ts'
import { compileFunction } from './function.ts'
import { compileInitBlock, type InitBlock } from './init-block.ts'
import { stripQuotes } from './java-text.ts'
import { type BlockNode, type Node, nodeText } from './nodes.ts'
import { Comparison, Elvis, Logical, TESTS, Ternary, Truth } from './operators.ts'
import { parseExpression } from './parse-expression.ts'
import { parsePredicate } from './parse-predicate.ts'
import { MAX_NESTING } from './parser.ts'
import { loadExpression } from './resource.ts'
import { syntaxError } from './syntax-error.ts'
import { textOperator } from './text-operators.ts'
import { Tokenizer } from './tokens.ts'
import { compileUnary } from './unary.ts'

/** Application property: lets `${body.name}` read a key of a map. */
export const MAP_PROPERTIES = 'kafila.simple.map-properties'

export interface CompilerOptions {
  /** What the route offers; absent where only the syntax is checked. */
  readonly context?: LanguageContext
  /** Whether `\n`, `\t`, `\r` and `\}` are read as escapes; not in the file language. */
  readonly escapes?: boolean
  /** Names of functions that somebody else provides, for checking without a runtime. */
  readonly customFunctions?: Iterable<string>
}

/**
 * Compiles expressions of one language context. It is handed on to functions, which compile their arguments with it; how deep they
 * are in each other is counted, since arguments are read again and again.
 */
export class Compiler {
  readonly context: LanguageContext | undefined
  readonly custom: CustomFunctions
  /** Whether `.name` also reads a key of a map; in Camel it does not. */
  readonly mapProperties: boolean
  /** Whether something was compiled that may call a bean, whose result may have to be waited for. */
  callsBeans = false
  private readonly escapes: boolean
  private depth = 0

  constructor(options: CompilerOptions) {
    this.context = options.context
    this.escapes = options.escapes ?? true
    this.mapProperties = options.context?.services.property(MAP_PROPERTIES) === 'true'
    this.custom = CustomFunctions.of(options.context, options.customFunctions)
  }

  /** A template: text with functions. */
  expression(text: string): Code {
    const loaded = loadExpression(text, this, each => this.expression(each))
    if (loaded !== undefined) return loaded
    return this.reading(text, () => {
      const init = compileInitBlock(text, this)
      const source = init?.rest ?? text
      const code = template(this.nodes(parseExpression(source, new Tokenizer(this.depth > 1 || this.escapes)), source))
      return init?.run === undefined ? code : withInit(init, code)
    })
  }

  /** A template that is only read where it has functions; other text is taken as it is, escapes and all. */
  argument(text: string): Code {
    return text.includes('${') || text.includes('$simple{') ? this.expression(text) : new Constant(text)
  }

  /** A condition. */
  predicate(text: string): Code {
    const loaded = loadExpression(text, this, each => this.predicate(each))
    if (loaded !== undefined) return new Truth(loaded)
    return this.reading(text, () => {
      const init = compileInitBlock(text, this)
      // a block that sets no variable is not taken off conditions, where it is no syntax
      const source = init?.run === undefined ? text : init.predicateRest
      const parts = this.nodes(parsePredicate(source), source)
      const code = parts.length === 0 ? new Constant(false) : parts.length === 1 ? parts[0]! : new Logical('&&', parts)
      return init?.run === undefined ? code : new Logical('&&', [init.run, code])
    })
  }

  /** What nodes stand for, one after the other. */
  nodes(nodes: readonly Node[], text: string): Code[] {
    return nodes.map(node => this.node(node, text)).filter(code => code !== undefined)
  }

  /** What a node stands for; `text` is the expression that it is part of. */
  node(node: Node, text: string): Code | undefined {
    switch (node.kind) {
      case 'literal':
        return new Constant(node.text)
      case 'number':
        return new PlainValue(numberOf(node.text, text))
      case 'boolean':
        return new PlainValue(node.text === 'true')
      case 'null':
        return new PlainValue(null)
      case 'function':
        return compileFunction(node, text, this)
      case 'single':
      case 'double':
        return this.quoted(node, text)
      case 'group':
        return joined(this.nodes(node.children, text))
      case 'unary':
        return compileUnary(this.mandatory(node.left, text), node.token.text, nodeText(node))
      case 'chain':
        return compileChain(node, text, this)
      default:
        return this.operator(node, text)
    }
  }

  private operator(node: Node, text: string): Code | undefined {
    switch (node.kind) {
      case 'binary':
        return this.comparison(node.token.text, this.mandatory(node.left, text), this.mandatory(node.right, text), node.right!, text)
      case 'logical':
        return new Logical(node.token.text as '&&', [this.mandatory(node.left, text), this.mandatory(node.right, text)])
      case 'elvis':
        return new Elvis(this.mandatory(node.left, text), this.unquoted(node.right!, text))
      case 'ternary': {
        const [condition, yes, no] = node.parts ?? raise(syntaxError(text, `\`${node.token.text}\` stands alone`, node.token.index))
        return new Ternary(this.mandatory(condition, text), this.unquoted(yes, text), this.unquoted(no, text))
      }
      default:
        return undefined
    }
  }

  private comparison(operator: string, left: Code, right: Code, node: Node, text: string): Code {
    if (TESTS[operator] !== undefined) return new Comparison(operator, left, right)
    return textOperator(operator, left, right, { text, offset: node.token.index })!
  }

  /** In templates quotation marks are part of the text; operators take them off. */
  private unquoted(node: Node, text: string): Code {
    return node.kind === 'literal' ? new Constant(stripQuotes(node.text)) : this.mandatory(node, text)
  }

  mandatory(node: Node | undefined, text: string): Code {
    return (node && this.node(node, text)) ?? raise(syntaxError(text, 'a value is missing', node?.token.index))
  }

  private quoted(node: BlockNode, text: string): Code {
    return joined(this.nodes(node.children, text)) ?? new Constant('')
  }

  /** Everything that goes wrong while text is read is a mistake in the text. */
  private reading(text: string, read: () => Code): Code {
    if (this.depth >= MAX_NESTING) throw syntaxError(text, `functions are nested more than ${MAX_NESTING} deep`)
    this.depth++
    try {
      return read()
    } catch (error) {
      if (error instanceof Suspension || (isKafilaError(error) && /^KF_(EXPR_(SYNTAX|UNSUPPORTED)|ROUTE)/.test(error.code))) throw error
      throw syntaxError(text, error instanceof Error ? error.message : String(error), undefined, { cause: error })
    } finally {
      this.depth--
    }
  }
}

/** `true`, `false`, `null` and numbers of predicates: constants that are no text. */
class PlainValue extends Constant {
  override readonly isRaw = false
}

function raise(error: Error): never {
  throw error
}

function numberOf(digits: string, text: string): unknown {
  if (digits.includes('.')) return double(Number(digits))
  const value = BigInt(digits)
  if (BigInt.asIntN(64, value) !== value) throw syntaxError(text, `For input string: "${digits}"`)
  return Number.isSafeInteger(Number(digits)) ? Number(digits) : value
}

function template(parts: Code[]): Code {
  return joined(parts) ?? new Constant('')
}

function joined(parts: Code[]): Code | undefined {
  if (parts.length < 2) return parts[0]
  if (parts.every(part => typeof part.constant?.value === 'string')) return new Constant(parts.map(part => part.constant!.value).join(''))
  return new Template(parts)
}

/** An init block runs before the template, whose result is then always text. */
function withInit(init: InitBlock, code: Code): Code {
  return new Template([init.run!, code])
}
