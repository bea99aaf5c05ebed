import type { Diagnostic } from '../core/diagnostic.ts'
import { maskLine } from '../core/mask-secrets.ts'
import type { RouteSource } from '../runtime/options.ts'

/** Diagnostics as text: place, code, message, the line with a mark under it, and what to do. */
export function diagnosticsText(diagnostics: readonly Diagnostic[], sources: readonly RouteSource[], colors: boolean): string {
  const paint = colors ? (code: number, text: string) => `\u001b[${code}m${text}\u001b[0m` : (_: number, text: string) => text
  const lines = new Map(sources.map(({ file, text }) => [file, text.split(/\r\n|\r|\n/)]))
  return diagnostics.map(each => one(each, lines, paint)).join('\n')
}

type Paint = (code: number, text: string) => string

function one({ at, severity, code, message, fix }: Diagnostic, lines: ReadonlyMap<string, readonly string[]>, paint: Paint): string {
  const place = at ? `${at.file}:${at.line}:${at.column}: ` : ''
  const head = `${paint(1, place)}${paint(severity === 'error' ? 31 : 33, severity)} ${paint(36, code)} ${message}\n`
  const excerpt =
    at === undefined
      ? ''
      : excerptOf(shown(lines.get(at.file)?.[at.line - 1]), at.line, at.column, at.endLine === at.line ? at.endColumn : undefined, paint)
  return `${head}${excerpt}${fix ? `  ${paint(32, fix)}\n` : ''}`
}

/** A line of the user's file as it may be printed: logs of builds keep what is printed. */
function shown(line: string | undefined): string | undefined {
  return line === undefined ? undefined : maskLine(line)
}

function excerptOf(line: string | undefined, number: number, column: number, endColumn: number | undefined, paint: Paint): string {
  if (line === undefined) return ''
  const gutter = String(number).padStart(5)
  const width = Math.max(1, Math.min(endColumn ?? column + 1, line.length + 1) - column)
  const indent = line.slice(0, column - 1).replaceAll(/[^\t]/g, ' ')
  return `${paint(90, `${gutter} |`)} ${line}\n${paint(90, '      |')} ${indent}${paint(31, '^'.repeat(width))}\n`
}

/** `2 errors, 1 warning` */
export function countText(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic['severity']) => diagnostics.filter(each => each.severity === severity).length
  const word = (number: number, name: string) => `${number} ${name}${number === 1 ? '' : 's'}`
  const [errors, warnings] = [count('error'), count('warning')]
  return [errors > 0 || warnings === 0 ? word(errors, 'error') : '', warnings > 0 ? word(warnings, 'warning') : '']
    .filter(text => text !== '')
    .join(', ')
}
