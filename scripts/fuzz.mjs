// Looks for files that crash the front: node scripts/fuzz.mjs [--seconds 60] [--seed N]; half of the time for route files, half for simple
import { runTypeScript } from './run-typescript.mjs'

const { main } = await runTypeScript('test/support/fuzz-main.ts')
process.exit(await main(process.argv.slice(2)))
