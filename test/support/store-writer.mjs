// Opens a durable store and writes until it is killed: prints each key when its write has settled. `node store-writer.mjs lmdb|postgres PLACE`.
import { runTypeScript } from '../../scripts/run-typescript.mjs'

const { write } = await runTypeScript('test/support/store-writer.ts')
await write(process.argv[2], process.argv[3])
