import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { resolveModule } from '../../src/cli/resolve-module.ts'

/** A project with a package whose files are empty. */
function project(manifest: object, ...files: string[]): { folder: string; installed: (file: string) => string } {
  const folder = mkdtempSync(join(tmpdir(), 'kafila-resolve-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const installed = (file: string) => join(folder, 'node_modules/@acme/queues', file)
  for (const file of files) {
    mkdirSync(dirname(installed(file)), { recursive: true })
    writeFileSync(installed(file), '')
  }
  writeFileSync(installed('package.json'), JSON.stringify({ name: '@acme/queues', ...manifest }))
  return { folder, installed }
}

test.each([
  ['no word of it', {}, 'index.js'],
  ['main', { main: 'lib/main.js' }, 'lib/main.js'],
  ['a path', { exports: './lib/a.js' }, 'lib/a.js'],
  ['for import only', { exports: { import: './lib/a.js' } }, 'lib/a.js'],
  [
    'one for each way, with types',
    { exports: { '.': { types: './a.d.ts', require: './index.js', import: { types: './a.d.ts', default: './lib/a.js' } } } },
    'lib/a.js',
  ],
  ['several paths', { exports: { './more': './index.js', '.': { browser: './index.js', default: './lib/a.js' } } }, 'lib/a.js'],
  ['alternatives', { exports: { '.': [{ browser: './index.js' }, './lib/a.js'] } }, 'lib/a.js'],
])('a package is found as import finds it: %s', (_, manifest, file) => {
  const { folder, installed } = project(manifest, 'index.js', 'lib/a.js', 'lib/main.js')
  expect(resolveModule('@acme/queues', folder)).toBe(installed(file))
  // from a folder below too
  mkdirSync(join(folder, 'routes'))
  expect(resolveModule('@acme/queues', join(folder, 'routes'))).toBe(installed(file))
})

test('a path is one from the folder', () => {
  expect(resolveModule('./plug-ins/mine.js', '/home/ada')).toBe('/home/ada/plug-ins/mine.js')
  expect(resolveModule('/opt/mine.js', '/home/ada')).toBe('/opt/mine.js')
})

test('what is not there, or shows nothing, throws', () => {
  const { folder } = project({ exports: { './more': './index.js' } }, 'index.js')
  expect(() => resolveModule('@acme/queues', folder)).toThrow('exports')
  expect(() => resolveModule('@acme/others', folder)).toThrow('@acme/others')
})
