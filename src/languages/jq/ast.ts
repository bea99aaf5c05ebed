import type { Single } from './single.ts'

/** A filter of jq. */
export type Node = Filter & {
  /** The filter as a function, null where it is none; made when it is first asked for. */
  single?: Single | null
}

type Filter =
  | { readonly kind: 'identity' | 'recurse' }
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'text'; readonly format: string | undefined; readonly parts: readonly (string | Node)[] }
  | { readonly kind: 'format'; readonly name: string }
  | { readonly kind: 'index'; readonly target: Node; readonly key: Node }
  | { readonly kind: 'slice'; readonly target: Node; readonly from: Node | undefined; readonly to: Node | undefined }
  | { readonly kind: 'iterate'; readonly target: Node }
  | { readonly kind: 'array'; readonly content: Node | undefined }
  | { readonly kind: 'object'; readonly entries: readonly { readonly key: Node; readonly value: Node }[] }
  | { readonly kind: 'pipe' | 'comma' | 'alternative' | 'and' | 'or'; readonly left: Node; readonly right: Node }
  | { readonly kind: 'binary' | 'assign'; readonly operator: string; readonly left: Node; readonly right: Node }
  | { readonly kind: 'negate'; readonly operand: Node }
  | { readonly kind: 'if'; readonly condition: Node; readonly then: Node; readonly otherwise: Node }
  | { readonly kind: 'try'; readonly body: Node; readonly handler: Node | undefined }
  | { readonly kind: 'bind'; readonly source: Node; readonly pattern: Pattern; readonly body: Node }
  | { readonly kind: 'reduce'; readonly source: Node; readonly pattern: Pattern; readonly start: Node; readonly update: Node }
  | {
      readonly kind: 'foreach'
      readonly source: Node
      readonly pattern: Pattern
      readonly start: Node
      readonly update: Node
      readonly extract: Node | undefined
    }
  | { readonly kind: 'label'; readonly name: string; readonly body: Node }
  | { readonly kind: 'break'; readonly name: string }
  | { readonly kind: 'variable'; readonly name: string; readonly optional?: boolean }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[]; readonly key: string }
  | { readonly kind: 'define'; readonly definition: Definition; readonly body: Node }

/** `def name(params): body;` — a parameter `$x` is a value, `x` a filter. */
export interface Definition {
  readonly name: string
  readonly params: readonly string[]
  readonly body: Node
}

/** What `as` binds: a variable, or the parts of an array or object. */
export type Pattern =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'array'; readonly items: readonly Pattern[] }
  | {
      readonly kind: 'object'
      readonly entries: readonly { readonly variable: string | undefined; readonly key: Node; readonly value: Pattern | undefined }[]
    }
