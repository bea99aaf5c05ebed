import type { DataFormatModel, StepModel } from '../kit/field.ts'

export type { DataFormatModel, ExpressionModel, StepModel } from '../kit/field.ts'

/** Options by Camel's names, as read: text, lists, nested options; nothing resolved yet. */
export type Options = Readonly<Record<string, unknown>>

/** Where the messages of a route come from. */
export interface FromModel {
  readonly uri: string
  readonly parameters?: Options
  readonly variableReceive?: string
  readonly id?: string
}

/** An element that stands among the steps of a route, and is for that route alone. */
export interface ClauseModel {
  readonly element: string
  readonly options: Options
}

/** A route: plain, frozen JSON. YAML and the TypeScript DSL build equal values; positions live beside it (`Positions`). */
export interface RouteModel {
  /** Given in the file, or undefined: the runtime then counts `route1`, `route2` … */
  readonly id?: string
  readonly from: FromModel
  readonly steps: readonly StepModel[]
  readonly clauses?: readonly ClauseModel[]
  /** Everything else that a `route` says: autoStartup, startupOrder, errorHandler, routeConfigurationId … */
  readonly options: Options
}

/** A bean to be made. */
export interface BeanModel {
  readonly name: string
  readonly options: Options
}

/** What one file says: the models of its elements, in their order. */
export interface FileModel {
  readonly file: string
  readonly routes: readonly RouteModel[]
  readonly beans: readonly BeanModel[]
  /** Data formats with an id, which `custom: { ref: ID }` names. */
  readonly dataFormats: readonly DataFormatModel[]
  /** The other elements by name (`onException`, `errorHandler`, `rest`, `routeConfiguration` …), each with its options. */
  readonly elements: readonly ElementModel[]
}

/** An element of a file that is no route and no bean. */
export interface ElementModel {
  readonly element: string
  readonly options: Options
  /** How many routes of the file stand before it: some elements only apply to routes behind them. */
  readonly routesBefore: number
}
