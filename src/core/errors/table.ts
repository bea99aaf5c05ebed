import { cliErrors } from './cli.ts'
import { connErrors } from './conn.ts'
import { exprErrors } from './expr.ts'
import { formatErrors } from './format.ts'
import { httpErrors } from './http.ts'
import { kubeErrors } from './kube.ts'
import { ociErrors } from './oci.ts'
import { operErrors } from './oper.ts'
import { routeErrors } from './route.ts'
import { runErrors } from './run.ts'
import { sqlErrors } from './sql.ts'
import { storeErrors } from './store.ts'
import { testErrors } from './test.ts'

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

/** The table, for whoever needs it seldom: the command loads it with the first error. */
export function errorEntries(): typeof errorTable {
  return errorTable
}
