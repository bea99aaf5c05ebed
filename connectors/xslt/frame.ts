import { errors } from '../../src/core/errors.ts'
import type { Document, Node } from './dom.ts'
import type { Run } from './run.ts'
import type { Rule } from './stylesheet.ts'
import { type Focus, type Scope, toValue, type Value } from './xpath-engine.ts'

interface Variables {
  readonly name: string
  readonly value: Value
  readonly outer: Variables | undefined
}

/** How deep templates may call each other. */
const MAX_DEPTH = 2000

/** Where a transformation stands: focus, variables in scope, and the node that results go into. Not changed; instructions make new ones. */
export class Frame implements Scope {
  readonly run: Run
  readonly focus: Focus
  readonly out: Node
  /** What the caller of the template gave. */
  readonly given: ReadonlyMap<string, Value>
  /** The template rule in force, for `apply-imports`. */
  readonly rule: Rule | undefined
  private readonly variables: Variables | undefined
  private readonly depth: number

  constructor(
    run: Run,
    focus: Focus,
    out: Node,
    from?: Frame,
    changes: Partial<Pick<Frame, 'given' | 'rule'>> & { readonly variables?: Variables | undefined } = {},
  ) {
    this.run = run
    this.focus = focus
    this.out = out
    this.given = changes.given ?? from?.given ?? new Map()
    this.rule = 'rule' in changes ? changes.rule : from?.rule
    this.variables = 'variables' in changes ? changes.variables : from?.variables
    this.depth = (from?.depth ?? 0) + ('given' in changes ? 1 : 0)
    if (this.depth > MAX_DEPTH) throw errors.KF_CONN_XSLT({ reason: `templates are nested more than ${MAX_DEPTH} deep` })
  }

  get functions(): Scope['functions'] {
    return this.run.functions
  }

  get document(): Document {
    return this.run.result
  }

  variable(name: string): Value | undefined {
    for (let each = this.variables; each !== undefined; each = each.outer) if (each.name === name) return each.value
    return this.run.global(name)
  }

  bind(name: string, value: Value): Frame {
    return new Frame(this.run, this.focus, this.out, this, { variables: { name, value, outer: this.variables } })
  }

  at(focus: Focus): Frame {
    return new Frame(this.run, focus, this.out, this)
  }

  into(out: Node): Frame {
    return new Frame(this.run, this.focus, out, this)
  }

  /** A template's frame: it sees none of the caller's variables. */
  call(focus: Focus, given: ReadonlyMap<string, Value>, rule: Rule | undefined): Frame {
    return new Frame(this.run, focus, this.out, this, { given, rule, variables: undefined })
  }

  /** What instructions write, as a value of its own. */
  fragment(write: (frame: Frame) => void): Value {
    return toValue([this.fragmentNode(write)])
  }

  /** What instructions write, as text. */
  text(write: (frame: Frame) => void): string {
    return toValue([this.fragmentNode(write)]).stringValue()
  }

  private fragmentNode(write: (frame: Frame) => void): Node {
    const fragment = this.document.createDocumentFragment()
    write(this.into(fragment))
    return fragment
  }
}
