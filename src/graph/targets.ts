import type { StepModel } from '../kit/field.ts'
import type { Options } from '../model/route.ts'
import { isExpression } from './step-text.ts'

/** An endpoint that a step sends to or asks. */
export interface Target {
  readonly uri: string
  readonly parameters: Options
}

/** Steps whose expression names endpoints. */
const BY_EXPRESSION = new Set(['enrich', 'pollEnrich', 'recipientList', 'routingSlip', 'dynamicRouter'])

/** The endpoints that a step names in the file; those that a message makes are not known. */
export function targetsOf({ step, options }: StepModel): Target[] {
  const { uri, name, parameters, expression, delimiter } = options
  const given = (typeof parameters === 'object' && parameters !== null ? parameters : {}) as Options
  if (typeof uri === 'string') return uri.includes('${') ? [] : [{ uri: uri.trim(), parameters: given }]
  if (step === 'kamelet' && typeof name === 'string') return [{ uri: name.split('/')[0]!, parameters: given }]
  if (!BY_EXPRESSION.has(step) || !isExpression(expression) || expression.expression.includes('${')) return []
  if (expression.language !== 'constant' && expression.language !== 'simple') return []
  const parts = step === 'enrich' || step === 'pollEnrich' ? [expression.expression] : expression.expression.split(String(delimiter ?? ','))
  return parts.map(each => ({ uri: each.trim(), parameters: {} })).filter(each => each.uri !== '')
}
