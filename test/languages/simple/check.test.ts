import { describe, expect, it } from 'vitest'
import { isKafilaError, type KafilaError } from '../../../src/core/errors.ts'
import { checkSimple } from '../../../src/languages/simple/index.ts'

function mistake(text: string, kind: 'expression' | 'predicate' = 'expression'): KafilaError {
  try {
    checkSimple(text, kind)
  } catch (error) {
    if (isKafilaError(error)) return error
    throw error
  }
  throw new Error(`accepted: ${text}`)
}

describe('checking simple without a runtime', () => {
  it.each(['${body}', 'Hello ${header.name}!', '${header.a.b[0]?.c}', '$init{ $a := 1; }init$ $a', '${bean:any.method}', '${jq(.a)}', ''])(
    'accepts the expression %j',
    text => {
      expect(() => checkSimple(text, 'expression')).not.toThrow()
    },
  )

  it.each(["${body} == 'x' && ${header.a} > 1", "${body} is 'String'", '${not(${body})}'])('accepts the condition %j', text => {
    expect(() => checkSimple(text, 'predicate')).not.toThrow()
  })

  it('tells where a function is that has no end', () => {
    const error = mistake('Hello ${body')
    expect(error.code).toBe('KF_EXPR_SYNTAX')
    expect(error.details).toMatchObject({ language: 'simple', text: 'Hello ${body' })
    expect((error.details as { offset: number }).offset).toBeGreaterThanOrEqual(6)
  })

  it('tells where an unknown function is, and what it may have been', () => {
    const error = mistake('ab ${uppercaes(x)}')
    expect(error.code).toBe('KF_EXPR_SYNTAX')
    expect((error.details as { offset: number }).offset).toBe(3)
    expect(error.message).toContain('uppercase')
  })

  it('tells the two halves of a condition apart', () => {
    expect(mistake("${body} == 'x' &&", 'predicate').code).toBe('KF_EXPR_SYNTAX')
    expect(mistake("${body} ~= 'x'", 'predicate').code).toBe('KF_EXPR_SYNTAX')
  })

  it('knows functions that beans add', () => {
    expect(() => checkSimple('${shout(x)}', 'expression', ['shout'])).not.toThrow()
    expect(mistake('${shout(x)}').code).toBe('KF_EXPR_SYNTAX')
  })

  it.each(['${htmlParse(x)}', '${a2a:text}', '${bean:type:com.acme.Thing}'])('refuses %j by name', text => {
    const error = mistake(text)
    expect(error.code).toBe('KF_EXPR_UNSUPPORTED')
  })
})
