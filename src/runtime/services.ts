import { systemClock } from '../core/clock.ts'
import { Gathering } from '../core/gathering.ts'
import type { MainOptions } from '../core/main-options.ts'
import type { Services } from '../core/services.ts'
import { type Lookup, resolvePlaceholders } from '../model/placeholders.ts'
import type { Beans } from './beans.ts'
import { consoleLogger } from './logger.ts'
import type { KafilaOptions } from './options.ts'

/** What a runtime offers to everything that runs in it. Beans are asked for later than this is made. */
export function makeServices(
  options: KafilaOptions,
  main: MainOptions,
  globals: Map<string, unknown>,
  lookup: Lookup,
  beans: () => Beans,
): Services {
  const routeVariables = new Map<string, Map<string, unknown>>()
  return {
    name: options.name ?? main.name ?? 'camel-1',
    main,
    clock: options.clock ?? systemClock,
    log: options.logger ?? consoleLogger(),
    globals,
    routeVariables(routeId) {
      let variables = routeVariables.get(routeId)
      if (variables === undefined) routeVariables.set(routeId, (variables = new Map()))
      return variables
    },
    bean: name => beans().get(name),
    beans: () => beans().all(),
    property: name => {
      const value = lookup(name)
      return value === undefined ? undefined : resolvePlaceholders(value, lookup)
    },
    routeGroups: new Map(),
    uncachedRoutes: new Set(),
    redeliveries: new Map(),
    originals: { kept: main.allowUseOriginalMessage },
    gathering: new Gathering(),
    directory: directoryOf(options),
  }
}

/** The folder that relative resources are looked up in. */
export function directoryOf({ directory }: KafilaOptions): string {
  return directory ?? process.cwd()
}

/** What the routes of a reload are offered: what the runtime that they join has, but their own beans and properties. */
export function joinedServices(joined: Services, { bean, beans, property }: Services): Services {
  return { ...joined, bean, beans, property }
}
