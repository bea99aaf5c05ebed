import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { runTests } from '../../src/cli/actions/run-tests.ts'
import { galleryNames } from '../../src/cli/gallery.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

test.each(galleryNames().filter(name => existsSync(`${ROOT}routes/${name}.test.yaml`) && existsSync(`${ROOT}routes/${name}.camel.yaml`)))(
  'the tests of %s pass',
  async name => {
    let printed = ''
    const out = (text: string) => void (printed += text)
    const io = { out, err: out, cwd: ROOT, env: {}, colors: false, stdin: async () => '' }
    const code = await runTests({ arguments: [`routes/${name}.test.yaml`], options: {} }, io)
    expect([code, printed]).toEqual([0, expect.stringMatching(/\d+ passed\n$/)])
  },
)

test('every example has tests', () => {
  expect(galleryNames().filter(name => !existsSync(`${ROOT}routes/${name}.test.yaml`))).toEqual([])
})
