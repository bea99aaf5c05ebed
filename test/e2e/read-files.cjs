// Preloaded into a process: at its end it tells on standard output which files of libraries and of the build were read, one a line.
const fs = require('node:fs')

const read = new Set()
for (const name of ['readFileSync', 'openSync']) {
  const original = fs[name]
  fs[name] = (path, ...rest) => {
    if (/[\\/](node_modules|dist)[\\/]/.test(String(path))) read.add(String(path))
    return original(path, ...rest)
  }
}
process.once('exit', () => {
  for (const path of [...read, ...Object.keys(require.cache)]) fs.writeSync(1, `read ${path}\n`)
})
