import { Builtin, type Implementation } from '../call/callable.ts'
import { Signature } from '../call/signature.ts'
import type { Frame } from '../frame.ts'

/** An implementation whose arguments the signature has checked. */
type Checked = (frame: Frame, ...args: never[]) => unknown

/** Declares a built-in function. `arity` is how many arguments a higher-order function passes to it. */
export function define(name: string, signature: string, arity: number, implementation: Checked): Builtin {
  return new Builtin(name, new Signature(signature), arity, implementation as Implementation)
}

/** Declares a built-in function that calls functions it is given. */
export function defineHigherOrder(name: string, signature: string, arity: number, implementation: Checked): Builtin {
  return new Builtin(name, new Signature(signature), arity, implementation as Implementation, true)
}
