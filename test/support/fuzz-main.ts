import { parseArgs } from 'node:util'
import { type FuzzSubject, fuzzFront } from './fuzz-front.ts'

/** Runs all fuzzers for the given seconds together; prints the smallest file that fails and gives 1 where there is one. */
export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { seconds: { type: 'string', default: '60' }, seed: { type: 'string' } } })
  const subjects: readonly FuzzSubject[] = ['yaml', 'simple']
  let failed = 0
  for (const subject of subjects) {
    try {
      const runs = await fuzzFront(
        subject,
        Number(values.seconds) / subjects.length,
        values.seed === undefined ? undefined : Number(values.seed),
      )
      console.log(`${subject}: ${runs} files, nothing found`)
    } catch (error) {
      failed = 1
      console.log(`${subject}: ${(error as Error).message}\n${String((error as Error).cause ?? '')}`)
    }
  }
  return failed
}
