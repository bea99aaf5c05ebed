import { Composer, type Document } from 'yaml'
import type { Report } from '../../core/diagnostic.ts'
import { errorEntries } from '../../core/errors/table.ts'
import type { ErrorCode } from '../../core/errors.ts'
import type { Positions } from '../positions.ts'
import { MAX_CHARACTERS, MAX_NESTING, MAX_SYNTAX_ERRORS } from './limits.ts'
import { RawReader } from './raw-reader.ts'
import { SourceText, type Span } from './source-text.ts'
import { explainSyntax, type ParserError } from './syntax-hints.ts'
import { readTokens } from './tokens.ts'

/**
 * A YAML value as read: maps as objects, lists as arrays, and every scalar as the text that was written, as Camel reads it too: `~` and
 * `null` are texts, a value that is missing is the empty text.
 */
export type Raw = string | readonly Raw[] | { readonly [key: string]: Raw }

/**
 * Reads one YAML document, keeping where everything stands. What is wrong is reported; the result is `undefined` where nothing could be
 * read. Limits on size, nesting and aliases hold before anything recurses over the text.
 */
export function parseYaml(text: string, file: string, positions: Positions, report: Report): Raw | undefined {
  return new YamlFile(new SourceText(file, text), positions, report).read()
}

/** Everything but what YAML takes for printable: control characters and halves of surrogate pairs. */
const FORBIDDEN =
  /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

class YamlFile {
  private readonly source: SourceText
  private readonly positions: Positions
  private readonly report: Report

  constructor(source: SourceText, positions: Positions, report: Report) {
    this.source = source
    this.positions = positions
    this.report = report
  }

  read(): Raw | undefined {
    const { text } = this.source
    if (text.length > MAX_CHARACTERS) return this.fail('KF_YAML_SIZE', { size: text.length, limit: MAX_CHARACTERS }, { start: 0, end: 0 })
    const forbidden = FORBIDDEN.exec(text)
    if (forbidden !== null) return this.fail('KF_YAML_SYNTAX', { reason: notPrintable(forbidden[0]) }, spanOf(forbidden))
    const read = readTokens(text)
    if ('tooDeep' in read) return this.fail('KF_YAML_NESTING', { depth: MAX_NESTING }, { start: read.tooDeep, end: read.tooDeep })
    const documents = [
      ...new Composer({ schema: 'failsafe', uniqueKeys: false, merge: false, logLevel: 'silent' }).compose(read.tokens, true, text.length),
    ]
    return this.wellFormed(documents, read.tabs) ? this.convert(documents[0]!) : undefined
  }

  private wellFormed(documents: readonly Document.Parsed[], tabs: readonly Span[]): boolean {
    const faulty = documents.filter(document => syntaxErrors(document).length > 0)
    if (faulty.length > 0) for (const document of faulty) this.syntax(document)
    else if (tabs.length > 0) this.fail('KF_YAML_SYNTAX', { reason: 'a tab stands between the parts of a block' }, tabs[0]!, 'use blanks')
    else if (documents.length > 1) {
      const { range } = documents[1]!
      this.fail('KF_YAML_DOCUMENTS', {}, { start: range[0], end: range[0] })
    } else return true
    return false
  }

  private syntax(document: Document.Parsed): void {
    const lines = new Set<number>()
    // several errors of one line count once, but not all of very many are looked at
    for (const error of withoutConsequences(syntaxErrors(document)).slice(0, 5 * MAX_SYNTAX_ERRORS)) {
      const { reason, span, fix, last } = explainSyntax(error, this.source.text, document)
      const { line } = this.source.position(span)
      if (lines.has(line)) continue
      lines.add(line)
      this.fail('KF_YAML_SYNTAX', { reason }, span, fix)
      if (last || lines.size === MAX_SYNTAX_ERRORS) return
    }
  }

  private convert(document: Document.Parsed): Raw | undefined {
    const { contents } = document
    if (contents === null || (contents.range[0] === contents.range[1] && (contents as { source?: string }).source === '')) {
      return this.fail('KF_FILE_EMPTY', { reason: 'the file is empty' }, { start: 0, end: 0 })
    }
    return new RawReader(this.source, this.positions, (code, details, span, fix) => this.fail(code, details, span, fix)).read(contents)
  }

  private fail(code: ErrorCode, details: object, span: Span, fix?: string): undefined {
    const message = (errorEntries()[code].message as (details: object) => string)(details)
    this.report({ code, severity: 'error', message, at: this.source.position(span), ...(fix && { fix }) })
  }
}

/** Errors, but for a comment right behind a token, which Camel's parser takes; and a version of YAML that there is not. */
function syntaxErrors({ errors, warnings }: Document.Parsed): ParserError[] {
  const found = errors.filter(each => !/^Comments must be separated/.test(each.message))
  return [...found, ...warnings.filter(each => /YAML version/.test(each.message))]
}

/** Where a quote or bracket is not closed, that is the one mistake: everything behind it was misunderstood. */
function withoutConsequences(found: readonly ParserError[]): readonly ParserError[] {
  const unclosed = found.find(({ message }) => /closing .quote|^Flow .* end with a/.test(message))
  return unclosed === undefined ? found : [unclosed]
}

function notPrintable(char: string): string {
  return `the character U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')} may not stand in a file`
}

function spanOf(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + 1 }
}
