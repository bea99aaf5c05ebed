import type { Step } from '../../core/step.ts'
import { type BuildScope, type Field, type FieldMeta, steps } from '../../kit/field.ts'
import type { StepContext } from '../../kit/step.ts'

/** Steps that run without the route's error handler: a failure is thrown to the step around them. */
export function unguardedSteps(meta: FieldMeta): Field<Step> {
  const plain = steps(meta)
  return { ...plain, build: (raw, scope) => plain.build(raw, (scope as BuildScope & StepContext).withoutErrorHandler()) }
}
