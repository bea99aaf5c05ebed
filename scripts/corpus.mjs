// Validates all YAML files below a folder and counts what is reported: node scripts/corpus.mjs PATH [--show CODE]
import { runTypeScript } from './run-typescript.mjs'

const { countCodes } = await runTypeScript('scripts/corpus.ts')
process.exit(await countCodes(process.argv.slice(2)))
