import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { systemClock } from '../../src/core/clock.ts'
import { stateRepositoryBean } from '../../src/kit/state-repository.ts'
import { FileStateRepository } from '../../src/stores/file-state-repository.ts'
import { MemoryStore } from '../../src/stores/memory-store.ts'
import { stateRepositoryOrStore } from '../../src/stores/store-state-repository.ts'
import { newFolder } from '../helpers/run-routes.ts'

const MEGABYTE = 1_024_000

test('a file keeps the last state of each key, and gives it to the next who opens it', async () => {
  const path = join(newFolder(), 'deep', 'states')
  const first = new FileStateRepository(path, MEGABYTE)
  await Promise.all([first.setState('a/0', '1'), first.setState('b/0', '7'), first.setState('a/0', '2')])
  expect(readFileSync(path, 'utf8')).toBe('a/0=1\nb/0=7\na/0=2\n')
  const second = new FileStateRepository(path, MEGABYTE)
  expect([await second.getState('a/0'), await second.getState('b/0'), await second.getState('c')]).toEqual(['2', '7', undefined])
})

test('a line that a crash has cut off is left out, and what follows does not run into it', async () => {
  const path = join(newFolder(), 'states')
  await new FileStateRepository(path, MEGABYTE).setState('a', '12')
  appendFileSync(path, 'a=1')
  const opened = new FileStateRepository(path, MEGABYTE)
  expect(await opened.getState('a')).toBe('12')
  await opened.setState('b', '3')
  expect(readFileSync(path, 'utf8')).toBe('a=12\nb=3\n')
})

test('a file that grows beyond its size is written anew with what counts', async () => {
  const path = join(newFolder(), 'states')
  const states = new FileStateRepository(path, 20)
  for (let i = 0; i < 10; i++) await states.setState('key', String(i))
  await states.setState('other', 'x')
  expect(
    readFileSync(path, 'utf8')
      .split('\n')
      .filter(line => line.startsWith('key='))
      .at(-1),
  ).toBe('key=9')
  expect(readFileSync(path, 'utf8').length).toBeLessThanOrEqual(26)
})

test('a key with an equals sign, or a value with a line end, is refused: the file could not hold it', async () => {
  const states = new FileStateRepository(join(newFolder(), 'states'), MEGABYTE)
  await expect(states.setState('a=b', '1')).rejects.toThrow('`a=b` has an equals sign')
  await expect(states.setState('a', '1\n2')).rejects.toThrow('its value a line end')
})

test('a store is a repository, too; names keep their keys apart; anything else is refused', async () => {
  const store = new MemoryStore(systemClock)
  const [one, other] = ['one', 'other'].map(name => stateRepositoryOrStore(store, name)!)
  await one!.setState('k', '1')
  expect([await one!.getState('k'), await other!.getState('k')]).toEqual(['1', undefined])
  expect(stateRepositoryOrStore(undefined, 'one')).toBeUndefined()
  expect(() => stateRepositoryBean({ get: 1 })).toThrow('has no methods getState and setState')
})
