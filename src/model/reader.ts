import type { Diagnostic, Position, Report } from '../core/diagnostic.ts'
import { errorEntries } from '../core/errors/table.ts'
import type { ErrorCode } from '../core/errors.ts'
import { didYouMean } from '../core/nearest.ts'
import type { Catalog } from '../kit/catalog.ts'
import type { Positions } from './positions.ts'
import type { Raw } from './yaml/parse.ts'

/** A map as read. */
export type RawMap = { readonly [key: string]: Raw }

/** Where a raw value hangs: the map or list that holds it, and its key or index there. */
export interface Slot {
  readonly parent: object
  readonly key: string
}

/** What reading needs: the declarations, the places, and somebody to tell what is wrong. */
export class Reader {
  readonly catalog: Catalog
  readonly positions: Positions
  readonly report: Report
  /** The options being read, from the step or element inwards: an error spoils all of them, but not the steps around. */
  private owners: object[] = []
  /** Whether a block without steps takes its following siblings: so it is in files, whose indentation may be wrong. */
  readonly flow: boolean

  constructor(catalog: Catalog, positions: Positions, report: Report, flow = true) {
    this.flow = flow
    this.catalog = catalog
    this.positions = positions
    this.report = report
  }

  /** Reads a step or element: what is wrong inside of it spoils nothing around it. */
  apart<T>(read: () => T): T {
    const { owners } = this
    this.owners = []
    try {
      return read()
    } finally {
      this.owners = owners
    }
  }

  /** Reads the options that become `owner`. */
  into<T>(owner: object, read: () => T): T {
    this.owners.push(owner)
    try {
      return read()
    } finally {
      this.owners.pop()
    }
  }

  /** Reports an error of the table. */
  error(code: ErrorCode, details: object, at: Position | undefined, fix?: string): void {
    this.wrong(diagnostic(code, details, at, fix))
  }

  private wrong(found: Diagnostic): void {
    this.spoil()
    this.report(found)
  }

  /** Something is wrong with what is being read, and told already. */
  spoil(): void {
    for (const owner of this.owners) this.positions.markFaulty(owner)
  }

  warn(code: ErrorCode, details: object, at: Position | undefined, fix?: string): void {
    this.report({ ...diagnostic(code, details, at, fix), severity: 'warning' })
  }

  /** Reports an unknown name together with the nearest known one. */
  unknown(code: ErrorCode, details: object, name: string, known: Iterable<string>, at: Position | undefined): void {
    this.error(code, details, at, didYouMean(name, known))
  }

  /** The same of a name that a plug-in could declare. */
  undeclared(code: ErrorCode, details: object, name: string, known: Iterable<string>, at: Position | undefined): void {
    this.wrong({ ...diagnostic(code, details, at, didYouMean(name, known)), undeclared: true })
  }

  /** Reports something of Camel's that is refused by its name. A plug-in could declare it. */
  refused(what: string, reason: string, at: Position | undefined): void {
    this.wrong({ ...diagnostic('KF_ROUTE_UNSUPPORTED', { what, reason }, at), undeclared: true })
  }
}

/** A diagnostic with the text of the table. */
export function diagnostic(code: ErrorCode, details: object, at: Position | undefined, fix?: string): Diagnostic {
  const message = (errorEntries()[code].message as (details: object) => string)(details)
  return { code, severity: 'error', message, ...(at && { at }), ...(fix && { fix }) }
}

/** Whether a value is a map. */
export function isRawMap(raw: Raw | undefined): raw is RawMap {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw)
}

/** Whether a value is a list. */
export function isRawList(raw: Raw | undefined): raw is readonly Raw[] {
  return Array.isArray(raw)
}

/** The raw value in a slot. */
export function rawIn({ parent, key }: Slot): Raw | undefined {
  return (parent as RawMap)[key]
}

/** The text of a raw value that should be one; nothing where it is something else. */
export function rawText(raw: Raw | undefined): string {
  return typeof raw === 'string' ? raw : ''
}

/** What a raw value is, for messages. */
export function shapeOf(raw: Raw | undefined): string {
  if (raw === undefined || raw === '') return 'nothing'
  if (isRawList(raw)) return 'a list'
  return isRawMap(raw) ? 'a map' : `the text ${JSON.stringify(raw.length > 40 ? `${raw.slice(0, 40)}…` : raw)}`
}
