import { toText } from '../../../src/converters/index.ts'
import { Exchange, errors } from '../../../src/index.ts'

/**
 * Beans of some cases are written in Groovy. Their scripts are small (a class with one or two methods, a closure), so they are turned
 * into JavaScript, statement by statement, and what they are given behaves as Camel's API does. `undefined` where a script goes beyond that.
 */
export function groovyBean(script: string): unknown {
  const text = script.trim().replace(/^return\s+/, '')
  const made = /^new\s+([\w.]+)\s*\(.*\)$/s.exec(text)
  if (made) return KNOWN[made[1]!]?.()
  const closure = /^\{\s*(.*?)->(.*)\}\s*as\s+([\w.]+)$/s.exec(text)
  if (closure) return closureBean(closure[1]!, closure[2]!, closure[3]!)
  return classBean(script)
}

/** Classes of Camel that scripts make. */
const KNOWN: Readonly<Record<string, () => unknown>> = {
  'org.apache.camel.processor.resume.TransientResumeStrategy': () => new Map<string, string>(),
}

interface Method {
  readonly name: string
  readonly types: readonly string[]
  readonly call: (...parameters: unknown[]) => unknown
}

function classBean(script: string): unknown {
  const head = /\bclass\s+(\w+)\s*(?:extends\s+[\w.]+\s*)?(?:implements\s+([\w.,\s]+?))?\s*\{/.exec(script)
  if (head === null) return undefined
  const body = block(script, head.index + head[0].length)
  const methods = [...methodsOf(body, fieldsOf(body))]
  const implemented = (head[2] ?? '').trim()
  return implemented === '' ? plainBean(methods) : camelBean(methods)
}

type Fields = Record<string, unknown>

/** The fields of a class, by what its body says between the methods: `int count = 0`. */
function fieldsOf(body: string): Fields {
  const between = withoutBlocks(body)
  const field = /(?:^|[;\n])\s*(?:(?:private|public|final|static)\s+)*[\w.<>, ]+\s+(\w+)\s*=([^=;\n][^;\n]*)/g
  return Object.fromEntries([...between.matchAll(field)].map(([, name, value]) => [name!, compile([], `return ${value}`, {})()]))
}

function withoutBlocks(text: string): string {
  const open = text.indexOf('{')
  if (open < 0) return text
  const inner = block(text, open + 1)
  return `${text.slice(0, open).replace(/[^;\n]*$/, '')}\n${withoutBlocks(text.slice(open + inner.length + 2))}`
}

function* methodsOf(body: string, fields: Fields): Generator<Method> {
  const signature = /(?:(?:public|static|final)\s+)*(?:[\w.<>[\],?]+\s+)(\w+)\s*\(([^)]*)\)\s*(?:throws\s+[\w.,\s]+)?\{/g
  for (let match = signature.exec(body); match !== null; match = signature.exec(body)) {
    const code = block(body, signature.lastIndex)
    signature.lastIndex += code.length
    const parameters = parametersOf(match[2]!)
    yield {
      name: match[1]!,
      types: parameters.map(each => each.type),
      call: compile(
        parameters.map(each => each.name),
        code,
        fields,
      ),
    }
  }
}

function parametersOf(text: string): { type: string; name: string }[] {
  if (text.trim() === '') return []
  return text.split(',').map(each => {
    const words = each.trim().split(/\s+/)
    return { type: words.length > 1 ? words.at(-2)! : 'Object', name: words.at(-1)! }
  })
}

/** A plain object: its methods get values of the types that they declare. */
function plainBean(methods: readonly Method[]): Record<string, unknown> {
  return Object.fromEntries(
    methods.map(({ name, types, call }) => {
      const method = (...given: unknown[]) => call(...types.map((type, index) => ofType(given[index], type)))
      return [name, Object.defineProperty(method, 'length', { value: types.length })]
    }),
  )
}

function ofType(value: unknown, type: string): unknown {
  if (type === 'String') return toText(value)
  if (type === 'Map' && typeof value === 'object' && value !== null && !(value instanceof Map)) return new Map(Object.entries(value))
  return value
}

/** An implementation of one of Camel's interfaces: its methods get exchanges. */
function camelBean(methods: readonly Method[]): unknown {
  const bean = Object.fromEntries(
    methods.map(({ name, call }) => [name, (...given: unknown[]) => plain(call(...given.map(wrapped)))] as const),
  )
  return bean
}

function closureBean(parameters: string, code: string, type: string): unknown {
  const call = compile(
    parametersOf(parameters).map(each => each.name),
    withLastValue(code),
    {},
  )
  const method = (...given: unknown[]) => plain(call(...given.map(wrapped)))
  return type.endsWith('Processor') || type.endsWith('AggregationStrategy') || type.endsWith('Comparator') ? method : undefined
}

function wrapped(value: unknown): unknown {
  return value instanceof Exchange ? GroovyExchange.of(value) : (value ?? null)
}

function plain(value: unknown): unknown {
  return value instanceof GroovyExchange ? value.exchange : (value ?? undefined)
}

/** The last statement of a closure is its value. */
function withLastValue(code: string): string {
  const statements = code
    .trim()
    .split(/;|\n/)
    .filter(each => each.trim() !== '')
  const last = statements.pop() ?? ''
  const returned = /^\s*(return|if|for|while|throw|\})/.test(last) ? last : `return ${last}`
  return [...statements, returned].join('\n')
}

/** The text up to the brace that closes the block which begins at `from`. */
function block(text: string, from: number): string {
  let depth = 1
  for (let i = from; i < text.length; i++) {
    if (text[i] === "'" || text[i] === '"') i = text.indexOf(text[i]!, i + 1)
    else if (text[i] === '{') depth += 1
    else if (text[i] === '}' && --depth === 0) return text.slice(from, i)
  }
  return text.slice(from)
}

const DECLARATION =
  /\b(?:def|final|var|String|int|long|double|boolean|Integer|Long|Object|List|Map|Exchange|Message|org\.apache\.camel\.\w+)(?:<[\w<>, ]*>)?\s+(?=\w+\s*=[^=])/g

function compile(parameters: readonly string[], code: string, fields: Fields): (...given: unknown[]) => unknown {
  const make = new Function(
    'raise',
    'fields',
    'groovy',
    `return function (${parameters.join(', ')}) { with (fields) {${translated(code)}\n} }`,
  )
  return make(raise, fields, { compare, split, tokenize }) as (...given: unknown[]) => unknown
}

function translated(code: string): string {
  return closures(code)
    .replaceAll(DECLARATION, 'let ')
    .replaceAll(/throw\s+new\s+([\w.]+)\s*\(/g, "throw raise('$1', ")
    .replaceAll(/new\s+(?:java\.util\.)?ArrayList(<\w*>)?\s*\(\)/g, '[]')
    .replaceAll(/\[:\]|new\s+(?:java\.util\.)?(?:Linked)?HashMap(<[\w, ]*>)?\s*\(\)/g, 'new Map()')
    .replaceAll(/\b([A-Z]\w*)\.class\b/g, "'$1'")
    .replaceAll(/([\w.]+)\.compareTo\(([^()]*)\)/g, 'groovy.compare($1, $2)')
    .replaceAll(/([\w.]+)\.(split|tokenize)\(([^()]*)\)/g, 'groovy.$2($1, $3)')
    .replaceAll(/(\w+)\s*<<\s*([^;\n]+)/g, '$1.push($2)')
    .replaceAll('?:', '||')
    .replaceAll(/\.length\(\)|\.size\(\)/g, '.length')
    .replaceAll(/\.add\(/g, '.push(')
    .replaceAll(/\.put\(/g, '.set(')
    .replaceAll(/\.contains\(/g, '.includes(')
    .replaceAll(/\.equals\(([^()]*)\)/g, ' === ($1)')
    .replaceAll(/\s+as\s+(int|Integer|long|String)\b/g, '')
    .replaceAll(/"([^"]*\$\{?[^"]*)"/g, (_, text: string) => `\`${text.replaceAll(/\$(\w+)/g, '${$1}')}\``)
}

/** Groovy's names for what arrays do with a function. */
const LOOPS: Readonly<Record<string, string>> = {
  each: 'forEach',
  collect: 'map',
  findAll: 'filter',
  any: 'some',
  every: 'every',
  find: 'find',
}

/** `list.collect { it + '!' }` and the like. */
function closures(code: string): string {
  const head = /\.(each|collect|findAll|any|every|find)\s*\{/.exec(code)
  if (head === null) return code
  const from = head.index + head[0].length
  const body = block(code, from)
  const [, parameters = ' it ', inner = body] = /^\s*([\w\s,]*?)->(.*)$/s.exec(body) ?? []
  const call = `.${LOOPS[head[1]!]}((${parameters}) => {${closures(withLastValue(inner))}})`
  return code.slice(0, head.index) + call + closures(code.slice(from + body.length + 1))
}

function compare(one: unknown, other: unknown): number {
  return one === other ? 0 : (one as string) < (other as string) ? -1 : 1
}

function split(text: string, separator: string): string[] {
  return text.split(new RegExp(separator))
}

function tokenize(text: string, separators = ' \t\n'): string[] {
  const parts = ['']
  for (const character of text) {
    if (separators.includes(character)) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts.filter(part => part !== '')
}

function raise(type: string, message: string): Error {
  const full = type.includes('.') ? type : type === 'IOException' ? `java.io.${type}` : `java.lang.${type}`
  return errors.KF_RUN_THROWN({ message }, { type: full })
}

/** An exchange as a script sees it: Camel's methods, and Groovy's properties for them. */
class GroovyExchange {
  private static readonly known = new WeakMap<Exchange, GroovyExchange>()
  readonly exchange: Exchange
  readonly message: GroovyMessage

  static of(exchange: Exchange): GroovyExchange {
    let made = GroovyExchange.known.get(exchange)
    if (made === undefined) GroovyExchange.known.set(exchange, (made = new GroovyExchange(exchange)))
    return made
  }

  constructor(exchange: Exchange) {
    this.exchange = exchange
    this.message = new GroovyMessage(exchange)
  }

  get in(): GroovyMessage {
    return this.message
  }

  get exception(): unknown {
    return this.exchange.exception ?? null
  }

  getException(): unknown {
    return this.exception
  }

  getIn(): GroovyMessage {
    return this.message
  }

  getMessage(): GroovyMessage {
    return this.message
  }

  getExchangeId(): string {
    return this.exchange.id
  }

  getProperty(name: string, otherwise: unknown = null): unknown {
    return this.exchange.property(name) ?? (typeof otherwise === 'function' ? null : otherwise)
  }

  setProperty(name: string, value: unknown): void {
    this.exchange.setProperty(name, value)
  }

  removeProperty(name: string): unknown {
    return this.exchange.removeProperty(name) ?? null
  }

  setVariable(name: string, value: unknown): void {
    this.exchange.setVariable(name, value)
  }

  getVariable(name: string): unknown {
    return this.exchange.variable(name) ?? null
  }
}

class GroovyMessage {
  private readonly exchange: Exchange

  constructor(exchange: Exchange) {
    this.exchange = exchange
  }

  get body(): unknown {
    return this.exchange.body
  }

  set body(value: unknown) {
    this.exchange.body = value
  }

  getBody(type?: unknown): unknown {
    return type === undefined ? this.body : toText(this.body, this.exchange)
  }

  setBody(value: unknown): void {
    this.body = value
  }

  get headers(): Map<string, unknown> {
    return new Map(this.exchange.headerEntries())
  }

  getHeaders(): Map<string, unknown> {
    return this.headers
  }

  getHeader(name: string): unknown {
    return this.exchange.header(name) ?? null
  }

  setHeader(name: string, value: unknown): void {
    this.exchange.setHeader(name, value)
  }

  removeHeader(name: string): unknown {
    return this.exchange.removeHeader(name) ?? null
  }
}
