import type { Builtin } from './evaluate.ts'

export type { Builtin }

/** A function of values: run for every combination of its arguments' outputs. */
export function plain(compute: (input: unknown, ...args: unknown[]) => unknown): Builtin {
  return (run, args, input, path, out) => {
    const each = (index: number, values: unknown[]): void => {
      const arg = args[index]
      if (arg === undefined) return out(compute(input, ...values), path && [])
      for (const value of run.all(arg, input)) each(index + 1, [...values, value])
    }
    each(0, [])
  }
}
