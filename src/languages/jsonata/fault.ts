import { FAULT_MESSAGES } from './fault-messages.ts'

/** What a failure names: an operator, a function, or the literal that was called in place of one. */
export type Token = string | number | undefined

/** What a fault tells beside its code. */
interface FaultDetails {
  readonly value?: unknown
  readonly value2?: unknown
  /** Which argument, from 1. */
  readonly index?: number
  readonly type?: string | undefined
  readonly exp?: number
  readonly functionName?: string
  /** The text, where the expression itself gives it (`$error`). */
  readonly message?: string
  readonly token?: Token
  readonly position?: number | undefined
  readonly cause?: unknown
}

/**
 * A failure inside an evaluation, by JSONata's code. Function calls add where it happened on its way out; the evaluation turns it into
 * an error of the table, so it is never seen outside.
 */
export class Fault {
  readonly code: string | undefined
  readonly details: FaultDetails
  token: Token
  /** Where in the text: the end of the token that the parser reports. */
  position: number | undefined

  constructor(code: string | undefined, details: FaultDetails) {
    this.code = code
    this.details = details
    this.token = details.token
    this.position = details.position
  }

  /** The text, with its details filled in. */
  get message(): string {
    const template = FAULT_MESSAGES[this.code ?? ''] ?? this.details.message ?? 'the evaluation failed'
    return fillTemplate(template, { ...this.details, token: this.token })
  }
}

/** Makes a fault: `throw fault('D1002', { value, position })`. */
export function fault(code: string, details: FaultDetails = {}): Fault {
  return new Fault(code, details)
}

/** JSONata's way of filling `{{name}}` (as JSON) and `{{{name}}}` (as text) into a message. */
function fillTemplate(template: string, details: object): string {
  const known = details as Record<string, unknown>
  return template
    .replace(/\{\{\{([^}]+)\}\}\}/g, (_, name: string) => String(known[name]))
    .replace(/\{\{([^}]+)\}\}/g, (_, name: string) => jsonOf(known[name]))
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'undefined'
  } catch {
    return String(value)
  }
}

/**
 * What was thrown during an evaluation, as a fault: failures of bound functions keep their text and cause, an exhausted stack is D1011.
 * Anything that is no error (a suspension) is thrown on unchanged.
 */
export function asFault(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown
  if (!(thrown instanceof Error)) throw thrown
  if (thrown instanceof RangeError && thrown.message.includes('call stack')) return fault('D1011', { cause: thrown })
  return new Fault(undefined, { message: thrown.message, cause: thrown })
}

/** The fault with name and place of the function call that it comes from, where it has none yet. */
export function locate(thrown: unknown, token: Token, position: number | undefined): Fault {
  const located = asFault(thrown)
  located.position ||= position
  located.token ||= token
  return located
}

/** Makes the error for what an evaluation has thrown. */
export type Fail = (thrown: unknown) => unknown
