import type { Rule } from '../rule.ts'

/** A template has a route; that templated routes name one, and give what it needs, shows when they are made. */
export const templates: Rule = ({ files, positions }, report) => {
  for (const { element, options } of files.flatMap(file => file.elements)) {
    if (element !== 'routeTemplate' || positions.isFaulty(options)) continue
    if (options['from'] === undefined && options['route'] === undefined)
      report('KF_ROUTE_MISSING', { what: 'routeTemplate', option: 'from' }, positions.of(options))
  }
}
