import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Install } from './follow-page.ts'

const ROOT = resolve(fileURLToPath(new URL('../..', import.meta.url)))
const run = promisify(execFile)

/** Packs the checkout as it would be published, with declarations made now and the bundles that are there; gives the path of the tarball. */
export async function pack(folder: string): Promise<string> {
  await run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], { cwd: ROOT })
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 })
  return join(folder, readdirSync(folder).find(name => name.endsWith('.tgz'))!)
}

/** Installs by npm, from its registry, with the tarball in place of `kafila`. */
export function npmInstall(tarball: string): Install {
  return async (words, cwd) => {
    const given = words.map(word => (word === 'kafila' ? tarball : word))
    await run('npm', ['install', '--no-audit', '--no-fund', ...given], { cwd })
  }
}

/** Installs as npm would, without a registry: `kafila` out of the tarball, folders by links, all others out of the checkout. */
export function offlineInstall(tarball: string): Install {
  return installWith(cwd => unpackKafila(tarball, cwd))
}

/** The same with the checkout itself as `kafila`. */
export const checkoutInstall: Install = installWith(async cwd => link(cwd, 'kafila', ROOT, '*'))

function installWith(kafila: (cwd: string) => Promise<void>): Install {
  return async (words, cwd) => {
    for (const word of words) {
      if (word === 'kafila') await kafila(cwd)
      else if (word.startsWith('.')) link(cwd, nameOf(resolve(cwd, word)), resolve(cwd, word), `file:${word}`)
      else if (!word.startsWith('-')) link(cwd, word, join(ROOT, 'node_modules', word), '*')
    }
  }
}

async function unpackKafila(tarball: string, cwd: string): Promise<void> {
  const folder = join(cwd, 'node_modules/kafila')
  mkdirSync(folder, { recursive: true })
  await run('tar', ['xzf', tarball, '-C', folder, '--strip-components=1'])
  const { dependencies } = packageOf(folder)
  for (const name of Object.keys(dependencies ?? {})) linkInto(join(cwd, 'node_modules'), name, join(ROOT, 'node_modules', name))
  depend(cwd, 'kafila', `file:${basename(tarball)}`)
  linkCommands(cwd, folder)
}

function link(cwd: string, name: string, folder: string, version: string): void {
  linkInto(join(cwd, 'node_modules'), name, folder)
  depend(cwd, name, version)
  linkCommands(cwd, folder)
}

function linkInto(modules: string, name: string, target: string): void {
  const path = join(modules, name)
  mkdirSync(join(path, '..'), { recursive: true })
  symlinkSync(target, path, 'dir')
}

function linkCommands(cwd: string, folder: string): void {
  const { name, bin = {} } = packageOf(folder)
  const commands = typeof bin === 'string' ? { [name]: bin } : bin
  mkdirSync(join(cwd, 'node_modules/.bin'), { recursive: true })
  for (const [command, file] of Object.entries(commands)) symlinkSync(join(folder, file), join(cwd, 'node_modules/.bin', command))
}

function depend(cwd: string, name: string, version: string): void {
  const { dependencies = {}, ...rest } = packageOf(cwd)
  writeFileSync(join(cwd, 'package.json'), JSON.stringify({ ...rest, dependencies: { ...dependencies, [name]: version } }, null, 2))
}

interface Package {
  readonly name: string
  readonly bin?: string | Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
}

function packageOf(folder: string): Package {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Package
}

function nameOf(folder: string): string {
  return packageOf(folder).name
}
