import { errors } from '../core/errors.ts'
import type { AnyConnector, Catalog } from '../kit/catalog.ts'
import { asPlugIn, type PlugIn } from '../kit/plug-in.ts'
import { extendCatalog } from './extend-catalog.ts'
import { builtInCatalog } from './index.ts'

/** A plug-in as a program hands it over: the default export of its package. */
export type GivenPlugIn = PlugIn | AnyConnector

/** The catalog of a program, or what is built in, with the plug-ins of the program. Throws `KF_CLI_PLUG_IN`. */
export function plugInCatalog({
  catalog = builtInCatalog(),
  plugIns = [],
}: {
  catalog?: Catalog
  plugIns?: readonly GivenPlugIn[]
}): Catalog {
  return extendCatalog(
    catalog,
    plugIns.map((given, index) => {
      const name = `plugIns[${index}]`
      const plugIn = asPlugIn(given)
      if (plugIn === undefined) throw errors.KF_CLI_PLUG_IN({ name, reason: 'it is neither a connector nor a plug-in (definePlugIn)' })
      return { name, plugIn }
    }),
  )
}
