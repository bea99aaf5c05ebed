import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newFolder } from '../helpers/run-routes.ts'
import { startCommand } from './command.ts'

/** How a command ends, and what it says on the other one, when the reader of its output or errors goes away with the first of them. */
async function withoutReader(of: 'stdout' | 'stderr', args: readonly string[], cwd: string): Promise<{ end: unknown; other: string }> {
  const { child, ended } = startCommand(args, { cwd })
  let other = ''
  child[of === 'stdout' ? 'stderr' : 'stdout']!.on('data', chunk => {
    other += chunk
  })
  child[of]!.once('data', () => child[of]!.destroy())
  return { end: await ended, other }
}

test('a run stops in good order when nobody reads what it tells any more', async () => {
  const folder = newFolder()
  writeFileSync(
    join(folder, 'a.camel.yaml'),
    '- from: { uri: "timer:t?period=5", steps: [ { log: "${exchangeProperty.CamelTimerCounter}" } ] }\n',
  )
  expect(await withoutReader('stderr', ['run', 'a.camel.yaml'], folder)).toEqual({ end: 0, other: '' })
})

test('a command that prints much ends quietly when nobody reads it any more', async () => {
  const { end, other } = await withoutReader('stdout', ['list', 'elements', '--json'], newFolder())
  expect(other).toBe('')
  expect([0, 141]).toContain(end)
})
