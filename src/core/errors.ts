import { cliErrors } from './errors/cli.ts'
import { connErrors } from './errors/conn.ts'
import { defineErrors, type ErrorEntry, type KafilaError } from './errors/define.ts'
import { exprErrors } from './errors/expr.ts'
import { formatErrors } from './errors/format.ts'
import { httpErrors } from './errors/http.ts'
import { kubeErrors } from './errors/kube.ts'
import { ociErrors } from './errors/oci.ts'
import { operErrors } from './errors/oper.ts'
import { routeErrors } from './errors/route.ts'
import { runErrors } from './errors/run.ts'
import { sqlErrors } from './errors/sql.ts'
import { storeErrors } from './errors/store.ts'
import { testErrors } from './errors/test.ts'

/** All entries, by code: what `kafila explain` and the docs are made from. A code is API: it is never used again for something else. */
export const errorTable = {
  ...routeErrors,
  ...exprErrors,
  ...runErrors,
  ...connErrors,
  ...formatErrors,
  ...cliErrors,
  ...httpErrors,
  ...sqlErrors,
  ...storeErrors,
  ...testErrors,
  ...kubeErrors,
  ...operErrors,
  ...ociErrors,
}

/** The one place where errors are made: `throw errors.KF_RUN_NO_CONSUMER({ uri })`. */
export const errors = defineErrors(errorTable)

export type ErrorCode = keyof typeof errorTable

/** An error of the table that was made up: a test gives its text, and may give it another class. */
export function madeUpError(code: ErrorCode, message: string, type?: string): KafilaError {
  const { type: own, ...standing }: ErrorEntry<never> = errorTable[code]
  const made = defineErrors({ [code]: { ...standing, message: () => message, ...(own !== undefined && { type: own }) } })
  return made[code]!({} as never, type === undefined ? {} : { type })
}

export { isKafilaError, KafilaError } from './errors/define.ts'
