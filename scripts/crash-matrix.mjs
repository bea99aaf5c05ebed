// Kills the command, its services or the network while messages flow:
// node scripts/crash-matrix.mjs [--pairs kafka:file,file:http] [--fault kill|restart|hole] [--times 20] [--messages 10000] [--seed N] [--plain] [--redeliver] [--write]
import { runTypeScript } from './run-typescript.mjs'

const { main } = await runTypeScript('test/support/crash-main.ts')
process.exit(await main(process.argv.slice(2)))
