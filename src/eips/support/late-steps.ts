import type { Step } from '../../core/step.ts'
import type { BuildScope, Field, FieldMeta } from '../../kit/field.ts'
import type { StepContext } from '../../kit/step.ts'
import { unguardedSteps } from './unguarded-steps.ts'

/** Steps without the route's error handler that Camel builds behind all others of the route, which shows in their ids. */
export function lateSteps(meta: FieldMeta): Field<Step> {
  const steps = unguardedSteps(meta)
  return {
    ...steps,
    build(raw, scope) {
      let built: Step
      ;(scope as BuildScope & StepContext).later(() => {
        built = steps.build(raw, scope)
      })
      return exchange => built(exchange)
    },
  }
}
