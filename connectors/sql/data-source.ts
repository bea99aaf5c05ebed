import { errors } from '../../src/core/errors.ts'
import { type ConnectorContext, DataSource } from '../../src/kit/index.ts'

/** Where data goes when no data source is there: a file of this runtime alone. */
const EMBEDDED = '.kafila/data.sqlite'

/** The data source of an endpoint: its own, that of the component, the only one among the beans, else an embedded database. */
export function dataSourceOf(given: unknown, context: ConnectorContext): DataSource {
  const named = context.componentOption('dataSource')
  const chosen = given ?? (named === undefined ? undefined : context.services.bean(named.replace(/^#(bean:)?/, ''))) ?? only(context)
  if (chosen === undefined) return new DataSource('sqlite', EMBEDDED)
  if (isDataSource(chosen)) return chosen
  throw errors.KF_ROUTE_INVALID({ what: 'dataSource', reason: 'the bean is no data source' })
}

function only({ services }: ConnectorContext): DataSource | undefined {
  const all = [...services.beans()].filter(isDataSource)
  if (all.length > 1)
    throw errors.KF_ROUTE_INVALID({ what: 'dataSource', reason: 'there are several data sources among the beans: say which one' })
  return all[0]
}

function isDataSource(bean: unknown): bean is DataSource {
  return bean instanceof DataSource
}
