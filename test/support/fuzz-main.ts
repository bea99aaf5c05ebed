import { parseArgs } from 'node:util'
import { type FuzzBudget, type FuzzSubject, fuzzFront } from './fuzz-front.ts'

const SUBJECTS: readonly FuzzSubject[] = ['yaml', 'simple']

/** Runs all fuzzers, which share the given time; prints the smallest file that fails and gives 1 where there is one. */
export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { seconds: { type: 'string', default: '60' }, 'cpu-seconds': { type: 'string' }, seed: { type: 'string' } },
  })
  const cpu = values['cpu-seconds']
  const budget: FuzzBudget = {
    seconds: Number(cpu ?? values.seconds) / SUBJECTS.length,
    of: cpu === undefined ? 'clock' : 'processor',
  }
  const seed = values.seed === undefined ? undefined : Number(values.seed)
  let failed = 0
  for (const subject of SUBJECTS) {
    try {
      const files = await fuzzFront(subject, budget, seed)
      console.log(`${subject}: ${files} files in ${budget.seconds} seconds of the ${budget.of}, nothing found`)
    } catch (error) {
      failed = 1
      console.log(`${subject}: ${(error as Error).message}\n${String((error as Error).cause ?? '')}`)
    }
  }
  return failed
}
