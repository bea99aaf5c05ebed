import { createRequire } from 'node:module'
import type { KafilaError } from '../../core/errors.ts'
import { errors } from '../../core/errors.ts'
import type { Node } from './ast.ts'

type Official = typeof import('jsonata')

let official: Official | undefined

/** The official implementation, loaded with the first expression. */
export function loadOfficial(): Official {
  official ??= createRequire(import.meta.url)('jsonata') as Official
  return official
}

/** What the official parser throws. */
export interface ParserError {
  readonly code: string
  readonly message: string
  readonly position?: number
  readonly token?: unknown
}

/** The tree of a text. Throws a `ParserError`. */
export function parseTree(text: string): Node {
  return loadOfficial()(text).ast() as unknown as Node
}

/** The tree of a text. Throws KF_EXPR_SYNTAX; its details hold the parser's `code`, `token` and `position`, too. */
export function parseJsonata(text: string): Node {
  try {
    return parseTree(text)
  } catch (thrown) {
    throw syntaxError(text, thrown as ParserError)
  }
}

function syntaxError(text: string, { code, message, position, token }: ParserError): KafilaError {
  const details = { language: 'jsonata', text, reason: message, ...offsetOf(text, position, token), code, position, token }
  return errors.KF_EXPR_SYNTAX(details, { cause: code === undefined ? { message } : undefined })
}

/** The parser tells where the bad token ends; people look for where it begins. */
function offsetOf(text: string, position: number | undefined, token: unknown): { offset?: number } {
  if (position === undefined) return {}
  const length = String(token ?? '').length
  const start = position - length
  return { offset: start >= 0 && text.slice(start, position) === token ? start : Math.min(position, text.length) }
}
