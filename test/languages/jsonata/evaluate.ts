import { expect } from 'vitest'
import { isKafilaError } from '../../../src/core/errors.ts'
import { compileJsonata, type JsonataOptions } from '../../../src/languages/jsonata/expression.ts'

/** Evaluates once. */
export function evaluate(text: string, input?: unknown, options: JsonataOptions = {}): unknown {
  return compileJsonata(text, options).evaluate(input)
}

/** Evaluates with functions or values bound by their names. */
export function evaluateWith(bound: Readonly<Record<string, unknown>>, text: string, input?: unknown): unknown {
  return evaluate(text, input, { bound })
}

/** The details of the error that an action throws. */
export function failureOf(action: () => unknown): Readonly<Record<string, unknown>> {
  try {
    action()
  } catch (error) {
    if (isKafilaError(error)) return { ...error.details, message: error.message, kafila: error.code, type: error.type }
    throw error
  }
  return expect.fail('nothing was thrown')
}
