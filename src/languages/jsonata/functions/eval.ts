import { Builtin } from '../call/callable.ts'
import { Signature } from '../call/signature.ts'
import type { Frame } from '../frame.ts'

function evaluate(frame: Frame, context: unknown, text: unknown, focus: unknown): unknown {
  if (text === undefined) return undefined
  const input = focus === undefined ? context : Array.isArray(focus) && !frame.run.isSequence(focus) ? frame.run.wrap(focus) : focus
  return frame.run.evaluateText(text as string, input, frame)
}

/** `$eval`: evaluates a text as an expression, in the context and with the variables of the call. */
export const evalFunction = new Builtin('eval', new Signature('<sx?:x>'), 2, evaluate, true, true)
