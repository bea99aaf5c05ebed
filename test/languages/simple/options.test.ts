import { describe, expect, it } from 'vitest'
import { type Emitter, EXCHANGE_SOURCE, type Expression } from '../../../src/core/expression.ts'
import { file } from '../../../src/languages/file.ts'
import { compileSimple, compileSimplePredicate, compileSimpleTyped } from '../../../src/languages/simple/index.ts'
import { contextOf, evaluate, exchangeOf } from './run.ts'

describe('options of simple', () => {
  it('nested evaluates the result once more', () => {
    const message = { body: 'Hi ${header.name}', headers: { name: 'Ann' } }
    expect(evaluate('${body}', message)).toBe('Hi ${header.name}')
    expect(evaluate('${body}', message, {}, { nested: true })).toBe('Hi Ann')
  })

  it('trimResult takes white space off the result', () => {
    expect(evaluate('${body}', { body: ' x \n' }, {}, { trimResult: true })).toBe('x')
  })

  it('pretty lays out JSON and XML', () => {
    expect(evaluate('${body}', { body: '{"a":1}' }, {}, { pretty: true })).toBe('{\n\t"a": 1\n}\n')
    expect(evaluate('${body}', { body: 'plain' }, {}, { pretty: true })).toBe('plain')
  })

  it('resultType converts; for a boolean the text is a condition', () => {
    const exchange = exchangeOf({ body: '42' })
    expect(compileSimpleTyped('${body}', {}, contextOf(), 'int')(exchange)).toBe(42)
    expect(compileSimpleTyped("${body} == '42'", {}, contextOf(), 'boolean')(exchange)).toBe(true)
  })
})

describe('compiled expressions', () => {
  it('without functions are constants', () => {
    expect(compileSimple('plain text', {}, contextOf()).constant).toEqual({ value: 'plain text' })
  })

  it.each([
    ['${body[amount]} > 100 && ${header.region} == "EU"', true],
    ['${body[amount]} in "1,120"', true],
    ['${header.nope} == null', true],
    ["${header.region} == 'US' || ${body[amount]} == 7", false],
  ])('can be written into other code: %s', (text, value) => {
    expect(inlined(compileSimplePredicate(text, {}, contextOf()))(order())).toBe(value)
  })

  it('never put text of the user into code', () => {
    const text = 'a \u2028"); throw 1; (" ` ${body[\'"; throw 2 //\']} ${header.x"; throw 3 //`}'
    expect(inlined(compileSimple(text, {}, contextOf()))(order())).toContain('throw 1')
  })
})

function order() {
  return exchangeOf({ body: { amount: 120 }, headers: { Region: 'EU' } })
}

/** What the route compiler does with `emit`. */
function inlined(expression: Expression): Expression {
  const constants: unknown[] = []
  const locals: string[] = []
  const emitter: Emitter = {
    ...EXCHANGE_SOURCE,
    constant: value => `c[${constants.push(value) - 1}]`,
    local: () => `l${locals.push('') - 1}`,
  }
  const source = expression.emit!(emitter)
  const declared = locals.map((_, i) => `l${i}`).join(', ')
  return new Function('c', `return ex => { ${declared && `let ${declared};`} return ${source} }`)(constants) as Expression
}

describe('the file language', () => {
  const headers = { CamelFileName: 'in/report.tar.gz' }
  const run = (text: string) => (file.compile(text, {}, contextOf()) as Expression)(exchangeOf({ headers }))

  it('knows the parts of names', () => {
    expect(run('${file:name}')).toBe('in/report.tar.gz')
    expect(run('${file:onlyname}')).toBe('report.tar.gz')
    expect(run('${file:name.noext}')).toBe('in/report')
    expect(run('${file:name.noext.single}')).toBe('in/report.tar')
    expect(run('${file:ext}')).toBe('tar.gz')
    expect(run('${file:name.ext.single}')).toBe('gz')
  })

  it('leaves backslashes alone', () => {
    expect(run('c:\\new\\${file:onlyname}')).toBe('c:\\new\\report.tar.gz')
  })
})
