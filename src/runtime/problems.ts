import type { Diagnostic } from '../core/diagnostic.ts'
import { errors } from '../core/errors.ts'
import type { Lookup } from '../model/placeholders.ts'
import type { Positions } from '../model/positions.ts'
import { problemDiagnostics } from './diagnose.ts'
import type { RouteOrigin } from './template-routes.ts'

/** What the reader tells already, at another place, where a name is unknown or refused; and failures of ours for want of what it could not read. */
const TOLD_BY_READER = new Set(['KF_ROUTE_UNKNOWN_LANGUAGE', 'KF_ROUTE_UNKNOWN_FORMAT', 'KF_RUN_START'])

/** What is wrong with the files of a runtime: collected while they are read and built, each with its place, nothing twice. */
export class Problems {
  readonly diagnostics: Diagnostic[] = []
  readonly positions: Positions
  private readonly lookup: Lookup
  private readonly reportedOnce = new Set<string>()

  constructor(positions: Positions, lookup: Lookup) {
    this.positions = positions
    this.lookup = lookup
  }

  report(...found: readonly Diagnostic[]): void {
    this.diagnostics.push(...found)
  }

  /** Takes a failure of building a part of the model. */
  add(error: unknown, model: object, origin?: RouteOrigin, lookup = origin?.lookup ?? this.lookup): void {
    origin?.late?.problems.push(error)
    const found = problemDiagnostics(error, model, this.positions, lookup)
    const independent = this.isFaulty(model) ? this.independent(found, model) : found
    this.report(...(origin === undefined ? independent : this.ofOrigin(independent, origin)))
  }

  /** What is wrong in a template is said once, with the first route that is made of it. */
  ofOrigin(found: readonly Diagnostic[], { made }: RouteOrigin): Diagnostic[] {
    return found.flatMap(each => {
      const key = `${each.code} ${each.message} ${JSON.stringify(each.at)}`
      if (this.reportedOnce.has(key)) return []
      this.reportedOnce.add(key)
      return [{ ...each, message: each.message + made }]
    })
  }

  replace(diagnostics: readonly Diagnostic[]): void {
    this.diagnostics.splice(0, Number.POSITIVE_INFINITY, ...diagnostics)
  }

  /** Makes the errors in some files warnings. */
  pardon(files: ReadonlySet<string>): void {
    this.replace(
      this.diagnostics.map(each => (each.at !== undefined && files.has(each.at.file) ? { ...each, severity: 'warning' as const } : each)),
    )
  }

  /** Throws `KF_ROUTE_FILES` with all diagnostics where one is an error. */
  failOnErrors(): void {
    if (this.diagnostics.some(each => each.severity === 'error')) throw errors.KF_ROUTE_FILES({ diagnostics: this.diagnostics })
  }

  /** Of what is wrong with a part that could not be read whole, that which does not follow from it: it lies elsewhere inside. */
  private independent(found: readonly Diagnostic[], model: object): Diagnostic[] {
    const places = new Set(
      [this.positions.of(model), ...this.diagnostics.map(each => each.at)].map(at => `${at?.file}:${at?.line}:${at?.column}`),
    )
    return found.filter(
      ({ at, code }) => at !== undefined && !TOLD_BY_READER.has(code) && !places.has(`${at.file}:${at.line}:${at.column}`),
    )
  }

  /** Whether something was found wrong with a part of the model when it was read. */
  private isFaulty(model: object): boolean {
    const { options } = model as { options?: object }
    return this.positions.isFaulty(model) || (options !== undefined && this.positions.isFaulty(options))
  }
}
