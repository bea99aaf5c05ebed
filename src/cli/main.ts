import { readFileSync } from 'node:fs'
import { createKafila } from '../index.ts'

/** Runs the command line; gives the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const files = args.slice(1)
  const kafila = await createKafila({ routes: files.map(file => ({ file, text: readFileSync(file, 'utf8') })) })
  await kafila.start()
  return 0
}
