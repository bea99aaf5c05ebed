import { type Alias, isAlias, isMap, isScalar, type Node, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml'
import type { ErrorCode } from '../../core/errors.ts'
import type { Positions, ValueSpan } from '../positions.ts'
import { MAX_ALIAS_NODES, MAX_ALIASES } from './limits.ts'
import type { Raw } from './parse.ts'
import type { ScalarStyle } from './scalar-offset.ts'
import type { SourceText, Span } from './source-text.ts'

type Fail = (code: ErrorCode, details: object, span: Span, fix?: string) => void

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
}

/** Turns the nodes of a document into plain values, remembering where they stand. Aliases are expanded, within limits. */
export class RawReader {
  private readonly source: SourceText
  private readonly positions: Positions
  private readonly fail: Fail
  private readonly anchors = new Map<string, Node>()
  /** Anchored nodes that are being read: an alias of one of them would never end. */
  private readonly open = new Set<Node>()
  private aliases = 0
  private expanded = 0
  private inAlias = 0

  constructor(source: SourceText, positions: Positions, fail: Fail) {
    this.source = source
    this.positions = positions
    this.fail = fail
  }

  read(node: Node | null | undefined): Raw {
    if (node === null || node === undefined) return ''
    if (isAlias(node)) return this.alias(node)
    if (node.anchor !== undefined) this.anchors.set(node.anchor, node)
    if (this.inAlias > 0 && ++this.expanded > MAX_ALIAS_NODES) return ''
    if (isScalar(node)) return textOf(node)
    this.open.add(node)
    const value = isMap(node) ? this.map(node as YAMLMap<Node, Node | null>) : this.list(node as YAMLSeq<Node>)
    this.open.delete(node)
    return value
  }

  private alias(node: Alias): Raw {
    const target = this.anchors.get(node.source)
    const problem = this.problem(node, target)
    if (problem !== undefined || target === undefined) {
      this.fail(problem!.code, problem!.details, spanOf(node))
      return ''
    }
    this.inAlias += 1
    const value = this.read(target)
    this.inAlias -= 1
    return value
  }

  private problem(node: Alias, target: Node | undefined): { code: ErrorCode; details: object } | undefined {
    if (target === undefined) return { code: 'KF_YAML_SYNTAX', details: { reason: `no anchor is called &${node.source}` } }
    if (this.open.has(target)) return { code: 'KF_YAML_SYNTAX', details: { reason: `*${node.source} stands inside of &${node.source}` } }
    if (isScalar(target)) return undefined
    if (++this.aliases === MAX_ALIASES + 1) return { code: 'KF_YAML_ALIASES', details: { limit: MAX_ALIASES } }
    if (this.expanded > MAX_ALIAS_NODES) return { code: 'KF_YAML_ALIASES', details: { limit: MAX_ALIAS_NODES } }
    return undefined
  }

  private map(node: YAMLMap<Node, Node | null>): Raw {
    const result: Record<string, Raw> = Object.create(null)
    const keys = new Map<string, Span>()
    const values = new Map<string, ValueSpan>()
    const repeated = new Map<string, Span>()
    for (const pair of node.items) {
      const key = this.key(pair)
      if (key === undefined) {
        this.positions.markFaulty(result)
        continue
      }
      const span = spanOf(pair.key)
      const value = this.read(pair.value)
      if (keys.has(key) && !repeated.has(key)) repeated.set(key, span)
      result[key] = keys.has(key) && key === 'steps' ? this.joinLists(result[key]!, value) : value
      keys.set(key, span)
      values.set(key, isThere(pair.value) ? this.valueSpan(pair.value) : span)
    }
    this.positions.set(result, { source: this.source, self: spanOf(node), keys, values, ...(repeated.size > 0 && { repeated }) })
    return result
  }

  private key({ key }: Pair<Node, Node | null>): string | undefined {
    const node = isAlias(key) ? this.anchors.get(key.source) : key
    if (node?.anchor !== undefined) this.anchors.set(node.anchor, node)
    if (!isScalar(node)) {
      this.fail(
        'KF_YAML_SYNTAX',
        { reason: 'a key is a text, not a list or a map' },
        spanOf(key),
        'put quotes around a text that begins with { or [',
      )
      return undefined
    }
    const text = textOf(node)
    if (node.type !== 'PLAIN' || (text !== '<<' && text !== '')) return text
    if (text === '<<') this.fail('KF_YAML_MERGE', {}, spanOf(key))
    else this.fail('KF_YAML_SYNTAX', { reason: 'a key is missing before the colon' }, spanOf(key))
    return undefined
  }

  /** The steps of all `steps` keys count, as in Camel; of other keys the last. */
  private joinLists(first: Raw, second: Raw): Raw {
    if (!Array.isArray(first) || !Array.isArray(second)) return second
    const joined = [...(first as readonly Raw[]), ...(second as readonly Raw[])]
    this.positions.inheritItems(joined, first, second)
    return joined
  }

  private list(node: YAMLSeq<Node>): Raw {
    const result: Raw[] = []
    const values = new Map<string, ValueSpan>()
    for (const [index, item] of node.items.entries()) {
      values.set(String(index), isThere(item) ? this.valueSpan(item) : spanOf(node))
      result.push(this.read(item))
    }
    this.positions.set(result, { source: this.source, self: spanOf(node), keys: new Map(), values })
    return result
  }

  private valueSpan(node: Node): ValueSpan {
    const span = spanOf(node)
    const style = isScalar(node) ? STYLES[node.type ?? ''] : undefined
    return style === undefined ? span : { ...span, style }
  }
}

function textOf(node: Scalar): string {
  return node.source ?? String(node.value ?? '')
}

/** Whether a value stands in the file at all: of one that is missing the range is empty. */
function isThere(node: Node | null | undefined): node is Node {
  return node?.range !== undefined && node.range !== null && (!isScalar(node) || node.range[1] > node.range[0])
}

function spanOf(node: Node | null | undefined): Span {
  return { start: node?.range?.[0] ?? 0, end: node?.range?.[1] ?? node?.range?.[0] ?? 0 }
}
