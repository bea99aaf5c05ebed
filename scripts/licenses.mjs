// Writes the licences of the libraries that a bundle holds, from esbuild's metafiles.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The text of THIRD-PARTY-LICENSES for what was bundled. */
export function licensesText(root, metafiles) {
  const names = new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs)).flatMap(packageName))
  return [...names]
    .sort()
    .map(name => section(root, name))
    .join(`\n\n${'-'.repeat(80)}\n\n`)
}

function packageName(path) {
  const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(path)?.[1]
  return name === undefined ? [] : [name]
}

function section(root, name) {
  const folder = join(root, 'node_modules', name)
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find(each => /^(licen[cs]e|copying)/i.test(each))
  const text =
    file !== undefined && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8').trim() : `Licence: ${license}`
  return `${name} ${version} (${license})\n\n${text}`
}
