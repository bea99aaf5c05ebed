import type { Exchange } from '../../core/exchange.ts'
import { isMap, mapEntries } from '../../core/values.ts'
import { assign } from './assign.ts'
import type { Node } from './ast.ts'
import { bind } from './bind.ts'
import { buildObject, buildText } from './build.ts'
import { type Closure, lookUp, type Scope, withVariable } from './environment.ts'
import { foreach, reduce } from './fold.ts'
import { formatValue } from './formats.ts'
import { negated, operate } from './operators.ts'
import { type Path, sliceValue } from './paths.ts'
import { indexOrNoInput, singleOf } from './single.ts'
import { describe, fault, isTruthy, JqFault, toJson, typeFault } from './values.ts'

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

  /** Only chooses: a closure in here would cost each call an object for what it might keep (measured: a half of the time of a program). */
  run(node: Node, scope: Scope | undefined, input: unknown, path: Path | undefined, out: Out): void {
    const single = path === undefined ? singleOf(node) : undefined
    if (single !== undefined) return out(single(input), undefined)
    switch (node.kind) {
      case 'identity':
        return out(input, path)
      case 'index':
        return this.index(node, scope, input, path, out)
      case 'call':
        return this.call(node, scope, input, path, out)
      case 'pipe':
        return this.pipe(node, scope, input, path, out)
      case 'literal':
        return this.value(node.value, path, out)
      case 'binary':
        return this.binary(node, scope, input, path, out)
      case 'iterate':
        return this.iterated(node, scope, input, path, out)
      case 'if':
        return this.branch(node, scope, input, path, out)
      case 'variable':
        return this.value(this.variable(node, scope), path, out)
      case 'recurse':
        return this.recurse(input, path, out)
      case 'text':
        return buildText(this, node.parts, 0, '', node.format, scope, input, this.computed(path, out))
      case 'format':
        return this.value(formatValue(node.name, input), path, out)
      case 'slice':
        return this.slice(node, scope, input, path, out)
      case 'array':
        return this.value(node.content === undefined ? [] : this.all({ node: node.content, scope: scope! }, input), path, out)
      case 'object':
        return buildObject(this, node.entries, 0, [], scope, input, this.computed(path, out))
      case 'comma':
        this.run(node.left, scope, input, path, out)
        return this.run(node.right, scope, input, path, out)
      case 'alternative':
        return this.alternative(node, scope, input, path, out)
      case 'and':
      case 'or':
        return this.logic(node, scope, input, this.computed(path, out))
      case 'assign':
        return assign(this, node, scope, input, this.computed(path, out))
      case 'negate':
        return this.negate(node, scope, input, path, out)
      case 'try':
        return this.attempt(node, scope, input, path, out)
      case 'bind':
        return this.bound(node, scope, input, path, out)
      case 'reduce':
        return this.reduced(node, scope, input, path, out)
      case 'foreach':
        return this.each(node, scope, input, path, out)
      case 'label':
        return this.label(node, scope, input, path, out)
      case 'break':
        throw new Break((lookUp(scope, `*${node.name}`) ?? missing(`$*label-${node.name} is not defined`)).value as object)
      case 'define':
        return this.run(
          node.body,
          { parent: scope, name: `${node.definition.name}/${node.definition.params.length}`, definition: node.definition },
          input,
          path,
          out,
        )
    }
  }

  /** Takes values that are computed. */
  private computed(path: Path | undefined, out: Out): (value: unknown) => void {
    return value => this.value(value, path, out)
  }

  private pipe(
    node: Node & { kind: 'pipe' | 'comma' | 'alternative' | 'and' | 'or' },
    scope: Scope | undefined,
    input: unknown,
    path: Path | undefined,
    out: Out,
  ): void {
    this.run(node.left, scope, input, path, (value, at) => this.run(node.right, scope, value, at, out))
  }

  private iterated(node: Node & { kind: 'iterate' }, scope: Scope | undefined, input: unknown, path: Path | undefined, out: Out): void {
    this.run(node.target, scope, input, path, (value, at) => iterate(value, at, out))
  }

  private binary(
    node: Node & { kind: 'binary' | 'assign' },
    scope: Scope | undefined,
    input: unknown,
    path: Path | undefined,
    out: Out,
  ): void {
    this.run(node.right, scope, input, undefined, right =>
      this.run(node.left, scope, input, undefined, left => this.value(operate(node.operator, left, right), path, out)),
    )
  }

  private negate(node: Node & { kind: 'negate' }, scope: Scope | undefined, input: unknown, path: Path | undefined, out: Out): void {
    this.run(node.operand, scope, input, undefined, value => this.value(negated(value), path, out))
  }

  private branch(node: Node & { kind: 'if' }, scope: Scope | undefined, input: unknown, path: Path | undefined, out: Out): void {
    this.run(node.condition, scope, input, undefined, value =>
      this.run(isTruthy(value) ? node.then : node.otherwise, scope, input, path, out),
    )
  }

  private bound(node: Node & { kind: 'bind' }, scope: Scope | undefined, input: unknown, path: Path | undefined, out: Out): void {
    this.run(node.source, scope, input, undefined, value =>
      bind(this, node.pattern, value, scope, within => this.run(node.body, within, input, path, out)),
    )
  }

  private reduced(node: Node & { kind: 'reduce' }, scope: Scope | undefined, input: unknown, path: Path | undefined, out: Out): void {
    this.run(node.start, scope, input, undefined, start => this.value(reduce(this, node, start, scope, input), path, out))
  }

  private each(node: Node & { kind: 'foreach' }, scope: Scope | undefined, input: unknown, path: Path | undefined, out: Out): void {
    this.run(node.start, scope, input, undefined, start => foreach(this, node, start, scope, input, this.computed(path, out)))
  }

  /** `{$name}` is null where there is no such variable. */
  private variable({ name, optional }: Node & { kind: 'variable' }, scope: Scope | undefined): unknown {
    const found = lookUp(scope, `$${name}`)
    if (found !== undefined) return found.value
    return optional ? null : missing(`$${name} is not defined`)
  }

  /** A value that is computed has no path. */
  private value(value: unknown, path: Path | undefined, out: Out): void {
    if (path !== undefined && path.length === 0) return out(value, [])
    if (path !== undefined) throw fault(`Invalid path expression with result ${toJson(value)}`)
    out(value, undefined)
  }

  private recurse(value: unknown, path: Path | undefined, out: Out): void {
    out(value, path)
    if (Array.isArray(value) || isMap(value)) iterate(value, path, (child, at) => this.recurse(child, at, out))
  }

  private index(node: Node & { kind: 'index' }, scope: Scope | undefined, input: unknown, path: Path | undefined, out: Out): void {
    if (node.key.kind === 'literal' && path === undefined) return this.member(node.target, node.key.value, scope, input, out)
    this.indexed(node, scope, input, path, out)
  }

  private member(target: Node, key: unknown, scope: Scope | undefined, input: unknown, out: Out): void {
    if (target.kind === 'identity') return out(indexOrNoInput(input, key), undefined)
    this.run(target, scope, input, undefined, value => out(indexOrNoInput(value, key), undefined))
  }

  private indexed(node: Node & { kind: 'index' }, scope: Scope | undefined, input: unknown, path: Path | undefined, out: Out): void {
    this.run(node.target, scope, input, path, (target, at) =>
      this.run(node.key, scope, input, undefined, key => out(indexOrNoInput(target, key), at && [...at, key])),
    )
  }

  private slice(node: Node & { kind: 'slice' }, scope: Scope | undefined, input: unknown, path: Path | undefined, out: Out): void {
    const bound = (each: Node | undefined, next: (value: unknown) => void) =>
      each === undefined ? next(null) : this.run(each, scope, input, undefined, next)
    this.run(node.target, scope, input, path, (target, at) =>
      bound(node.to, end => bound(node.from, start => out(sliceValue(target, start, end), at && [...at, { start, end }]))),
    )
  }

  private alternative(
    { left, right }: Node & { kind: 'alternative' | 'pipe' | 'comma' | 'and' | 'or' },
    scope: Scope | undefined,
    input: unknown,
    path: Path | undefined,
    out: Out,
  ): void {
    const found: [unknown, Path | undefined][] = []
    this.run(left, scope, input, path, (value, at) => {
      if (isTruthy(value)) found.push([value, at])
    })
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

  private label(node: Node & { kind: 'label' }, scope: Scope | undefined, input: unknown, path: Path | undefined, out: Out): void {
    const label = {}
    try {
      this.run(node.body, { parent: scope, name: `*${node.name}`, value: label }, input, path, out)
    } catch (error) {
      if (!(error instanceof Break) || error.label !== label) throw error
    }
  }

  private call({ key, args }: Node & { kind: 'call' }, scope: Scope | undefined, input: unknown, path: Path | undefined, out: Out): void {
    const found = lookUp(scope, key)
    if (found?.closure) return this.run(found.closure.node, found.closure.scope, input, path, out)
    if (found?.definition) return this.apply(found, closuresOf(args, scope), 0, found, input, path, out)
    const builtin = this.builtins.get(key)
    if (!builtin) throw fault(`Function ${key} does not exist`)
    builtin(this, closuresOf(args, scope), input, path, out)
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
    this.applyValue(found, args, index, scope, input, path, out)
  }

  private applyValue(
    found: Scope,
    args: readonly Closure[],
    index: number,
    scope: Scope,
    input: unknown,
    path: Path | undefined,
    out: Out,
  ): void {
    const name = found.definition!.params[index]!.slice(1)
    const arg = args[index]!
    this.run(arg.node, arg.scope, input, undefined, value => {
      const named = {
        parent: withVariable(scope, name, value),
        name: `${name}/0`,
        closure: { node: { kind: 'literal', value } as const, scope },
      }
      this.apply(found, args, index + 1, named, input, path, out)
    })
  }
}

/** An error behind a `try`: not its own. */
class Outside {
  readonly fault: JqFault

  constructor(inner: JqFault) {
    this.fault = inner
  }
}

function missing(reason: string): never {
  throw fault(reason)
}

function closuresOf(args: readonly Node[], scope: Scope | undefined): readonly Closure[] {
  return args.length === 0 ? NONE : args.map(node => ({ node, scope: scope! }))
}

const NONE: readonly Closure[] = []

/** `.[]` */
export function iterate(value: unknown, path: Path | undefined, out: Out): void {
  if (Array.isArray(value)) for (let i = 0; i < value.length; i++) out(value[i], path && [...path, i])
  else if (isMap(value)) for (const [key, item] of mapEntries(value)) out(item, path && [...path, key])
  else throw (value === null ? fault : typeFault)(`Cannot iterate over ${describe(value)}`)
}
