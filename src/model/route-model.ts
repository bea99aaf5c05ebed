import type { StepModel } from '../kit/field.ts'
import type { Positions } from './positions.ts'
import type { ClauseModel, FromModel, Options, RouteModel } from './route.ts'

/** The model of a route from the options of a `route` element (`{ id, from: { uri, steps }, … }`), with their places. */
export function routeModel(options: Readonly<Record<string, unknown>>, positions: Positions): RouteModel {
  const { id, from, ...rest } = options as { id?: string; from?: Options }
  const {
    steps,
    clauses,
    description: _description,
    note: _note,
    disabled: _disabled,
    ...source
  } = (from ?? { uri: '' }) as Options & { steps?: StepModel[]; clauses?: ClauseModel[] }
  const fromModel = source as unknown as FromModel
  const model: RouteModel = {
    ...(id !== undefined && { id }),
    from: fromModel,
    steps: steps ?? [],
    ...(clauses !== undefined && { clauses }),
    options: rest,
  }
  positions.inherit(fromModel, from ?? options)
  positions.inherit(rest, options)
  positions.inherit(model, options)
  return model
}
