import { evaluationFailure } from '../failure.ts'

/** A failure in the words and by the class of Jayway's implementation. */
export function invalidPath(reason: string): Error {
  return evaluationFailure('jsonpath', 'com.jayway.jsonpath.InvalidPathException', reason)
}

export function notFound(reason: string): Error {
  return evaluationFailure('jsonpath', 'com.jayway.jsonpath.PathNotFoundException', reason)
}

export function pathError(reason: string): Error {
  return evaluationFailure('jsonpath', 'com.jayway.jsonpath.JsonPathException', reason)
}
