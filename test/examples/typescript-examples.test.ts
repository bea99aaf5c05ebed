import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { galleryFile, galleryNames } from '../../src/cli/gallery.ts'
import { runCommand } from '../e2e/command.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const names = galleryNames().filter(name => galleryFile(name).endsWith('.ts'))

test('the gallery has examples in TypeScript', () => {
  expect(names.length).toBeGreaterThanOrEqual(2)
})

test('their tests pass, as the command runs them', async () => {
  const { code, text } = await runCommand(['test', ...names.map(name => `routes/${name}.test.yaml`)], { cwd: ROOT })
  expect([code, text]).toEqual([0, expect.stringMatching(/\d+ tests: \d+ passed\n$/)])
})

test('nothing is wrong with them', async () => {
  const { code, text } = await runCommand(['validate', ...names.map(name => `routes/${name}.camel.ts`)], { cwd: ROOT })
  expect([code, text]).toEqual([0, expect.stringContaining('0 errors')])
})
