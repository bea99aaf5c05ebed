import { defineErrors, type ErrorEntry, type KafilaError } from './errors/define.ts'
import { errorEntries } from './errors/table.ts'

/** The one place where errors are made: `throw errors.KF_RUN_NO_CONSUMER({ uri })`. */
export const errors = defineErrors(errorEntries)

export type ErrorCode = keyof ReturnType<typeof errorEntries>

/** An error of the table that was made up: a test gives its text, and may give it another class. */
export function madeUpError(code: ErrorCode, message: string, type?: string): KafilaError {
  const { type: own, ...standing }: ErrorEntry<never> = errorEntries()[code]
  const made = defineErrors(() => ({ [code]: { ...standing, message: () => message, ...(own !== undefined && { type: own }) } }))
  return made[code]!({} as never, type === undefined ? {} : { type })
}

export { isKafilaError, KafilaError } from './errors/define.ts'
