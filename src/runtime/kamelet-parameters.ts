import type { Diagnostic, Position } from '../core/diagnostic.ts'
import { didYouMean } from '../core/nearest.ts'
import { foldedName } from '../model/names.ts'
import type { Positions } from '../model/positions.ts'
import { diagnostic } from '../model/reader.ts'
import type { RouteTemplate, TemplateParameter } from '../model/templates/route-template.ts'

/**
 * What the definition of a Kamelet does not provide for: parameters that it does not have, values of other types. Camel takes them, so
 * they are warnings; `model` is the step or source that gives them.
 */
export function parameterWarnings(
  template: RouteTemplate,
  given: Readonly<Record<string, string>>,
  model: object,
  positions: Positions,
): Diagnostic[] {
  const names = new Map(template.parameters.map(each => [foldedName(each.name), each]))
  return Object.entries(given).flatMap(([name, value]) => {
    const declared = names.get(foldedName(name))
    const reason = declared === undefined ? 'it has none of that name' : misfit(declared, value)
    if (reason === undefined) return []
    const details = { template: `the Kamelet ${template.name}`, name, reason }
    const known = template.parameters.map(each => each.name)
    const fix = declared === undefined ? didYouMean(name, known) : undefined
    return [{ ...diagnostic('KF_ROUTE_PARAMETER', details, parameterPlace(model, name, positions), fix), severity: 'warning' as const }]
  })
}

/** Where a parameter is given: in the map of parameters, or somewhere in the URI. */
function parameterPlace(model: object, name: string, positions: Positions): Position | undefined {
  const options = ((model as { options?: object }).options ?? model) as Readonly<Record<string, unknown>>
  const { parameters } = options
  if (typeof parameters === 'object' && parameters !== null && positions.has(parameters, name)) return positions.key(parameters, name)
  return positions.value(options, positions.has(options, 'uri') ? 'uri' : 'name') ?? positions.of(model)
}

const FORMS: Readonly<Record<string, RegExp>> = {
  integer: /^[+-]?\d+$/,
  number: /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/,
  boolean: /^(true|false)$/i,
}

/** Why a value is none that the definition of a Kamelet allows; texts that are made later are not looked at. */
function misfit({ type, choices }: TemplateParameter, value: string): string | undefined {
  if (/\$\{|\{\{/.test(value)) return undefined
  if (choices !== undefined && !choices.includes(value)) return `${JSON.stringify(value)} is none of ${choices.join(', ')}`
  const form = type === undefined ? undefined : FORMS[type]
  return form === undefined || form.test(value) ? undefined : `${JSON.stringify(value)} is no ${type}`
}
