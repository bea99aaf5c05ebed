import type { Diagnostic } from '../core/diagnostic.ts'
import type { Catalog } from '../kit/catalog.ts'
import { Kafila } from './kafila.ts'
import type { KafilaOptions } from './options.ts'

/**
 * Everything that is wrong with route files, errors and warnings, in the order of the files. Reads, checks and builds the routes, but
 * opens nothing: no network, no file beside those that routes name as resources, and no module, script or method of the user. Never rejects because of what a file says.
 */
export async function validateWith(options: KafilaOptions & { readonly catalog: Catalog }): Promise<readonly Diagnostic[]> {
  const kafila = new Kafila({ ...options, validateOnly: true })
  return kafila.check()
}
