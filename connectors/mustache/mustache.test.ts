import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { MessageInput } from '../../src/index.ts'
import { newFolder, runRoutes } from '../../test/helpers/run-routes.ts'

async function render(template: string, message: MessageInput, options = '', more: Record<string, string> = {}): Promise<unknown> {
  const folder = newFolder()
  for (const [name, text] of Object.entries({ 't.mustache': template, ...more })) writeFileSync(join(folder, name), text)
  const { kafila } = await runRoutes(`- from: { uri: "direct:start", steps: [ { to: "mustache:file:t.mustache${options}" } ] }`, { folder })
  return kafila.request('direct:start', message)
}

describe('a template', () => {
  // asked of camel-mustache 4.17
  test.each([
    ['{{body}}|{{{body}}}', 'a<b>&"c\'\n/=`d', 'a&lt;b&gt;&amp;&quot;c&#39;&#10;/&#61;&#96;d|a<b>&"c\'\n/=`d'],
    ['{{#body}}[{{.}}]{{/body}}', [1, 'a'], '[1][a]'],
    ['{{#body.zero}}zero{{/body.zero}}{{#body.empty}}empty{{/body.empty}}', { zero: 0, empty: '' }, 'zero'],
    ['{{^body.no}}none{{/body.no}}', {}, 'none'],
    ['{{body}}', { k: 'v', n: 1 }, '{k&#61;v, n&#61;1}'],
    ['{{body.l.size}}', { l: [1, 2] }, '2'],
    ['begin\n{{#body}}\n  - {{.}}\n{{/body}}\nend\n', ['a'], 'begin\n  - a\nend\n'],
    ['[{{body}}]', null, '[]'],
  ])('%j with the body %j', async (template, body, expected) => {
    expect(await render(template, { body })).toBe(expected)
  })

  test('sees headers whatever their case, and variables', async () => {
    const message = { headers: { Foo: 'x' }, variables: { v: 'w' } }
    expect(await render('{{headers.foo}} {{header.FOO}} {{variables.v}}', message)).toBe('x x w')
  })

  test('sees the exchange only when that is allowed', async () => {
    expect(await render('[{{exchange.pattern}}]', {})).toBe('[]')
    expect(await render('[{{exchange.pattern}}]', {}, '?allowContextMapAll=true')).toBe('[InOut]')
  })

  test('takes partials from beside it, and fails for a missing one', async () => {
    expect(await render('a {{>p}} c', { body: 'b' }, '', { 'p.mustache': '<{{body}}>' })).toBe('a <b> c')
    await expect(render('{{>none}}', {})).rejects.toMatchObject({ type: 'com.github.mustachejava.MustacheNotFoundException' })
  })

  test('that is not well-formed, or not there, fails the message', async () => {
    await expect(render('{{#body}}', {})).rejects.toMatchObject({ type: 'com.github.mustachejava.MustacheException' })
    const { kafila } = await runRoutes('- from: { uri: "direct:start", steps: [ { to: "mustache:file:none" } ] }')
    await expect(kafila.request('direct:start')).rejects.toMatchObject({ type: 'java.io.FileNotFoundException' })
  })

  test('may have other delimiters', async () => {
    expect(await render('<<body>> {{body}}', { body: 'x' }, '?startDelimiter=<<&endDelimiter=>>')).toBe('x {{body}}')
  })

  test('in a header is used, and taken off, only when that is allowed', async () => {
    const headers = { MustacheTemplate: 'from header {{body}}' }
    expect(await render('own', { headers, body: 1 })).toBe('own')
    expect(await render('own', { headers, body: 1 }, '?allowTemplateFromHeader=true')).toBe('from header 1')
  })
})
