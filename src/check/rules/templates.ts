import { placeText, type Rule } from '../rule.ts'

/** A template has a route, and an id of its own. What is wrong with its uses is told where its routes are made. */
export const templates: Rule = ({ files, positions }, report) => {
  const first = new Map<string, object>()
  for (const { element, options } of files.flatMap(file => file.elements)) {
    if (element !== 'routeTemplate' && element !== 'kamelet') continue
    const what = element === 'kamelet' ? 'the template of a Kamelet' : 'routeTemplate'
    if (options['from'] === undefined && options['route'] === undefined && !positions.isFaulty(options))
      report('KF_ROUTE_MISSING', { what, option: 'from' }, positions.of(options))
    const id = options['id']
    if (typeof id !== 'string') continue
    const before = first.get(`${element} ${id}`)
    if (before === undefined) first.set(`${element} ${id}`, options)
    else {
      const reason = `the id is taken at ${placeText(positions.value(before, 'id'))}, and the first counts`
      report('KF_ROUTE_NO_EFFECT', { what: `this ${what} ${id}`, reason }, positions.value(options, 'id'), { severity: 'warning' })
    }
  }
}
