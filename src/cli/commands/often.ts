import type { CommandDefinition } from '../command.ts'
import { run } from './run.ts'
import { test } from './test.ts'
import { validate } from './validate.ts'

/** Commands whose starts matter: the others are declared only where one of them, or all, are asked for. */
const OFTEN: readonly CommandDefinition[] = [run, test, validate]

/** The commands that the first word of a command line may mean. */
export async function commandsFor(word: string | undefined): Promise<readonly CommandDefinition[]> {
  const often = OFTEN.filter(({ name }) => name === word)
  if (often.length > 0) return often
  const { commands } = await import('./index.ts')
  return commands
}
