import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { javaText } from '../../converters/index.ts'
import { errors } from '../../core/errors.ts'
import { isMap as isMapValue, mapEntries } from '../../core/values.ts'
import { checkNesting } from './nesting.ts'
import { kindOf, type ScalarKind, scalarValue } from './scalars.ts'

export interface YamlLimits {
  /** How often lists and maps may be referred to by aliases. */
  readonly maxAliases: number
}

/** SnakeYAML's limit, so that a hostile document ends early. */
const MAX_LENGTH = 3 * 1024 * 1024

/** What no YAML may hold, escaped or not. */
const NOT_PRINTABLE = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u
/** The end of a document before there is one. */
const NOTHING_BUT_END = /^(?:[ \t]*(?:#.*)?\r?\n)*\.\.\.(?:\s|$)/

/** Reads one YAML 1.1 document as SnakeYAML does. Errors are its own, by type. */
export function readYaml(text: string, limits: YamlLimits): unknown {
  if (text.length > MAX_LENGTH)
    throw yamlError('error.YAMLException', `The incoming YAML document exceeds the limit: ${MAX_LENGTH} code points.`)
  if (NOT_PRINTABLE.test(text)) throw yamlError('reader.ReaderException', 'special characters are not allowed')
  if (NOTHING_BUT_END.test(text)) throw yamlError('parser.ParserException', "expected the node content, but found '<document end>'")
  checkNesting(text)
  const lines = new LineCounter()
  const documents = parseAllDocuments(text, {
    version: '1.1',
    schema: 'failsafe',
    merge: false,
    uniqueKeys: false,
    lineCounter: lines,
    logLevel: 'silent',
    strict: true,
  })
  if (!Array.isArray(documents)) return null
  const [document, second] = documents as Document.Parsed[]
  if (!document) return null
  const problem = document.errors[0]
  if (problem) throw yamlError(typeOfProblem(problem.code, problem.message), problem.message)
  if (second) throw yamlError('composer.ComposerException', 'expected a single document in the stream\nbut found another document')
  return new YamlReader(document, limits, text).read(document.contents as Node | null)
}

/** Which of SnakeYAML's stages would have failed. */
function typeOfProblem(code: string, message: string): string {
  if (code === 'MISSING_CHAR') return /quote/.test(message) ? 'scanner.ScannerException' : 'parser.ParserException'
  if (code === 'BAD_ALIAS') return 'composer.ComposerException'
  return SCANNER_PROBLEMS.has(code) || /block-seq-ind on same line/.test(message) ? 'scanner.ScannerException' : 'parser.ParserException'
}

const SCANNER_PROBLEMS = new Set(['TAB_AS_INDENT', 'BAD_DQ_ESCAPE', 'BAD_SCALAR_START', 'BLOCK_AS_IMPLICIT_KEY', 'MULTILINE_IMPLICIT_KEY'])

/** A failure as SnakeYAML's exception. */
export function yamlError(type: string, reason: string): Error {
  return errors.KF_FORMAT_UNMARSHAL({ format: 'yaml', reason }, { type: `org.yaml.snakeyaml.${type}` })
}

const CORE_TAG = 'tag:yaml.org,2002:'
const SCALAR_TAGS = new Set<string>(['null', 'bool', 'int', 'float', 'timestamp', 'str'])

class YamlReader {
  private readonly document: Document.Parsed
  private readonly limits: YamlLimits
  private readonly made = new Map<Node, unknown>()
  private aliases = 0
  private readonly text: string

  constructor(document: Document.Parsed, limits: YamlLimits, text: string) {
    this.document = document
    this.limits = limits
    this.text = text
  }

  read(node: Node | null): unknown {
    if (node === null) return null
    if (isAlias(node)) return this.alias(node)
    if (isScalar(node)) return this.scalar(node)
    if (isSeq(node)) return this.list(node)
    return isMap(node) ? this.map(node) : null
  }

  private alias(alias: Alias): unknown {
    const target = alias.resolve(this.document)
    if (!target) throw yamlError('composer.ComposerException', `found undefined alias ${alias.source}`)
    if (isScalar(target)) return this.scalar(target)
    if (++this.aliases > this.limits.maxAliases)
      throw yamlError('error.YAMLException', `Number of aliases for non-scalar nodes exceeds the specified max=${this.limits.maxAliases}`)
    if (!this.made.has(target)) throw yamlError('constructor.ConstructorException', 'Recursive structures are not supported')
    return this.made.get(target)
  }

  private scalar(node: Scalar): unknown {
    const text = this.textOf(node)
    const tag = this.tagOf(node)
    if (tag === undefined) return node.type === 'PLAIN' || node.type === undefined ? this.plain(text) : text
    if (tag === 'binary') return Buffer.from(text.replaceAll(/\s/g, ''), 'base64')
    if (tag === 'str') return text
    return scalarValue(tag as ScalarKind, text)
  }

  private plain(text: string): unknown {
    if (text === '<<') throw noConstructor(`${CORE_TAG}merge`)
    return scalarValue(kindOf(text), text)
  }

  /** A text over several lines that ends with the document has no more line breaks than that. */
  private textOf(node: Scalar): string {
    const text = String(node.value ?? '')
    const overLines = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED'
    const unended = overLines && text.endsWith('\n') && node.range?.[1] === this.text.length && !/[\r\n]$/.test(this.text)
    return unended ? text.slice(0, -1) : text
  }

  /** The short name of an explicit core tag; other tags would make Java objects and are refused. */
  private tagOf(node: Node): string | undefined {
    const { tag } = node as { tag?: string }
    if (tag === undefined || tag === '!') return tag === undefined ? undefined : 'str'
    const name = tag.startsWith(CORE_TAG) ? tag.slice(CORE_TAG.length) : undefined
    const known = isScalar(node)
      ? SCALAR_TAGS.has(name ?? '') || name === 'binary'
      : isSeq(node)
        ? /^(?:seq|omap|pairs)$/.test(name ?? '')
        : /^(?:map|set)$/.test(name ?? '')
    if (isSeq(node) && name === 'map') throw notThatKind('SequenceNode', 'MappingNode')
    if (isMap(node) && name === 'seq') throw notThatKind('MappingNode', 'SequenceNode')
    if (!known) throw noConstructor(tag)
    return name
  }

  private list(node: YAMLSeq): unknown {
    const tag = this.tagOf(node)
    const items: unknown[] = []
    for (const item of node.items) items.push(isPair(item) ? this.single(item) : this.read(item as Node | null))
    const result = tag === 'omap' ? objectOf(entriesOf(items)) : tag === 'pairs' ? entriesOf(items) : items
    this.made.set(node, result)
    return result
  }

  private single(pair: Pair): unknown {
    return objectOf([[this.key(pair.key as Node | null), this.read(pair.value as Node | null)]])
  }

  private map(node: YAMLMap): unknown {
    const tag = this.tagOf(node)
    const merged: [string, unknown][] = []
    const own: [string, unknown][] = []
    for (const { key, value } of node.items) {
      const keyNode = key as Node | null
      if (isScalar(keyNode) && keyNode.type === 'PLAIN' && keyNode.value === '<<') merged.push(...this.mergedEntries(value as Node | null))
      else own.push([this.key(keyNode), this.read(value as Node | null)])
    }
    const entries = [...merged.filter(([key]) => !own.some(([name]) => name === key)), ...own]
    const result = tag === 'set' ? new Set(own.map(([key]) => key)) : objectOf(entries)
    this.made.set(node, result)
    return result
  }

  /** Entries of the maps under a merge key; of several maps the first has the say. */
  private mergedEntries(node: Node | null): [string, unknown][] {
    const value = this.read(node)
    const maps = Array.isArray(value) ? value : [value]
    const entries = new Map<string, unknown>()
    for (const map of maps) {
      if (!isMapValue(map)) throw yamlError('constructor.ConstructorException', 'expected a mapping or list of mappings for merging')
      for (const [key, each] of mapEntries(map)) if (!entries.has(key)) entries.set(key, each)
    }
    return [...entries]
  }

  /** Keys of other kinds become text: maps have texts as keys here. */
  private key(node: Node | null): string {
    return javaText(this.read(node))
  }
}

function entriesOf(items: readonly unknown[]): [string, unknown][] {
  return items.flatMap(item => (isMapValue(item) ? mapEntries(item) : []))
}

function noConstructor(tag: string): Error {
  return yamlError('constructor.ConstructorException', `could not determine a constructor for the tag ${tag}`)
}

function notThatKind(from: string, to: string): Error {
  const [node, wanted] = [`org.yaml.snakeyaml.nodes.${from}`, `org.yaml.snakeyaml.nodes.${to}`]
  const reason = `class ${node} cannot be cast to class ${wanted} (${node} and ${wanted} are in unnamed module of loader 'app')`
  return errors.KF_FORMAT_UNMARSHAL({ format: 'yaml', reason }, { type: 'java.lang.ClassCastException' })
}

function objectOf(entries: readonly (readonly [string, unknown])[]): unknown {
  return entries.some(([key]) => /^(?:0|[1-9]\d*|__proto__)$/.test(key)) ? new Map(entries) : Object.fromEntries(entries)
}
