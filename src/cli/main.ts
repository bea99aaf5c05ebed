import { errorEntries } from '../core/errors/table.ts'
import { type ErrorCode, isKafilaError } from '../core/errors.ts'
import { exceptionMessage } from '../core/exceptions.ts'
import { EXIT, type Io } from './command.ts'
import { oftenUsed } from './commands/often.ts'
import { directOutput, isTerminal } from './direct-output.ts'
import { plainInput } from './plain-input.ts'
import { leaveTerminationMessage } from './termination-message.ts'

/** Runs the command line of this process; gives the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const io = processIo()
  try {
    return await runCommand(args, io)
  } catch (error) {
    const text = await failure(error)
    io.err(`${text}\n`)
    leaveTerminationMessage(text, io)
    return exitCode(error)
  }
}

async function runCommand(args: readonly string[], io: Io): Promise<number> {
  const often = oftenUsed.find(({ name }) => name === args[0])
  const input = often && plainInput(often, args.slice(1))
  if (input !== undefined) return often!.run(input, io)
  const { runAnyCommand } = await import('./any-command.ts')
  return runAnyCommand(args, io)
}

/** By the area of the error: what was given is wrong, what is around is wrong, or something failed. */
function exitCode(error: unknown): number {
  if (!isKafilaError(error)) return EXIT.failed
  if (/^KF_(CLI|FILES|ROUTE|FIELD|YAML|EXPR|OPER)_|^KF_OCI_(REFERENCE|LOCKFILE|PLATFORM)$/.test(error.code)) return EXIT.invalid
  return /^KF_(CONN|HTTP|KUBE|OCI)_/.test(error.code) ? EXIT.environment : EXIT.failed
}

async function failure(error: unknown): Promise<string> {
  if (!isKafilaError(error)) return unexpected(error)
  const { help } = errorEntries()[error.code as ErrorCode] ?? {}
  return `${error.code} ${error.message}${help ? `\n  ${help}` : ''}`
}

async function unexpected(error: unknown): Promise<string> {
  if (!(error instanceof Error)) return exceptionMessage(error)
  const { readableStack } = await import('./readable-stack.ts')
  return readableStack(error.stack ?? error.message)
}

function processIo(): Io {
  return {
    out: directOutput(1),
    err: directOutput(2),
    cwd: process.cwd(),
    env: process.env,
    // only asked for what is written with colours: finding out takes a call into the system
    get colors() {
      return wantsColors(process.env)
    },
    stdin: readStdin,
  }
}

function wantsColors(env: NodeJS.ProcessEnv): boolean {
  if (env['NO_COLOR']) return false
  return env['FORCE_COLOR'] !== undefined ? env['FORCE_COLOR'] !== '0' : isTerminal(2)
}

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
