import { expect, test } from 'vitest'
import { commandGroups } from '../../src/cli/command-groups.ts'
import { commands } from '../../src/cli/commands/index.ts'

test('help says of each first word of two what its commands are about, and names all of k8s', () => {
  const groups = commands.map(({ name }) => name.split(' ')).filter(words => words.length > 1)
  expect([...new Set(groups.map(([first]) => first))].sort()).toEqual(Object.keys(commandGroups))
  for (const [first, second] of groups) if (first === 'k8s') expect(commandGroups['k8s']).toContain(second)
})
