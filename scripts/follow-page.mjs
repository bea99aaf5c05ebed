// Does what a page says in an empty folder, with a packed checkout in place of the registry's package: npm run follow-page -- [PAGE] [--offline]
import { runTypeScript } from './run-typescript.mjs'

const { follow } = await runTypeScript('test/support/page-main.ts')
process.exitCode = await follow(process.argv.slice(2))
