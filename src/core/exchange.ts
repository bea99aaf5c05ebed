import { Instant } from './clock.ts'
import { ExchangeExtras, type Thread } from './exchange-extras.ts'
import type { Follower } from './follower.ts'
import {
  copyHeaders,
  copyProperties,
  emptyHeaders,
  emptyProperties,
  foldHeader,
  type HeaderRecord,
  NO_ENTRIES,
  usualSpelling,
} from './headers.ts'
import type { Services } from './services.ts'
import { UnitOfWork } from './unit-of-work.ts'

export type Pattern = 'InOnly' | 'InOut'

/** The exchange goes on to the next step. */
export const RUNNING = 0
/** `stop`: no further step runs, here or in callers over `direct:`. Not a failure. */
export const STOPPED = 1
/** `exception` is set and its error handler has given up: no further step runs, and no outer error handler tries again. */
export const FAILED = 2
/** An error handler (or dead letter channel) has dealt with a failure: no further step runs, the caller sees no exception. */
export const HANDLED = 4
/** Marked for rollback: no further step runs. */
export const ROLLBACK = 8
/** Marked for rollback of the innermost transaction only: no further step runs. */
export const ROLLBACK_LAST = 16

const ID_PREFIX = Array.from({ length: 15 }, () => Math.floor(Math.random() * 16).toString(16))
  .join('')
  .toUpperCase()
let sequence = 0

function instantOf({ clock }: Services): Instant {
  return clock.recent === undefined ? new Instant(clock.now()) : clock.recent()
}

/**
 * One message on its way through a route: body, headers, properties, variables, and how it stands. One fixed shape, mutated in place
 * by the steps of one route at a time; `fork` makes the copies of split, multicast and wireTap. Headers and properties are shared
 * with copies until one side writes (`ownHeaders`, `ownProperties`).
 */
export class Exchange {
  body: unknown
  /** By folded name. Never written directly: `ownHeaders()` first, or `setHeader`. */
  headers: HeaderRecord
  /** By exact name. Never written directly: `ownProperties()` first, or `setProperty`. */
  properties: HeaderRecord
  /** RUNNING, or a combination of STOPPED, FAILED, HANDLED, ROLLBACK, ROLLBACK_LAST: the one thing that is looked at between steps. */
  status: number
  /** The failure of this exchange; set together with FAILED, or by a strategy that hands a failure on. */
  exception: unknown
  pattern: Pattern
  readonly services: Services
  /** The route it was created in, and the URI of that route's source. */
  fromRouteId: string
  fromEndpoint: string
  /** The route it is in now. */
  routeId: string
  headersShared: boolean
  propertiesShared: boolean
  /** Whether messages of exceptions name it by its id: as in Camel, once something has asked for that. */
  named: boolean
  unitOfWork: UnitOfWork | undefined
  /** Made when somebody asks for it, which all EIPs do that make copies. */
  private ownId: string | undefined
  private readonly instant: Instant
  /** What most exchanges do not have. */
  private extras: ExchangeExtras | undefined

  /** `from`: an exchange whose headers and properties it shares. */
  constructor(services: Services, body?: unknown, pattern: Pattern = 'InOnly', from?: Exchange) {
    // first, so that nothing comes between the fields: V8 then makes them at once
    const instant = instantOf(services)
    this.body = body === undefined ? null : body
    this.headers = from === undefined ? NO_ENTRIES : from.headers
    this.properties = from === undefined ? NO_ENTRIES : from.properties
    this.status = RUNNING
    this.exception = undefined
    this.pattern = pattern
    this.services = services
    this.instant = instant
    this.fromRouteId = ''
    this.fromEndpoint = ''
    this.routeId = ''
    this.headersShared = true
    this.propertiesShared = true
    this.named = false
    this.unitOfWork = undefined
    this.ownId = undefined
    this.extras = undefined
  }

  /** When it was made, in milliseconds since the epoch. */
  get created(): number {
    return this.instant.ms
  }

  get variables(): HeaderRecord | undefined {
    return this.extras?.variables
  }

  set variables(value: HeaderRecord | undefined) {
    if (value !== this.extras?.variables) this.own().variables = value
  }

  /** The spellings of its headers' names that are not the usual ones, by folded name. */
  get spellings(): Map<string, string> | undefined {
    return this.extras?.spellings
  }

  set spellings(value: Map<string, string> | undefined) {
    if (value !== this.extras?.spellings) this.own().spellings = value
  }

  /**
   * Lets the source take its next message before this exchange has ended. Steps call it that wait without keeping the order, as in
   * Camel those do that give their thread back (an asynchronous `delay`, `threads`). Copies have it too.
   */
  get release(): (() => void) | undefined {
    return this.extras?.release
  }

  set release(value: (() => void) | undefined) {
    if (value !== this.extras?.release) this.own().release = value
  }

  /** The id of the saga that it takes part in. Copies have it too. */
  get saga(): string | undefined {
    return this.extras?.saga
  }

  set saga(value: string | undefined) {
    if (value !== this.extras?.saga) this.own().saga = value
  }

  /**
   * Whether an error handler has given up a failure of it, also one that a doTry has caught since: another one may try again and run its
   * steps, but handles nothing any more. Copies have it too.
   */
  get isDecided(): boolean {
    return this.extras?.isDecided === true
  }

  set isDecided(value: boolean) {
    if (value !== this.isDecided) this.own().isDecided = value
  }

  /** The failure that came with a reply: Camel's error handler counts attempts in the request, where nobody sees it. */
  get replied(): unknown {
    return this.extras?.replied
  }

  set replied(error: unknown) {
    if (error !== this.extras?.replied) this.own().replied = error
  }

  /** The failure that has left a doTry uncaught: no error handler of the route has worked on it. */
  get uncaught(): unknown {
    return this.extras?.uncaught
  }

  set uncaught(error: unknown) {
    if (error !== this.extras?.uncaught) this.own().uncaught = error
  }

  /** Whether no error handler works on its failures any more: one has given up a failure of it, also one that a doTry has caught since. */
  get spent(): boolean {
    return this.extras?.spent === true
  }

  set spent(value: boolean) {
    if (value !== this.spent) this.own().spent = value
  }

  /** The delivery that it is a part of, whose acknowledgement waits for it where it is held in a group or queue. Copies have it too. */
  get origin(): UnitOfWork | undefined {
    return this.extras?.origin
  }

  set origin(value: UnitOfWork | undefined) {
    if (value !== this.extras?.origin) this.own().origin = value
  }

  /** Who follows it through the steps of its route. Copies have it too. */
  get follower(): Follower | undefined {
    return this.extras?.follower
  }

  set follower(value: Follower | undefined) {
    if (value !== this.extras?.follower) this.own().follower = value
  }

  /** The thread that it would run on in Camel, where it has left that of its source. */
  get thread(): Thread | undefined {
    return this.extras?.thread
  }

  set thread(value: Thread | undefined) {
    if (value !== this.extras?.thread) this.own().thread = value
  }

  /** Unique in this process and, by its random prefix, among processes: `0123456789ABCDE-0000000000000001`. */
  get id(): string {
    this.named = true
    this.ownId ??= idOf(++sequence)
    return this.ownId
  }

  set id(value: string) {
    this.named = true
    this.ownId = value
  }

  /** As Camel prints it in messages of exceptions: the id is only shown where somebody asked for it before. */
  toString(): string {
    return `Exchange[${this.named ? this.id : ''}]`
  }

  /** Its message as Camel prints it in messages of exceptions. */
  get messageText(): string {
    const id = this.extras?.messageId
    return id === undefined ? 'Message' : `Message[${id}]`
  }

  get messageId(): string {
    const extras = this.own()
    extras.messageId ??= idOf(++sequence)
    return extras.messageId
  }

  header(name: string): unknown {
    return this.headers[foldHeader(name)]
  }

  setHeader(name: string, value: unknown): void {
    const key = foldHeader(name)
    const headers = this.ownHeaders()
    if (headers[key] === undefined && this.spelling(key) !== name) this.respell(key, name)
    headers[key] = value === undefined ? null : value
  }

  removeHeader(name: string): unknown {
    const key = foldHeader(name)
    const value = this.headers[key]
    if (value !== undefined) this.ownHeaders()[key] = undefined
    return value
  }

  /** Names in their spelling, with values; the order in which they were first set. */
  headerEntries(): [string, unknown][] {
    const entries: [string, unknown][] = []
    for (const key in this.headers) {
      const value = this.headers[key]
      if (value !== undefined) entries.push([this.spelling(key), value])
    }
    return entries
  }

  /** Takes all headers of another exchange, shared until one side writes. */
  shareHeaders(from: Exchange): void {
    this.headers = from.headers
    this.headersShared = true
    from.headersShared = true
    this.spellings = from.spellings
  }

  replaceHeaders(entries: Iterable<readonly [string, unknown]>): void {
    this.headers = emptyHeaders()
    this.headersShared = false
    this.spellings = undefined
    for (const [name, value] of entries) this.setHeader(name, value)
  }

  /** The headers for writing: copied first where they are shared. */
  ownHeaders(): HeaderRecord {
    if (this.headersShared) {
      this.headers = copyHeaders(this.headers)
      this.headersShared = false
    }
    return this.headers
  }

  property(name: string): unknown {
    return this.properties[name]
  }

  setProperty(name: string, value: unknown): void {
    this.ownProperties()[name] = value === undefined ? null : value
  }

  removeProperty(name: string): unknown {
    const value = this.properties[name]
    if (value !== undefined) this.ownProperties()[name] = undefined
    return value
  }

  propertyEntries(): [string, unknown][] {
    return Object.entries(this.properties).filter(([, value]) => value !== undefined)
  }

  ownProperties(): HeaderRecord {
    if (this.propertiesShared) {
      this.properties = copyProperties(this.properties)
      this.propertiesShared = false
    }
    return this.properties
  }

  /** A variable of this exchange, by its name without repository prefix. */
  variable(name: string): unknown {
    return this.variables?.[name]
  }

  setVariable(name: string, value: unknown): void {
    const extras = this.own()
    extras.variables ??= emptyProperties()
    extras.variables[name] = value === undefined ? null : value
  }

  removeVariable(name: string): unknown {
    const value = this.variables?.[name]
    if (value !== undefined) this.own().variables![name] = undefined
    return value
  }

  /** A copy that shares body, headers and properties until either side writes; its own id, no unit of work, running. */
  fork(pattern: Pattern = this.pattern): Exchange {
    const copy = new Exchange(this.services, this.body, pattern, this)
    this.headersShared = true
    this.propertiesShared = true
    copy.fromRouteId = this.fromRouteId
    copy.fromEndpoint = this.fromEndpoint
    copy.routeId = this.routeId
    copy.extras = this.extras?.forCopy()
    if (this.unitOfWork?.settles && this.extras?.origin === undefined) copy.origin = this.unitOfWork
    return copy
  }

  /** Makes it one more copy of what it is a copy of, which nobody has seen yet: with an id of its own. Nobody keeps a hold of it. */
  renew(body: unknown): void {
    this.body = body
    this.named = false
    this.ownId = undefined
    const { extras } = this
    if (extras?.messageId !== undefined) extras.messageId = undefined
  }

  /** Takes body, headers, properties, variables and standing of another exchange: how the result of a sub-exchange becomes this one's. */
  adopt(result: Exchange): void {
    if (result === this) return
    this.body = result.body
    this.shareHeaders(result)
    this.properties = result.properties
    this.propertiesShared = true
    result.propertiesShared = true
    this.variables = result.variables && copyProperties(result.variables)
    this.exception = result.exception
    this.status = result.status
    this.spent = result.spent
    this.isDecided = result.isDecided
  }

  /** The same from an exchange that nobody uses any more: what that has of its own becomes this one's own, and need not be copied. */
  takeOver(result: Exchange): void {
    if (result === this) return
    const { headersShared, propertiesShared } = result
    this.adopt(result)
    this.headersShared = headersShared
    this.propertiesShared = propertiesShared
  }

  /** What is to be done when this exchange ends, and what it was at the start; made when first asked for. */
  unit(): UnitOfWork {
    this.unitOfWork ??= new UnitOfWork()
    return this.unitOfWork
  }

  /** The acknowledgement of its delivery waits until `target` has ended too: it, or what came of it, is in a group. */
  holdFor(target: UnitOfWork): void {
    const { unitOfWork, origin } = this
    unitOfWork?.holdFor(target)
    if (origin !== unitOfWork) origin?.holdFor(target)
  }

  /** Another exchange takes over what is to be done at the end, and with it the responsibility for the delivery: a queue has it. */
  handOver(to: Exchange): void {
    const { unitOfWork, origin } = this
    to.origin = undefined
    unitOfWork?.handOver(to.unit())
    if (origin !== unitOfWork) origin?.holdFor(to.unit())
  }

  /** Whether it ended (so far) without failure and without being marked for rollback. */
  get succeeded(): boolean {
    return this.exception === undefined && (this.status & (FAILED | ROLLBACK)) === 0
  }

  private spelling(key: string): string {
    return this.extras?.spellings?.get(key) ?? usualSpelling(key)
  }

  private respell(key: string, name: string): void {
    const extras = this.own()
    extras.spellings = new Map(extras.spellings)
    extras.spellings.set(key, name)
  }

  private own(): ExchangeExtras {
    this.extras = this.extras === undefined ? new ExchangeExtras() : this.extras.own()
    return this.extras
  }
}

const LAST_DIGITS = Array.from({ length: 256 }, (_, low) => hex(low, 2))
let block = -1
let blockText = ''

/** All but the last two digits are the same for 256 ids in a row, and made once. */
function idOf(sequence: number): string {
  const high = Math.floor(sequence / 256)
  if (high !== block) {
    block = high
    blockText = `${ID_PREFIX}-${hex(high, 14)}`
  }
  return blockText + LAST_DIGITS[sequence % 256]!
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0')
}
