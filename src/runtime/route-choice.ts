import type { MainOptions } from '../core/main-options.ts'
import { compilePattern } from '../core/pattern.ts'

/** Which routes a runtime takes and starts, as its application properties say. */
export interface RouteChoice {
  /** Whether a route of this id and source is taken at all. */
  takes(id: string, uri: string | undefined): boolean
  /** Whether a route may start by itself. */
  starts(id: string): boolean
}

/** Compiles the patterns of `camel.main.routeFilter…` and `autoStartup…`. */
export function routeChoice(main: MainOptions): RouteChoice {
  const included = oneOf(main.routeFilterIncludePattern) ?? (() => true)
  const excluded = oneOf(main.routeFilterExcludePattern) ?? (() => false)
  const waits = oneOf(main.autoStartupExcludePattern) ?? (() => false)
  return {
    takes(id, uri = '') {
      const matches = (pattern: (name: string) => boolean) => pattern(id) || pattern(uri)
      return !matches(excluded) && matches(included)
    },
    starts: id => main.autoStartup && !waits(id),
  }
}

function oneOf(patterns: string | undefined): ((name: string) => boolean) | undefined {
  if (patterns === undefined || patterns.trim() === '') return undefined
  const compiled = patterns.split(',').map(each => compilePattern(each.trim()))
  return name => compiled.some(matches => matches(name))
}
