import type { Services } from '../core/services.ts'
import type { Catalog } from '../kit/catalog.ts'
import type { BuildScope } from '../kit/field.ts'
import type { Lookup } from '../model/placeholders.ts'
import type { Beans } from './beans.ts'
import type { KafilaOptions } from './options.ts'
import type { RouteTable } from './route-table.ts'
import type { SharedValues } from './shared-values.ts'

/** What those who read the files of a runtime and those who make its endpoints both get of it. */
export interface RuntimeParts {
  readonly options: Pick<KafilaOptions, 'beans' | 'routes' | 'kamelets' | 'camel' | 'standIns' | 'propertyFiles'>
  readonly catalog: Catalog
  readonly services: Services
  readonly scope: BuildScope
  readonly beans: Beans
  readonly properties: ReadonlyMap<string, string>
  readonly lookup: Lookup
  readonly shared: SharedValues
  readonly routes: RouteTable
}
