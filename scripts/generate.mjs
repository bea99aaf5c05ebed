// Writes what is derived from the declarations: schemas/, docs/reference/, docs/coverage.md, docs/errors.md. With --check it only tells what is out of date.
import { runTypeScript } from './run-typescript.mjs'

const { main } = await runTypeScript('scripts/generate/main.ts')
process.exitCode = await main(process.argv.slice(2))
