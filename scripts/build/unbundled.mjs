/** Libraries that stay outside of the bundles: they bring WebAssembly or native code that they find beside themselves. */
export const UNBUNDLED = [
  '@swc/wasm-typescript',
  'libxml2-wasm',
  'lmdb',
  'pg',
  'libsql',
  'lz4-napi',
  '@toondepauw/node-zstd',
  '@electric-sql/pglite',
]
