import { expect, test } from 'vitest'
import type { CommandDefinition, CommandInput, Io } from '../../src/cli/command.ts'
import { oftenUsed } from '../../src/cli/commands/often.ts'
import { plainInput } from '../../src/cli/plain-input.ts'
import { runProgram } from '../../src/cli/program.ts'

/** What commander makes of a command line; `undefined` where it refuses it. */
async function byCommander(definition: CommandDefinition, words: readonly string[]): Promise<CommandInput | undefined> {
  let found: CommandInput | undefined
  const io: Io = { out: () => undefined, err: () => undefined, cwd: '.', env: {}, colors: false, stdin: async () => '' }
  const run = async (input: CommandInput) => {
    found = input
    return 0
  }
  await runProgram([{ ...definition, run }], '0', [definition.name, ...words], io)
  return found
}

const PLAIN = [
  ['a.yaml'],
  ['-'],
  ['a.yaml', 'b.yaml', '-'],
  ['-p', 'a=1', 'a.yaml', '--property', 'b=2', '-p', 'c='],
  ['--profile', 'dev', 'a.yaml', '--profile', 'prod'],
  ['a.yaml', '--json'],
]

test.each(PLAIN.map(words => [words]))('%j is read as commander reads it, by each command that is used often', async words => {
  for (const definition of oftenUsed) {
    const input = plainInput(definition, words)
    expect(input).toBeDefined()
    expect(input).toEqual(await byCommander(definition, words))
  }
})

test('each option of each command that is used often is read as commander reads it', async () => {
  for (const definition of oftenUsed)
    for (const { flags, choices } of definition.options)
      for (const flag of flags.split(' <')[0]!.split(', ')) {
        const words = ['a.yaml', flag, ...(flags.includes('<') ? [choices?.[0] ?? '1'] : [])]
        const input = plainInput(definition, words)
        expect(input, words.join(' ')).toBeDefined()
        expect(input, words.join(' ')).toEqual(await byCommander(definition, words))
      }
})

test.each([
  [[]],
  [['--json']],
  [['a.yaml', '--help']],
  [['a.yaml', '-h']],
  [['a.yaml', '--no-such']],
  [['a.yaml', '--profile']],
  [['a.yaml', '--profile', '--json']],
  [['a.yaml', '--profile=dev']],
  [['-pa=1', 'a.yaml']],
  [['--', 'a.yaml']],
])('%j is left to commander', words => {
  for (const definition of oftenUsed) expect(plainInput(definition, words)).toBeUndefined()
})

test('a level of the log that there is not is left to commander', () => {
  const run = oftenUsed.find(({ name }) => name === 'run')!
  expect(plainInput(run, ['a.yaml', '--log-level', 'LOUD'])).toBeUndefined()
})
