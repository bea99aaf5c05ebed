import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  type Range,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { Diagnostic, Position, Report } from '../../core/diagnostic.ts'
import type { Positions } from '../positions.ts'
import { checkLimits } from './limits.ts'

/** A YAML value as read: maps as objects, lists as arrays, every scalar as its text (Camel reads it so too), null as null. */
export type Raw = string | null | readonly Raw[] | { readonly [key: string]: Raw }

/**
 * Reads one YAML document, keeping where everything stands. Syntax errors are reported, all of them; the result is `undefined` where
 * nothing could be read. Limits on size, nesting and aliases are checked before the parser runs, since it may abort the process.
 */
export function parseYaml(text: string, file: string, positions: Positions, report: Report): Raw | undefined {
  if (!checkLimits(text, file, report)) return undefined
  const lines = new LineCounter()
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    uniqueKeys: false,
    merge: false,
    prettyErrors: false,
    logLevel: 'silent',
  })
  if (!Array.isArray(documents) || documents.length === 0) return null
  const converter = new Converter(file, lines, positions, report)
  for (const document of documents) {
    for (const error of document.errors) report(converter.syntax(error.pos[0], error.message))
  }
  if (documents.length > 1) report(converter.problem('KF_YAML_DOCUMENTS', documents[1]!.range[0], 'a route file holds one YAML document'))
  if (documents.some(document => document.errors.length > 0)) return undefined
  return converter.convert(documents[0]!.contents as Node | null)
}

const MAX_ALIAS_NODES = 100_000

class Converter {
  private readonly file: string
  private readonly lines: LineCounter
  private readonly positions: Positions
  private readonly report: Report
  private readonly anchors = new Map<string, Node>()
  private expanded = 0

  constructor(file: string, lines: LineCounter, positions: Positions, report: Report) {
    this.file = file
    this.lines = lines
    this.positions = positions
    this.report = report
  }

  convert(node: Node | null | undefined): Raw {
    if (node === null || node === undefined) return null
    if (isAlias(node)) return this.alias(node.source, node)
    const anchor = (node as { anchor?: string }).anchor
    if (anchor) this.anchors.set(anchor, node)
    if (isMap(node)) return this.map(node)
    if (isSeq(node)) return this.list(node)
    return isScalar(node) ? scalarText(node) : null
  }

  private alias(name: string, node: Node): Raw {
    const target = this.anchors.get(name)
    this.expanded += 1
    if (target === undefined || this.expanded > MAX_ALIAS_NODES) {
      const code = target === undefined ? 'KF_YAML_SYNTAX' : 'KF_YAML_ALIASES'
      this.report(
        this.problem(
          code,
          node.range?.[0] ?? 0,
          target === undefined ? `no anchor is called &${name}` : 'the aliases expand to too many nodes',
        ),
      )
      return null
    }
    return this.convert(target)
  }

  private map(node: YAMLMap): Raw {
    const result: Record<string, Raw> = Object.create(null)
    const keys = new Map<string, Position>()
    const values = new Map<string, Position>()
    for (const pair of node.items as Pair<Node, Node | null>[]) {
      if (!isPair(pair)) continue
      const key = isScalar(pair.key) ? (scalarText(pair.key) ?? 'null') : String(pair.key)
      const at = this.position(pair.key?.range)
      if (key === '<<' && isScalar(pair.key) && pair.key.type === 'PLAIN')
        this.report(this.problem('KF_YAML_MERGE', pair.key.range?.[0] ?? 0, 'merge keys (<<) are not read'))
      if (this.expanded <= MAX_ALIAS_NODES) result[key] = this.convert(pair.value)
      if (this.expanded > 0) this.expanded += 1
      keys.set(key, at)
      values.set(key, pair.value?.range ? this.position(pair.value.range) : at)
    }
    this.positions.set(result, { self: this.position(node.range), keys, values })
    return result
  }

  private list(node: YAMLSeq): Raw {
    const result: Raw[] = []
    const values = new Map<string, Position>()
    for (const [index, item] of (node.items as Node[]).entries()) {
      values.set(String(index), this.position(item?.range))
      result.push(this.convert(item))
    }
    this.positions.set(result, { self: this.position(node.range), keys: new Map(), values })
    return result
  }

  syntax(offset: number, message: string): Diagnostic {
    return this.problem('KF_YAML_SYNTAX', offset, message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, ''))
  }

  problem(code: string, offset: number, message: string): Diagnostic {
    return { code, severity: 'error', message, at: this.position([offset, offset, offset]) }
  }

  private position(range: Range | null | undefined): Position {
    const start = this.lines.linePos(range?.[0] ?? 0)
    const end = this.lines.linePos(range?.[1] ?? range?.[0] ?? 0)
    return { file: this.file, line: start.line, column: start.col, endLine: end.line, endColumn: end.col }
  }
}

/** The text of a scalar; a plain `null`, `~` or nothing is null. */
function scalarText(node: Scalar): string | null {
  if (node.value === null && (node.type === 'PLAIN' || node.type === undefined)) return null
  return node.type === 'PLAIN' ? (node.source ?? String(node.value)) : String(node.value)
}
