/** One step of a path. */
export type Segment =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'scan' }
  | { readonly kind: 'filter'; readonly test: Test }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Operand[] }

/** A path from the root (`$`) or from the item a filter looks at (`@`). */
export interface Path {
  readonly from: '$' | '@'
  readonly segments: readonly Segment[]
}

/** A condition of a filter. */
export type Test =
  | { readonly kind: 'or' | 'and'; readonly left: Test; readonly right: Test }
  | { readonly kind: 'not'; readonly test: Test }
  | { readonly kind: 'exists'; readonly path: Path }
  | { readonly kind: 'compare'; readonly operator: string; readonly left: Operand; readonly right: Operand }

/** A side of a comparison. */
export type Operand =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'regex'; readonly regex: RegExp }

/** Whether a segment gives at most one value. */
export function isDefiniteSegment(segment: Segment, last: boolean): boolean {
  if (segment.kind === 'names') return segment.names.length === 1 || last
  return segment.kind === 'indexes' ? segment.indexes.length === 1 : segment.kind === 'call'
}

/** Whether a path gives one value instead of a list of values. */
export function isDefinite({ segments }: Path): boolean {
  return segments.every((segment, index) => isDefiniteSegment(segment, index === segments.length - 1))
}

/** A segment in the form of messages and of the option AS_PATH_LIST: `['a']`, `[0]`. */
export function segmentText(segment: Segment): string {
  switch (segment.kind) {
    case 'names':
      return `[${segment.names.map(name => `'${name}'`).join(',')}]`
    case 'indexes':
      return `[${segment.indexes.join(',')}]`
    case 'slice':
      return `[${segment.from ?? ''}:${segment.to ?? ''}]`
    case 'wildcard':
      return '[*]'
    case 'scan':
      return '..'
    case 'filter':
      return '[?]'
    case 'call':
      return `.${segment.name}()`
  }
}

export function pathText({ from, segments }: Path): string {
  return from + segments.map(segmentText).join('')
}
