// Builds Kafila's own image over one of Node: npm run image -- --node IMAGE (--to IMAGE | --output FOLDER)
import { runTypeScript } from './run-typescript.mjs'

const { buildBaseImage } = await runTypeScript('scripts/base-image.ts')
process.exitCode = await buildBaseImage(process.argv.slice(2))
