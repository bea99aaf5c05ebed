/** A place in a file; line and column count from 1. */
export interface Position {
  readonly file: string
  readonly line: number
  readonly column: number
  /** Where the thing ends, for editors. */
  readonly endLine?: number
  readonly endColumn?: number
}

/** Something wrong with a file, as data: the text is made when it is shown. */
export interface Diagnostic {
  /** `KF_<AREA>_<WHAT>`, from the table of errors; `kafila explain CODE` tells more. */
  readonly code: string
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly at?: Position
  /** What to do about it: the nearest name, the right spelling, an example. */
  readonly fix?: string
  /** Whether it is about a name that a plug-in could declare. */
  readonly undeclared?: true
}

/** Takes diagnostics; everything that is wrong is reported, so it never throws. */
export type Report = (diagnostic: Diagnostic) => void
