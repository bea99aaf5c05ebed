/** What the official parser makes of a lambda's `<…>`; only its text is used here. */
export interface ParsedSignature {
  readonly definition: string
}

/** A predicate (`filter`) or a position variable (`index`) behind a step. */
export interface Stage {
  readonly type: 'filter' | 'index'
  readonly expr: Node
  readonly value?: string
  readonly position?: number
}

/** A key and a value of `{…}`. */
export type Pair = readonly [Node, Node]

/** The pairs of an object constructor or of a grouping. */
export interface Group {
  readonly lhs: readonly Pair[]
  readonly position?: number
}

/** A term of `^(…)`. */
export interface SortTerm {
  readonly descending: boolean
  readonly expression: Node
}

/** A node of the tree that the official parser makes, after its second pass. Which of the fields are there depends on `type`. */
export interface Node {
  readonly type: string
  readonly value?: unknown
  readonly position?: number
  readonly predicate?: readonly Stage[]
  readonly stages?: readonly Stage[]
  readonly group?: Group
  /** `x[]`: a sequence of one stays an array. */
  readonly keepArray?: boolean
  readonly keepSingletonArray?: boolean
  /** An array constructor that is the first or last step of a path: its result is not flattened. */
  readonly consarray?: boolean
  readonly tuple?: boolean
  readonly focus?: string
  readonly index?: string
  readonly ancestor?: { readonly label: string }
  readonly slot?: { readonly label: string }
  readonly steps?: readonly Node[]
  readonly expressions?: readonly Node[]
  readonly expression?: Node
  readonly lhs?: Node | readonly Pair[]
  readonly rhs?: Node
  readonly condition?: Node
  readonly then?: Node
  readonly else?: Node
  readonly procedure?: Node
  readonly arguments?: readonly Node[]
  readonly signature?: ParsedSignature
  readonly body?: Node
  /** A function body's tail call. */
  readonly thunk?: boolean
  readonly terms?: readonly SortTerm[]
  readonly pattern?: Node
  readonly update?: Node
  readonly delete?: Node
}
