// Runs recorded cases against the runtime: npm run -s conformance -- PATH... [--out DIR]
import { runTypeScript } from './run-typescript.mjs'

const { main } = await runTypeScript('test/conformance/runner/main.ts')
// exits by itself: a case that is stuck must not keep the process
process.exit(await main(process.argv.slice(2)))
