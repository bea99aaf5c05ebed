import { nearestName } from '../../core/nearest.ts'
import type { ElementModel, Options } from '../../model/route.ts'
import { type Rule, resolved } from '../rule.ts'

/** A template has a route, and a templated route names a template and gives what it needs. */
export const templates: Rule = (input, report) => {
  const { positions } = input
  const elements = input.files.flatMap(file => file.elements)
  const byId = new Map(named(elements, 'routeTemplate').map(options => [String(options['id'] ?? ''), options]))
  for (const options of byId.values()) {
    if (options['from'] === undefined && options['route'] === undefined && !positions.isFaulty(options))
      report('KF_ROUTE_MISSING', { what: 'routeTemplate', option: 'from' }, positions.of(options))
  }
  for (const options of named(elements, 'templatedRoute')) {
    const id = resolved(input, options['routeTemplateRef'])
    const template = id === undefined ? undefined : byId.get(id)
    if (id === undefined) continue
    if (template === undefined) {
      const nearest = nearestName(id, byId.keys())
      const fix = nearest && `did you mean \`${nearest}\`?`
      report('KF_ROUTE_UNKNOWN_TEMPLATE', { name: id }, positions.value(options, 'routeTemplateRef'), { fix })
    } else
      for (const name of missing(template, options))
        report('KF_ROUTE_MISSING', { what: `the template ${id}`, option: name }, positions.value(options, 'routeTemplateRef'))
  }
}

function named(elements: readonly ElementModel[], element: string): Options[] {
  return elements.filter(each => each.element === element).map(each => each.options)
}

function missing(template: Options, options: Options): string[] {
  const list = (value: unknown) => (Array.isArray(value) ? (value as Options[]) : [])
  const given = new Set(list(options['parameters']).map(each => each['name']))
  return list(template['parameters']).flatMap(each => {
    const optional = each['defaultValue'] !== undefined || each['required'] === 'false'
    return optional || given.has(each['name']) ? [] : [String(each['name'])]
  })
}
