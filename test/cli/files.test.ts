import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Io } from '../../src/cli/command.ts'
import { readInputs } from '../../src/cli/files.ts'

const cwd = mkdtempSync(join(tmpdir(), 'kafila-files-'))
const io = { cwd, stdin: () => Promise.resolve('from stdin') } as unknown as Io

const FILES: Readonly<Record<string, string>> = {
  'a.yaml': 'a',
  'b.yml': 'b',
  'b.test.yaml': 'a test',
  'sub/c.yaml': 'c',
  'sub/deep/d.camel.yaml': 'd',
  'sub/readme.md': 'no route',
  'sub/.hidden/e.yaml': 'hidden',
  'sub/node_modules/f.yaml': 'foreign',
  'none/readme.md': 'no route',
  'application.properties': 'a=1\nb=1\nc=1',
  'application-dev.properties': 'b=2\nc=2',
  'sub/application.properties': 'd=sub',
}

beforeAll(() => {
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true })
    writeFileSync(join(cwd, name), text)
  }
})
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

const names = async (...paths: string[]) => (await readInputs(paths, {}, io)).routes.map(({ file }) => file)

test.each([
  ['a file', ['a.yaml'], ['a.yaml']],
  ['a file of any name', ['b.test.yaml'], ['b.test.yaml']],
  ['a directory with all below, but hidden folders and node_modules', ['sub'], ['sub/c.yaml', 'sub/deep/d.camel.yaml']],
  ['a directory without its tests', ['.'], ['a.yaml', 'b.yml', 'sub/c.yaml', 'sub/deep/d.camel.yaml']],
  ['a glob', ['*.y{a,}ml'], ['a.yaml', 'b.yml']],
  ['a glob over folders', ['sub/**/*.yaml'], ['sub/c.yaml', 'sub/deep/d.camel.yaml']],
  ['an absolute path', [join(cwd, 'a.yaml')], ['a.yaml']],
  ['standard input beside a file', ['-', 'a.yaml'], ['<stdin>', 'a.yaml']],
])('%s', async (_, paths, expected) => {
  expect(await names(...paths)).toEqual(expected)
})

test.each([
  ['nowhere.yaml', 'KF_FILES_NOT_FOUND'],
  ['none', 'KF_FILES_NONE'],
  ['nothing-*.yaml', 'KF_FILES_NONE'],
])('%s is refused with %s', async (path, code) => {
  await expect(names(path)).rejects.toMatchObject({ code })
})

test("properties come from the working directory, the routes' folders, the profile and the command line, the latter before the former", async () => {
  const { properties, overrides } = await readInputs(['sub/c.yaml'], { profile: 'dev', property: ['c=3', 'e=x=y'] }, io)
  expect({ ...properties, ...overrides }).toEqual({ a: '1', b: '2', c: '3', d: 'sub', e: 'x=y' })
  expect(overrides).toEqual({ c: '3', e: 'x=y' })
})

test('a property without a value is refused', async () => {
  await expect(readInputs(['a.yaml'], { property: ['a'] }, io)).rejects.toMatchObject({ code: 'KF_CLI_USAGE' })
})

test('the directory of relative resources is that of the first file', async () => {
  expect((await readInputs(['sub/c.yaml', 'a.yaml'], {}, io)).directory).toBe(join(cwd, 'sub'))
})
