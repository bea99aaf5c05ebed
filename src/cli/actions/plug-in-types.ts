import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { errors } from '../../core/errors.ts'
import { plugInModule } from '../../dsl/generate/plug-in-module.ts'
import { type CommandInput, EXIT, envelope, type Io } from '../command.ts'
import { catalogHere } from '../plug-ins.ts'

/** Writes or prints the module with the functions of the project's plug-ins, or looks whether it is up to date; gives the exit code. */
export async function plugInTypes(options: CommandInput['options'], io: Io): Promise<number> {
  const { output, check, json } = options as { output?: string; check?: boolean; json?: boolean }
  if (check && output === undefined) throw errors.KF_CLI_USAGE({ reason: '--check needs the file: --output <file>' })
  const text = plugInModule(await catalogHere(io.cwd))
  if (text === undefined)
    throw errors.KF_CLI_USAGE({
      reason:
        'no plug-in of the project (package.json, kafila.plug-ins in application.properties) declares a connector, EIP, language or data format',
    })
  const before = output === undefined ? undefined : written(resolve(io.cwd, output))
  const ok = !check || before === text
  if (output !== undefined && !check) write(output, text, before, io.cwd)
  const summary = check ? `${output} is ${ok ? 'up to date' : 'out of date'}` : output === undefined ? 'printed' : `wrote ${output}`
  if (json) io.out(envelope('config types', ok, summary, { ...(output !== undefined && { file: output }), ...(!check && { text }) }))
  else if (!ok) io.err(`${summary}: kafila config types --output ${output}\n`)
  else io.out(output === undefined ? text : `${summary}\n`)
  return ok ? EXIT.ok : EXIT.failed
}

function written(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

function write(output: string, text: string, before: string | undefined, cwd: string): void {
  const [head] = text.split('\n')
  if (before !== undefined && !before.startsWith(head!)) throw errors.KF_CLI_EXISTS({ path: output })
  const path = resolve(cwd, output)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
