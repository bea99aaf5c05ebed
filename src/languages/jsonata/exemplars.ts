import { Delegate, Lambda, TailCall } from './call/callable.ts'
import type { Frame } from './frame.ts'
import { Sequence, Tuple, TupleStream } from './values.ts'

/** One object of each short-lived class of the evaluator. */
export function exemplars(frame: Frame): readonly object[] {
  const nothing = () => undefined
  const site = { procedure: nothing, args: [], token: undefined, position: undefined }
  const lambda = new Lambda(undefined, frame, [], nothing)
  return [new Sequence([]), new Tuple(undefined), new TupleStream([]), lambda, new Delegate(lambda), new TailCall(site, undefined, frame)]
}
