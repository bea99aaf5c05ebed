// Kills the command while messages flow: node scripts/crash-matrix.mjs [--pairs kafka:file,file:http] [--messages 10000] [--kills 20] [--seed N] [--plain]
import { runTypeScript } from './run-typescript.mjs'

const { main } = await runTypeScript('test/support/crash-main.ts')
process.exit(await main(process.argv.slice(2)))
