import { builtInCatalog } from '../catalog/index.ts'
import { errors } from '../core/errors.ts'
import type { CallPlace } from '../model/route-document.ts'
import { ChoiceClauses, TryClauses } from './clauses.ts'
import { callerOf, placeText } from './place.ts'
import type { RawWriter, Written } from './raw-writer.ts'
import type { RouteHead } from './route-head.ts'
import { type FieldShape, type FieldShapes, NO_FIELDS } from './shape.ts'
import { type Signature, signatureOf } from './signature.ts'
import { Endpoint, type GivenOptions, type PlugInStep } from './values.ts'

/** A step as it was called. */
export interface StepCall {
  readonly step: string
  readonly options: GivenOptions
  readonly place: CallPlace
  /** The option that was the first argument. */
  readonly first: string | undefined
  /** The options of a step of a plug-in. */
  readonly fields?: FieldShapes
}

/** Where chains keep what they hold: no name that a completion shows. */
const STATE = Symbol.for('kafila.steps')

interface ChainState {
  readonly head: RouteHead | undefined
  readonly steps: readonly StepCall[]
}

/** Steps one after the other; each call gives a new chain with one step more, so that a common beginning can be shared. */
export abstract class StepChain {
  /** @internal */
  readonly [STATE]: ChainState

  constructor(head?: RouteHead, steps: readonly StepCall[] = []) {
    this[STATE] = { head, steps }
  }

  /** Adds a step by its name and arguments. `callee`: the function that was called, whose caller is the place of the step. */
  protected with(step: string, args: readonly unknown[], callee: Function): never {
    const place = callerOf(callee)
    const definition = builtInCatalog().steps.get(step)
    const { fields = NO_FIELDS, shorthand } = definition ?? {}
    const signature = signatureOf({ fields, shorthand })
    const options = settled(giveArguments(args, signature, fields), fields, { step, place, empty: () => this.chain() })
    return this.add({ step, options, place, first: signature.positional[0] })
  }

  /** Adds a step by its name and options. */
  protected named(step: string, options: GivenOptions, callee: Function): never {
    const place = callerOf(callee)
    const fields = builtInCatalog().steps.get(step)?.fields ?? NO_FIELDS
    return this.add({ step, options: settled(options, fields, { step, place, empty: () => this.chain() }), place, first: undefined })
  }

  /** Adds a step of a plug-in, as a generated function has made it. */
  protected made(given: PlugInStep<never, never>): never {
    const { step, options, shape, place, first } = given
    const { fields } = shape
    return this.add({ step, options: settled(options, fields, { step, place, empty: () => this.chain() }), place, first, fields })
  }

  protected choiceOf(branches: (clauses: never) => unknown, options: GivenOptions, callee: Function): never {
    const place = callerOf(callee)
    const clauses = new ChoiceClauses((make, step) => block(make, { step, place, empty: () => this.chain() }))
    branches(clauses as never)
    const { when, otherwise } = clauses.given
    return this.add({ step: 'choice', options: { ...(when.length > 0 && { when }), otherwise, ...options }, place, first: undefined })
  }

  protected doTryOf(make: unknown, give: (clauses: never) => unknown, options: GivenOptions, callee: Function): never {
    const place = callerOf(callee)
    const run = (steps: unknown, step: string) => block(steps, { step, place, empty: () => this.chain() })
    const steps = run(make, 'doTry')
    const clauses = new TryClauses(run)
    give(clauses as never)
    const { doCatch, doFinally } = clauses.given
    const caught = doCatch.length > 0 ? { doCatch } : {}
    return this.add({ step: 'doTry', options: { steps, ...caught, doFinally, ...options }, place, first: undefined })
  }

  private add(call: StepCall): never {
    const { head, steps } = this[STATE]
    return this.chain(head, [...steps, call]) as never
  }

  private chain(head?: RouteHead, steps?: readonly StepCall[]): StepChain {
    return new (this.constructor as new (head?: RouteHead, steps?: readonly StepCall[]) => StepChain)(head, steps)
  }
}

/** What running the functions that make steps needs. */
export interface BlockScope {
  /** What the steps are of, for messages. */
  readonly step: string
  readonly place: CallPlace
  /** An empty chain. */
  empty(): StepChain
}

/** Runs a function that makes steps. */
function block(make: unknown, { step, place, empty }: BlockScope): StepChain {
  const result = typeof make === 'function' ? make(empty()) : make
  if (isChain(result) && result[STATE].head === undefined) return result
  const reason = `the steps of ${step} are a function that gives its steps: steps => steps.log('…')`
  throw errors.KF_ROUTE_CALL({ place: placeText(place), reason })
}

/** Options whose functions that make steps have run. */
export function settled(options: GivenOptions, fields: FieldShapes, scope: BlockScope): GivenOptions {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, fields[name] ? settledValue(fields[name], value, scope) : value]),
  )
}

function settledValue(field: FieldShape, value: unknown, scope: BlockScope): unknown {
  if (value === undefined || value === null) return value
  if (field.kind === 'steps' || field.kind === 'branches') return block(value, scope)
  if (field.kind === 'group' && isOptions(value)) return settled(value, field.fields!, scope)
  if (field.kind === 'list' && Array.isArray(value) && field.item?.kind === 'group')
    return value.map(each => (isOptions(each) ? settled(each, field.item!.fields!, scope) : each))
  return value
}

/** The options that the arguments of a call give: by position, then an object with further ones, then the function of the steps. */
export function giveArguments(args: readonly unknown[], { positional, block }: Signature, fields: FieldShapes): Record<string, unknown> {
  const options: Record<string, unknown> = {}
  const rest = [...args]
  const needsBlock = block !== undefined && fields[block]?.required === true
  for (const name of positional) if (isGiven(fields[name]!, rest, fields, needsBlock)) giveOption(options, name, rest.shift())
  for (const arg of rest) {
    if (typeof arg === 'function' && block !== undefined) options[block] = arg
    else if (arg !== undefined) merge(options, arg as GivenOptions)
  }
  return options
}

/** Whether the next argument is what stands at a position, and not what follows it where that is left out. A bean may be a plain object: it has no name of an option. */
function isGiven({ kind, required, endpoint }: FieldShape, rest: readonly unknown[], fields: FieldShapes, needsBlock: boolean): boolean {
  if (required || endpoint) return true
  const [arg, ...others] = rest
  if (kind === 'expression' || kind === 'predicate') {
    const isBlock = needsBlock && typeof arg === 'function' && !others.some(each => typeof each === 'function')
    return !isBlock && !isOptions(arg)
  }
  if (kind !== 'text') return true
  return typeof arg !== 'function' && !(isOptions(arg) && Object.keys(arg).some(name => fields[name] !== undefined || COMMON.has(name)))
}

const COMMON = new Set(['id', 'description', 'note', 'disabled'])

function isOptions(value: unknown): value is GivenOptions {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

/** An endpoint stands as URI and parameters beside each other; the parameters keep its place. */
export function giveOption(options: Record<string, unknown>, name: string, value: unknown): void {
  options[name] = value
  if (name !== 'uri' || !(value instanceof Endpoint)) return
  options['uri'] = new Endpoint(value.uri, {}, value.place)
  if (Object.keys(value.parameters).length > 0) options['parameters'] = value
}

function merge(options: Record<string, unknown>, more: GivenOptions): void {
  for (const [name, value] of Object.entries(more)) {
    const before = options[name]
    if (before instanceof Endpoint && isOptions(value))
      options[name] = new Endpoint(before.uri, { ...before.parameters, ...value }, before.place, before.shape)
    else options[name] = value ?? before
  }
}

/** Whether a value is a chain of steps, of whichever copy of the package. */
export function isChain(value: unknown): value is StepChain {
  return typeof value === 'object' && value !== null && STATE in value
}

/** What a chain begins with where it is a route. */
export function headOf(chain: StepChain): RouteHead | undefined {
  return chain[STATE].head
}

/** The steps of a chain for a document. */
export function writeSteps(chain: StepChain, writer: RawWriter): Written[] {
  return chain[STATE].steps.map(({ step, options, place, first, fields = builtInCatalog().steps.get(step)?.fields ?? NO_FIELDS }) => {
    const written = { raw: writer.options(options, fields, place, first), place }
    return { raw: writer.map([[step, written]], place), place }
  })
}
