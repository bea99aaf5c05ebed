import type { Diagnostic, Position } from '../core/diagnostic.ts'
import type { ErrorCode } from '../core/errors.ts'
import type { Catalog } from '../kit/catalog.ts'
import type { StepModel } from '../kit/field.ts'
import type { Positions } from '../model/positions.ts'
import type { FileModel, RouteModel } from '../model/route.ts'

/** What rules look at: all files of a runtime together. */
export interface CheckInput {
  readonly files: readonly FileModel[]
  readonly catalog: Catalog
  readonly positions: Positions
  /** Whether to warn of what Apache Camel does not have. */
  readonly camel: boolean
  /** Text with its placeholders resolved; throws where that is not possible. */
  text(raw: string): string | undefined
  /** The endpoint that a URI with its parameters names, where its connector is local; throws where it cannot be read. */
  localEndpoint(uri: string, parameters: Readonly<Record<string, unknown>>): LocalEndpoint | undefined
}

/** An endpoint of a connector whose sinks reach sources of the same runtime (`direct:`, `seda:`). */
export interface LocalEndpoint {
  /** `direct:name`, the same for all who mean it. */
  readonly address: string
  /** Whether a second source there is an error. */
  readonly single: boolean
  /** Whether sending where no source is fails. */
  readonly needsSource: boolean
}

/** The local endpoint of a source or step, with its placeholders resolved. What is wrong with it is told where it is built. */
export function localEndpoint(input: CheckInput, uri: unknown, parameters: unknown): LocalEndpoint | undefined {
  const text = resolved(input, uri)
  if (text === undefined || text.includes('${')) return undefined
  const entries = typeof parameters === 'object' && parameters !== null ? Object.entries(parameters) : []
  try {
    return input.localEndpoint(text, Object.fromEntries(entries.map(([name, value]) => [name, resolved(input, value) ?? value])))
  } catch {
    // told where it is built
    return undefined
  }
}

/** Looks at all files and reports what is wrong between their parts. */
export type Rule = (input: CheckInput, report: (code: ErrorCode, details: object, at: Position | undefined, how?: How) => void) => void

/** How a problem is reported: as an error unless said otherwise. */
export interface How {
  readonly severity?: Diagnostic['severity']
  readonly fix?: string | undefined
}

/** A text with its placeholders resolved, or `undefined` where that fails: what is wrong with it is told elsewhere. */
export function resolved({ text }: CheckInput, raw: unknown): string | undefined {
  if (typeof raw !== 'string') return undefined
  try {
    return text(raw)
  } catch {
    return undefined
  }
}

/** The routes of all files, in their order. */
export function allRoutes({ files }: CheckInput): RouteModel[] {
  return files.flatMap(file => file.routes)
}

/** `file:line:column` of a place, for messages about another one. */
export function placeText(at: Position | undefined): string {
  return at === undefined ? 'another place' : `${at.file}:${at.line}:${at.column}`
}

/** Elements whose steps are those of routes that are made later: where they send to is not known before. */
const MAKE_ROUTES = new Set(['kamelet', 'rest', 'routeTemplate', 'templatedRoute'])

/** The steps of all routes, and of what stands beside them (`onException`, `intercept` …). */
export function* allSteps({ files }: CheckInput): Generator<StepModel> {
  for (const { routes, elements } of files) {
    for (const { steps, clauses } of routes) {
      yield* stepsBelow(steps)
      if (clauses !== undefined) yield* stepsInOptions(clauses)
    }
    for (const { element, options } of elements) if (!MAKE_ROUTES.has(element)) yield* stepsInOptions(options)
  }
}

/** All steps below some steps, with those inside of their options. */
function* stepsBelow(steps: readonly StepModel[]): Generator<StepModel> {
  for (const step of steps) {
    yield step
    yield* stepsInOptions(step.options)
  }
}

function* stepsInOptions(options: object): Generator<StepModel> {
  for (const value of Object.values(options)) {
    if (typeof value !== 'object' || value === null) continue
    if (isStep(value)) yield* stepsBelow([value])
    else yield* stepsInOptions(value)
  }
}

function isStep(value: object): value is StepModel {
  return typeof (value as StepModel).step === 'string' && typeof (value as StepModel).options === 'object'
}
