import type { Diagnostic, Position, Report } from '../core/diagnostic.ts'
import { type ErrorCode, errorTable } from '../core/errors.ts'
import { nearestName } from '../core/nearest.ts'
import type { Catalog } from '../kit/catalog.ts'
import type { Positions } from './positions.ts'
import { readFields } from './read-fields.ts'
import type { Raw } from './yaml/parse.ts'

export type RawMap = { readonly [key: string]: Raw }

/** What reading needs: the declarations, the places, and somebody to tell what is wrong. */
export class Reader {
  readonly catalog: Catalog
  readonly positions: Positions
  readonly report: Report

  constructor(catalog: Catalog, positions: Positions, report: Report) {
    this.catalog = catalog
    this.positions = positions
    this.report = report
  }

  /** Reports an error of the table. */
  error(code: ErrorCode, details: object, at: Position | undefined, fix?: string): void {
    this.report(diagnostic(code, details, at, fix))
  }

  /** Reports an unknown name together with the nearest known one. */
  unknown(code: ErrorCode, details: object, name: string, known: Iterable<string>, at: Position | undefined): void {
    const nearest = nearestName(name, known)
    this.error(code, details, at, nearest === undefined ? undefined : `did you mean \`${nearest}\`?`)
  }

  readonly fields = readFields
}

/** A diagnostic with the text of the table. */
export function diagnostic(code: ErrorCode, details: object, at: Position | undefined, fix?: string): Diagnostic {
  const message = (errorTable[code].message as (details: object) => string)(details)
  return { code, severity: 'error', message, ...(at && { at }), ...(fix && { fix }) }
}

export function isRawMap(raw: Raw | undefined): raw is RawMap {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw)
}

/** What a raw value is, for messages. */
export function shapeOf(raw: Raw | undefined): string {
  if (raw === null || raw === undefined) return 'nothing'
  if (Array.isArray(raw)) return 'a list'
  return typeof raw === 'object' ? 'a map' : `text (${JSON.stringify(raw.length > 40 ? `${raw.slice(0, 40)}…` : raw)})`
}
