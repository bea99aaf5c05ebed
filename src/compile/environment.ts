import type { Services } from '../core/services.ts'
import type { Step } from '../core/step.ts'
import type { Catalog } from '../kit/catalog.ts'
import type { StepModel } from '../kit/field.ts'
import type { Detached, EndpointHandle, EndpointUse } from '../kit/step.ts'
import type { Lookup } from '../model/placeholders.ts'
import type { Interceptions } from './interceptions.ts'
import type { SharedElements } from './shared-elements.ts'

/** Resolves and opens endpoints; one per runtime. */
export interface EndpointRegistry {
  /** With `use` all options are checked for that; nothing is opened. */
  resolve(uri: string, parameters?: Readonly<Record<string, unknown>>, use?: 'sink' | 'source', how?: EndpointUse): EndpointHandle
  resolveDynamic(uri: string, cache: boolean): EndpointHandle
  /** The URI with parameters in it, as text that may still hold expressions. */
  template(uri: string, parameters: Readonly<Record<string, unknown>>): string
}

/** A step as it was built. */
export interface BuiltStep {
  readonly model: StepModel
  readonly step: Step
}

/** What the compiler needs of the runtime that a route is built for. */
export interface CompileEnvironment {
  readonly catalog: Catalog
  readonly services: Services
  readonly endpoints: EndpointRegistry
  readonly lookup: Lookup
  /** A bean by reference (`name`, `#bean:name`, `#class:…`); throws where there is none. */
  bean(reference: string): unknown
  /** The next id for a node without one: `to1`, `to2` … */
  nextId(name: string): string
  /** Told of the step that is built now: what is found in it can be placed. */
  building(model: object): void
  /** Takes what is wrong with a part of the model, so that building goes on and everything is reported at once. */
  problem(error: unknown, model: object): void
  /** Counts an exchange of a route apart from the one in hand; see StepContext.detachLater. */
  detach(routeId: string): Detached
  turn(items?: number): void | Promise<void>
  untilTurn(): number
  /** What works in place of a step: of a test. */
  standIn?(routeId: string, id: string, own: BuiltStep): Step | undefined
  /** Told of each step of a list with those behind it, which `steps` joins: where messages of a test come in. */
  readonly entry?: (routeId: string, id: string, steps: () => Step) => void
  /** What intercepts sends to endpoints, in all routes. */
  readonly interceptions: Interceptions
  /** What is kept of elements that several routes share. */
  readonly shared: SharedElements
  /** Whether routes run in the generated engine (default) or the reference loop. */
  readonly engine: 'generated' | 'reference'
}
