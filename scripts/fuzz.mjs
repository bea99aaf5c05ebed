// Looks for files that crash the front: node scripts/fuzz.mjs [--seconds 60 | --cpu-seconds N] [--seed N]; half of the time for route files,
// half for simple. --cpu-seconds counts the processor time of this process alone.
import { runTypeScript } from './run-typescript.mjs'

const { main } = await runTypeScript('test/support/fuzz-main.ts')
process.exit(await main(process.argv.slice(2)))
