import { isKafilaError } from './errors/define.ts'
import { javaExceptions } from './java-exceptions.ts'

/** Node's error codes as the exceptions that Java throws for the same thing. */
const BY_NODE_CODE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'java.net.ConnectException',
  EHOSTUNREACH: 'java.net.NoRouteToHostException',
  ENETUNREACH: 'java.net.NoRouteToHostException',
  ECONNRESET: 'java.net.SocketException',
  EPIPE: 'java.net.SocketException',
  EADDRINUSE: 'java.net.SocketException',
  ETIMEDOUT: 'java.net.SocketTimeoutException',
  ENOTFOUND: 'java.net.UnknownHostException',
  EAI_AGAIN: 'java.net.UnknownHostException',
  ENOENT: 'java.io.FileNotFoundException',
  EACCES: 'java.nio.file.AccessDeniedException',
  EPERM: 'java.nio.file.AccessDeniedException',
  EISDIR: 'java.io.IOException',
  ENOTDIR: 'java.io.IOException',
  EEXIST: 'java.io.IOException',
  ENOSPC: 'java.io.IOException',
  EMFILE: 'java.io.IOException',
}

/** JavaScript's own error classes. */
const BY_NAME: Readonly<Record<string, string>> = {
  RangeError: 'java.lang.IllegalArgumentException',
  TypeError: 'java.lang.RuntimeException',
  SyntaxError: 'java.lang.IllegalArgumentException',
  ReferenceError: 'java.lang.RuntimeException',
  URIError: 'java.lang.IllegalArgumentException',
  AbortError: 'java.util.concurrent.CancellationException',
  TimeoutError: 'java.util.concurrent.TimeoutException',
}

/**
 * The Java class name of a failure: its own for errors of the table; by Node's code or JavaScript's class for foreign ones; a user's
 * error class keeps its name (and is a `java.lang.RuntimeException`).
 */
export function exceptionType(error: unknown): string {
  if (isKafilaError(error)) return error.type
  if (!(error instanceof Error)) return 'java.lang.RuntimeException'
  const code = (error as NodeJS.ErrnoException).code
  const known = (typeof code === 'string' && BY_NODE_CODE[code]) || BY_NAME[error.name]
  if (known) return known
  const name = error.name === 'Error' ? error.constructor.name : error.name
  return name === 'Error' || name === '' ? 'java.lang.RuntimeException' : name
}

/** Whether routes may name this class: it stands in the table. */
export function isKnownException(type: string): boolean {
  return type === 'java.lang.Throwable' || javaExceptions().has(type)
}

export function knownExceptions(): readonly string[] {
  return ['java.lang.Throwable', ...javaExceptions().keys()]
}

const lineages = new Map<string, readonly string[]>()

/** The class and all its superclasses, nearest first. */
export function exceptionLineage(type: string): readonly string[] {
  const known = lineages.get(type)
  if (known !== undefined) return known
  const lineage = [type]
  for (let current = type; current !== 'java.lang.Throwable'; lineage.push(current)) {
    current = javaExceptions().get(current)?.superclass ?? 'java.lang.Exception'
  }
  if (javaExceptions().has(type)) lineages.set(type, lineage)
  return lineage
}

/** How many steps `type` is below `ancestor` in the hierarchy (0: the same class), or -1 where it is no subclass. */
export function exceptionDistance(type: string, ancestor: string): number {
  return exceptionLineage(type).indexOf(ancestor)
}

const userLineages = new WeakMap<object, readonly string[]>()

/** The classes of a failure, nearest first: for an error class of a host application its own name and those of its superclasses, then Java's. */
export function failureLineage(error: unknown): readonly string[] {
  const type = exceptionType(error)
  if (!(error instanceof Error) || javaExceptions().has(type)) return exceptionLineage(type)
  const known = userLineages.get(error.constructor)
  if (known?.[0] === type) return known
  const names = new Set([type])
  for (let made: unknown = error.constructor; typeof made === 'function' && made !== Error; made = Object.getPrototypeOf(made)) {
    if (made.name !== '' && made.name !== 'KafilaError') names.add(made.name)
  }
  const lineage = [...names, ...exceptionLineage('java.lang.RuntimeException')]
  userLineages.set(error.constructor, lineage)
  return lineage
}

/** Whether a failure is of a class or one of its subclasses. */
export function isFailureOf(error: unknown, type: string): boolean {
  return failureLineage(error).includes(type)
}

/** The failure and its causes, outermost first; cut where a cause repeats. */
export function causeChain(error: unknown): unknown[] {
  const chain: unknown[] = []
  let current = error
  while (current !== undefined && current !== null && !chain.includes(current)) {
    chain.push(current)
    current = current instanceof Error ? current.cause : undefined
  }
  return chain
}

/** The message as Java has it: null for an exception that was made without one. */
export function javaMessage(error: unknown): string | null {
  return isKafilaError(error) && error.details['message'] === null ? null : exceptionMessage(error)
}

/** The message of a failure, of whatever it is. */
export function exceptionMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
