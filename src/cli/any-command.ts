import type { Io } from './command.ts'
import { commands } from './commands/index.ts'
import { runProgram } from './program.ts'
import { VERSION } from './version.ts'

/** Runs a command line of whatever form; gives the exit code. */
export function runAnyCommand(args: readonly string[], io: Io): Promise<number> {
  return runProgram(commands, VERSION, args, io)
}
