import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newFolder, runRoutes } from '../../test/helpers/run-routes.ts'

const run = (uri: string, folder = newFolder()) => runRoutes(`- from: { uri: "direct:start", steps: [ { to: '${uri}' } ] }`, { folder })

test('the result of a script in the URI becomes the body', async () => {
  const { kafila } = await run('language:simple:Hello ${body}')
  expect(await kafila.request('direct:start', { body: 'you' })).toBe('Hello you')
})

test('a script in a file is read for every message', async () => {
  const folder = newFolder()
  writeFileSync(join(folder, 's.txt'), 'one ${body}\n')
  const { kafila } = await run('language:simple:file:s.txt', folder)
  expect(await kafila.request('direct:start', { body: 1 })).toBe('one 1')
  writeFileSync(join(folder, 's.txt'), 'two ${body}')
  expect(await kafila.request('direct:start', { body: 2 })).toBe('two 2')
})

test('a script in a header is used only when that is allowed', async () => {
  const headers = { CamelLanguageScript: 'from header' }
  const allowed = await run('language:simple?allowTemplateFromHeader=true')
  expect(await allowed.kafila.request('direct:start', { headers })).toBe('from header')
  const fixed = await run('language:simple:fixed')
  expect(await fixed.kafila.request('direct:start', { headers })).toBe('fixed')
})

test('resultType converts, and transform=false leaves the body', async () => {
  const typed = await run('language:constant?script=42&resultType=int')
  expect(await typed.kafila.request('direct:start')).toBe(42)
  const kept = await run('language:simple:x?transform=false')
  expect(await kept.kafila.request('direct:start', { body: 'kept' })).toBe('kept')
})

test('no script fails the message, an unknown language the start', async () => {
  const { kafila } = await run('language:simple')
  await expect(kafila.request('direct:start')).rejects.toThrow('No script to evaluate')
  await expect(run('language:klingon:x')).rejects.toThrow('klingon')
})
