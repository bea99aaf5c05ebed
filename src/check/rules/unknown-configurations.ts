import { compilePattern } from '../../core/pattern.ts'
import { allRoutes, type Rule, resolved } from '../rule.ts'

/** A route that names a configuration which is not there. Camel starts, so it is a warning. */
export const unknownConfigurations: Rule = (input, report) => {
  const { files, positions } = input
  const elements = files.flatMap(file => file.elements).filter(each => each.element === 'routeConfiguration')
  const ids = elements.flatMap(each => resolved(input, each.options['id']) ?? [])
  for (const { options } of allRoutes(input)) {
    const named = options['routeConfigurationId']
    if (typeof named !== 'string') continue
    for (const name of named.split(',').map(each => each.trim())) {
      if (ids.some(compilePattern(name))) continue
      const reason = name.includes('{{') ? 'placeholders in it are not resolved' : 'there is no such configuration'
      report('KF_ROUTE_NO_EFFECT', { what: `the configuration ${name}`, reason }, positions.value(options, 'routeConfigurationId'), {
        severity: 'warning',
      })
    }
  }
}
