import { compileFunction } from 'node:vm'
import { errors } from '../core/errors.ts'
import { exceptionMessage } from '../core/exceptions.ts'
import type { MaybePromise } from '../core/step.ts'

const LANGUAGES = new Set(['js', 'javascript'])

/** Whether scripts in this language make beans here. */
export function runsHere(language: string): boolean {
  return LANGUAGES.has(language.toLowerCase())
}

/**
 * Makes a bean by a script in JavaScript: an expression, or the body of a function that returns the bean; it sees `bean(name)`. A script
 * has all rights of the process: files with scripts must be trusted as programs are.
 */
export function scriptBean(name: string, script: string, bean: (name: string) => unknown): MaybePromise<unknown> {
  const isBody = /(?:^|[;{}\s])return\b/.test(script)
  const compiled = compile(name, isBody ? `'use strict'; ${script}` : `'use strict'; return (${script}\n)`)
  return compiled(bean)
}

function compile(name: string, code: string): (bean: (name: string) => unknown) => unknown {
  try {
    return compileFunction(code, ['bean']) as (bean: (name: string) => unknown) => unknown
  } catch (cause) {
    throw errors.KF_ROUTE_BEAN({ name, reason: `its script: ${exceptionMessage(cause)}` }, { cause })
  }
}
