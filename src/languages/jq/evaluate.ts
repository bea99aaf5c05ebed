import type { Exchange } from '../../core/exchange.ts'
import { isMap, isNumber, mapEntries } from '../../core/values.ts'
import type { Node, Pattern } from './ast.ts'
import { type Closure, lookUp, type Scope, withVariable } from './environment.ts'
import { formatValue } from './formats.ts'
import { operate } from './operators.ts'
import { deletePaths, getPath, indexValue, type Path, sliceValue, updatePath } from './paths.ts'
import { fault, isTruthy, JqFault, objectOf, toJson, typeOf } from './values.ts'

/** Takes an output, with the path it was found at where paths are asked for. */
export type Out = (value: unknown, path: Path | undefined) => void

/** A builtin function: gets its arguments as filters still to be run. */
export type Builtin = (run: Machine, args: readonly Closure[], input: unknown, path: Path | undefined, out: Out) => void

/** Ends the part of a program that a label encloses. */
class Break {
  readonly label: object

  constructor(label: object) {
    this.label = label
  }
}

/** Runs a program over one input. Outputs are handed on as they come; errors are `JqFault`s. */
export class Machine {
  readonly exchange: Exchange | undefined
  private readonly builtins: ReadonlyMap<string, Builtin>

  constructor(builtins: ReadonlyMap<string, Builtin>, exchange: Exchange | undefined) {
    this.builtins = builtins
    this.exchange = exchange
  }

  /** All outputs of a filter. */
  all(closure: Closure, input: unknown): unknown[] {
    const outputs: unknown[] = []
    this.run(closure.node, closure.scope, input, undefined, value => outputs.push(value))
    return outputs
  }

  /** All paths that a filter leads to. */
  paths({ node, scope }: Closure, input: unknown): Path[] {
    const paths: Path[] = []
    this.run(node, scope, input, [], (_, path) => paths.push(path!))
    return paths
  }

  run(node: Node, scope: Scope | undefined, input: unknown, path: Path | undefined, out: Out): void {
    switch (node.kind) {
      case 'identity':
        return out(input, path)
      case 'recurse':
        return this.recurse(input, path, out)
      case 'literal':
        return this.value(node.value, path, out)
      case 'text':
        return this.text(node.parts, 0, '', node.format, scope, input, text => this.value(text, path, out))
      case 'format':
        return this.value(formatValue(node.name, input), path, out)
      case 'index':
        return this.index(node, scope, input, path, out)
      case 'slice':
        return this.slice(node, scope, input, path, out)
      case 'iterate':
        return this.run(node.target, scope, input, path, (value, at) => iterate(value, at, out))
      case 'array':
        return this.value(node.content === undefined ? [] : this.all({ node: node.content, scope: scope! }, input), path, out)
      case 'object':
        return this.object(node.entries, 0, [], scope, input, value => this.value(value, path, out))
      case 'pipe':
        return this.run(node.left, scope, input, path, (value, at) => this.run(node.right, scope, value, at, out))
      case 'comma':
        this.run(node.left, scope, input, path, out)
        return this.run(node.right, scope, input, path, out)
      case 'alternative':
        return this.alternative(node, scope, input, path, out)
      case 'and':
      case 'or':
        return this.logic(node, scope, input, value => this.value(value, path, out))
      case 'binary':
        return this.run(node.right, scope, input, undefined, right =>
          this.run(node.left, scope, input, undefined, left => this.value(operate(node.operator, left, right), path, out)),
        )
      case 'assign':
        return this.assign(node, scope, input, value => this.value(value, path, out))
      case 'negate':
        return this.run(node.operand, scope, input, undefined, value => this.value(negated(value), path, out))
      case 'if':
        return this.run(node.condition, scope, input, undefined, value =>
          this.run(isTruthy(value) ? node.then : node.otherwise, scope, input, path, out),
        )
      case 'try':
        return this.attempt(node, scope, input, path, out)
      case 'bind':
        return this.run(node.source, scope, input, undefined, value =>
          this.bind(node.pattern, value, scope, bound => this.run(node.body, bound, input, path, out)),
        )
      case 'reduce':
        return this.run(node.start, scope, input, undefined, start => this.value(this.reduce(node, start, scope, input), path, out))
      case 'foreach':
        return this.run(node.start, scope, input, undefined, start =>
          this.foreach(node, start, scope, input, value => this.value(value, path, out)),
        )
      case 'label':
        return this.label(node, scope, input, path, out)
      case 'break':
        throw new Break((lookUp(scope, `*${node.name}`) ?? missing(`$*label-${node.name} is not defined`)).value as object)
      case 'variable':
        return this.value((lookUp(scope, `$${node.name}`) ?? this.unknownVariable(node.name)).value, path, out)
      case 'define':
        return this.run(
          node.body,
          { parent: scope, name: `${node.definition.name}/${node.definition.params.length}`, definition: node.definition },
          input,
          path,
          out,
        )
      case 'call':
        return this.call(node.name, node.args, scope, input, path, out)
    }
  }

  /** A value that is computed has no path. */
  private value(value: unknown, path: Path | undefined, out: Out): void {
    if (path !== undefined && path.length === 0) return out(value, [])
    if (path !== undefined) throw fault(`Invalid path expression with result ${toJson(value)}`)
    out(value, undefined)
  }

  private unknownVariable(name: string): Scope {
    return name === '__loc__' ? { parent: undefined, name, value: null } : missing(`$${name} is not defined`)
  }

  private recurse(value: unknown, path: Path | undefined, out: Out): void {
    out(value, path)
    if (Array.isArray(value) || isMap(value)) iterate(value, path, (child, at) => this.recurse(child, at, out))
  }

  private text(
    parts: readonly (string | Node)[],
    index: number,
    text: string,
    format: string | undefined,
    scope: Scope | undefined,
    input: unknown,
    done: (text: string) => void,
  ): void {
    if (index === parts.length) return done(text)
    const part = parts[index]!
    if (typeof part === 'string') return this.text(parts, index + 1, text + part, format, scope, input, done)
    this.run(part, scope, input, undefined, value =>
      this.text(parts, index + 1, text + formatValue(format ?? 'text', value), format, scope, input, done),
    )
  }

  private index(node: Node & { kind: 'index' }, scope: Scope | undefined, input: unknown, path: Path | undefined, out: Out): void {
    this.run(node.target, scope, input, path, (target, at) =>
      this.run(node.key, scope, input, undefined, key =>
        out(target === undefined ? noInput(key) : indexValue(target, key), at && [...at, key]),
      ),
    )
  }

  private slice(node: Node & { kind: 'slice' }, scope: Scope | undefined, input: unknown, path: Path | undefined, out: Out): void {
    const bound = (each: Node | undefined, next: (value: unknown) => void) =>
      each === undefined ? next(null) : this.run(each, scope, input, undefined, next)
    this.run(node.target, scope, input, path, (target, at) =>
      bound(node.to, end => bound(node.from, start => out(sliceValue(target, start, end), at && [...at, { start, end }]))),
    )
  }

  private object(
    entries: readonly { key: Node; value: Node }[],
    index: number,
    done: [string, unknown][],
    scope: Scope | undefined,
    input: unknown,
    out: (value: unknown) => void,
  ): void {
    const entry = entries[index]
    if (entry === undefined) return out(objectOf([...new Map(done)]))
    this.run(entry.key, scope, input, undefined, key => {
      if (typeof key !== 'string') throw fault(`Object keys must be strings`)
      this.run(entry.value, scope, input, undefined, value => this.object(entries, index + 1, [...done, [key, value]], scope, input, out))
    })
  }

  private alternative(
    { left, right }: Node & { kind: 'alternative' | 'pipe' | 'comma' | 'and' | 'or' },
    scope: Scope | undefined,
    input: unknown,
    path: Path | undefined,
    out: Out,
  ): void {
    const found: [unknown, Path | undefined][] = []
    try {
      this.run(left, scope, input, path, (value, at) => {
        if (isTruthy(value)) found.push([value, at])
      })
    } catch (error) {
      if (!(error instanceof JqFault)) throw error
    }
    if (found.length === 0) return this.run(right, scope, input, path, out)
    for (const [value, at] of found) out(value, at)
  }

  private logic(
    node: Node & { kind: 'alternative' | 'pipe' | 'comma' | 'and' | 'or' },
    scope: Scope | undefined,
    input: unknown,
    out: (value: boolean) => void,
  ): void {
    const decided = node.kind === 'or'
    this.run(node.left, scope, input, undefined, left => {
      if (isTruthy(left) === decided) out(decided)
      else this.run(node.right, scope, input, undefined, right => out(isTruthy(right)))
    })
  }

  private assign(
    { operator, left, right }: Node & { kind: 'assign' | 'binary' },
    scope: Scope | undefined,
    input: unknown,
    out: (value: unknown) => void,
  ): void {
    const places = () => this.paths({ node: left, scope: scope! }, input)
    if (operator === '|=') return out(this.update(places(), { node: right, scope: scope! }, input))
    this.run(right, scope, input, undefined, value => {
      const change = (old: unknown) =>
        operator === '=' ? value : operator === '//=' ? (isTruthy(old) ? old : value) : operate(operator.slice(0, -1), old, value)
      out(places().reduce((result: unknown, path) => updatePath(result, path, change), input))
    })
  }

  /** `|=` takes the first output of the filter; a place for which there is none is removed. */
  private update(places: readonly Path[], filter: Closure, input: unknown): unknown {
    const gone: Path[] = []
    const result = places.reduce((current: unknown, path) => {
      const [first, ...rest] = [...this.all(filter, getPath(current, path)), NOTHING].slice(0, 2)
      if (first === NOTHING && rest.length === 0) gone.push(path)
      return first === NOTHING ? current : updatePath(current, path, () => first)
    }, input)
    return gone.length === 0 ? result : deletePaths(result, gone)
  }

  private attempt(node: Node & { kind: 'try' }, scope: Scope | undefined, input: unknown, path: Path | undefined, out: Out): void {
    try {
      this.run(node.body, scope, input, path, (value, at) => {
        try {
          out(value, at)
        } catch (error) {
          throw error instanceof JqFault ? new Outside(error) : error
        }
      })
    } catch (error) {
      if (error instanceof Outside) throw error.fault
      if (!(error instanceof JqFault)) throw error
      if (node.handler) this.run(node.handler, scope, error.value, path === undefined ? undefined : [], out)
    }
  }

  private bind(pattern: Pattern, value: unknown, scope: Scope | undefined, next: (scope: Scope | undefined) => void): void {
    if (pattern.kind === 'variable') return next(withVariable(scope, pattern.name, value))
    if (pattern.kind === 'array') {
      if (value !== null && !Array.isArray(value)) throw fault(`Cannot index ${typeOf(value)} with number`)
      return this.bindAll(
        pattern.items.map((item, i) => [item, (value as unknown[] | null)?.[i] ?? null] as const),
        0,
        scope,
        next,
      )
    }
    this.bindEntries(pattern.entries, 0, value, scope, next)
  }

  private bindAll(
    pairs: readonly (readonly [Pattern, unknown])[],
    index: number,
    scope: Scope | undefined,
    next: (scope: Scope | undefined) => void,
  ): void {
    const pair = pairs[index]
    if (pair === undefined) return next(scope)
    this.bind(pair[0], pair[1], scope, bound => this.bindAll(pairs, index + 1, bound, next))
  }

  private bindEntries(
    entries: (Pattern & { kind: 'object' })['entries'],
    index: number,
    value: unknown,
    scope: Scope | undefined,
    next: (scope: Scope | undefined) => void,
  ): void {
    const entry = entries[index]
    if (entry === undefined) return next(scope)
    this.run(entry.key, scope, value, undefined, key => {
      const part = indexValue(value, key)
      const named = entry.variable === undefined ? scope : withVariable(scope, entry.variable, part)
      const rest = (bound: Scope | undefined) => this.bindEntries(entries, index + 1, value, bound, next)
      if (entry.value) this.bind(entry.value, part, named, rest)
      else rest(named)
    })
  }

  private reduce(node: Node & { kind: 'reduce' }, start: unknown, scope: Scope | undefined, input: unknown): unknown {
    let state = start
    this.run(node.source, scope, input, undefined, value =>
      this.bind(node.pattern, value, scope, bound => {
        const outputs = this.all({ node: node.update, scope: bound! }, state)
        state = outputs.length === 0 ? null : outputs.at(-1)
      }),
    )
    return state
  }

  private foreach(
    node: Node & { kind: 'foreach' },
    start: unknown,
    scope: Scope | undefined,
    input: unknown,
    out: (value: unknown) => void,
  ): void {
    let state = start
    this.run(node.source, scope, input, undefined, value =>
      this.bind(node.pattern, value, scope, bound =>
        this.run(node.update, bound, state, undefined, updated => {
          state = updated
          if (node.extract) this.run(node.extract, bound, updated, undefined, out)
          else out(updated)
        }),
      ),
    )
  }

  private label(node: Node & { kind: 'label' }, scope: Scope | undefined, input: unknown, path: Path | undefined, out: Out): void {
    const label = {}
    try {
      this.run(node.body, { parent: scope, name: `*${node.name}`, value: label }, input, path, out)
    } catch (error) {
      if (!(error instanceof Break) || error.label !== label) throw error
    }
  }

  private call(name: string, args: readonly Node[], scope: Scope | undefined, input: unknown, path: Path | undefined, out: Out): void {
    const key = `${name}/${args.length}`
    const found = lookUp(scope, key)
    const closures = args.map((node): Closure => ({ node, scope: scope! }))
    if (found?.closure) return this.run(found.closure.node, found.closure.scope, input, path, out)
    if (found?.definition) return this.apply(found, closures, 0, found, input, path, out)
    const builtin = this.builtins.get(key)
    if (!builtin) throw missing(`Function ${key} does not exist`)
    builtin(this, closures, input, path, out)
  }

  /** Calls a defined function: arguments named `$x` are run first, the others are handed on as filters. */
  private apply(
    found: Scope,
    args: readonly Closure[],
    index: number,
    scope: Scope,
    input: unknown,
    path: Path | undefined,
    out: Out,
  ): void {
    const { params, body } = found.definition!
    const param = params[index]
    if (param === undefined) return this.run(body, scope, input, path, out)
    const arg = args[index]!
    if (!param.startsWith('$'))
      return this.apply(found, args, index + 1, { parent: scope, name: `${param}/0`, closure: arg }, input, path, out)
    this.run(arg.node, arg.scope, input, undefined, value => {
      const named = {
        parent: withVariable(scope, param.slice(1), value),
        name: `${param.slice(1)}/0`,
        closure: { node: { kind: 'literal', value } as const, scope },
      }
      this.apply(found, args, index + 1, named, input, path, out)
    })
  }
}

const NOTHING: unique symbol = Symbol('nothing')

/** An error behind a `try`: not its own. */
class Outside {
  readonly fault: JqFault

  constructor(inner: JqFault) {
    this.fault = inner
  }
}

/** A name that does not exist: no `try` catches it. */
export class JqMissing {
  readonly reason: string

  constructor(reason: string) {
    this.reason = reason
  }
}

function missing(reason: string): never {
  throw new JqMissing(reason)
}

function noInput(key: unknown): never {
  throw fault(`Cannot index null with ${typeOf(key)} ${toJson(key)}`)
}

function negated(value: unknown): unknown {
  if (!isNumber(value)) throw fault(`${typeOf(value)} (${toJson(value)}) cannot be negated`)
  return operate('-', 0, value)
}

/** `.[]` */
export function iterate(value: unknown, path: Path | undefined, out: Out): void {
  if (Array.isArray(value)) for (const [i, item] of value.entries()) out(item, path && [...path, i])
  else if (isMap(value)) for (const [key, item] of mapEntries(value)) out(item, path && [...path, key])
  else throw fault(`Cannot iterate over ${typeOf(value)}`)
}
