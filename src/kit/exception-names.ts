import { errors } from '../core/errors.ts'
import { isKnownException, knownExceptions } from '../core/exceptions.ts'
import { didYouMean } from '../core/nearest.ts'
import type { BuildScope } from './field.ts'

/**
 * The class that a route names as an exception: a Java class name of the table, or the bean name of an error class of the host
 * application (then the class's own name). Anything else is an error when the route is built.
 */
export function exceptionNamed(name: string, scope: Pick<BuildScope, 'bean'>): string {
  const type = name.trim()
  if (isKnownException(type)) return type
  const own = errorClass(type, scope)
  if (own !== undefined) return own
  const fix = didYouMean(type, knownExceptions())
  throw errors.KF_RUN_UNKNOWN_EXCEPTION({ type, ...(fix && { fix }) })
}

function errorClass(name: string, scope: Pick<BuildScope, 'bean'>): string | undefined {
  let bean: unknown
  try {
    bean = scope.bean(name)
  } catch {
    // no bean of that name: the caller says what is wrong
    return undefined
  }
  return typeof bean === 'function' && bean.prototype instanceof Error ? bean.name : undefined
}
