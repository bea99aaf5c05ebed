import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { systemClock } from '../src/core/clock.ts'
import { buildImage } from '../src/oci/build-image.ts'
import { dockerCredentials } from '../src/oci/credentials.ts'
import { parsePlatform } from '../src/oci/descriptor.ts'
import { findImage } from '../src/oci/find-image.ts'
import { type RunConfig, readImages } from '../src/oci/image.ts'
import type { ImageSource } from '../src/oci/image-source.ts'
import { LayoutImage } from '../src/oci/layout.ts'
import { type Lockfile, readLockfile } from '../src/oci/lockfile.ts'
import { moduleEntries } from '../src/oci/package-entries.ts'
import type { TarEntry } from '../src/oci/tar.ts'
import { fileEntry, folderEntries, parentEntries } from '../src/oci/tar-entries.ts'
import { neededPackages } from './build/needed-packages.mjs'
import { UNBUNDLED } from './build/unbundled.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** Where Kafila stands in its image, as in the Containerfile. */
const HOME = 'opt/kafila'
const OWN = ['bin', 'dist', 'schemas', 'routes', 'templates', 'package.json', 'LICENSE']
/** Maps and types are for those who mend Kafila, and twice the size of all else; the library is not run in the image. */
const LEFT_OUT = /\.map$|^types(\/|$)/

/**
 * The heap's bound is of the container's memory: Node's own is more than a small container has, which then is killed instead of collecting.
 * Compiled code is kept in /tmp: the root may be read-only, and the user has no home.
 */
const OWN_ENV = ['NODE_ENV=production', 'NODE_OPTIONS=--max-old-space-size-percentage=60', 'XDG_CACHE_HOME=/tmp']

const USAGE = 'usage: npm run image -- --node IMAGE (--to IMAGE | --output FOLDER) [--node-path PATH] [--platform PLATFORMS] [--insecure]\n'

/** Builds Kafila's image over one of Node, for each of its platforms, from dist/ and the lockfile; gives the exit code. */
export async function buildBaseImage(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      node: { type: 'string' },
      'node-path': { type: 'string' },
      to: { type: 'string' },
      output: { type: 'string' },
      platform: { type: 'string' },
      insecure: { type: 'boolean', default: false },
    },
  })
  const { node, to, output, platform } = values
  if (node === undefined || (to === undefined) === (output === undefined)) return wrong(USAGE)
  if (!existsSync(join(ROOT, 'dist/cli.cjs'))) return wrong('there is no dist/: npm run build first\n')
  const registry = { credentials: dockerCredentials(process.env), clock: systemClock, insecure: values.insecure }
  const base = findImage(node, registry)
  const lockfile = runtimeLockfile()
  const result = await buildImage({
    base,
    target: output === undefined ? findImage(to!, registry) : new LayoutImage(output),
    ...(platform !== undefined && { platforms: platform.split(',').map(parsePlatform) }),
    files: ownFiles(),
    // the native parts differ by processor
    platformFiles: (each, folder) => moduleEntries(lockfile, each, folder, `${HOME}/node_modules`),
    run: await runConfig(base, values['node-path']),
  })
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
  return 0
}

function wrong(text: string): number {
  process.stderr.write(text)
  return 2
}

/** The lockfile of what the bundle leaves outside; the rest is in the bundle already. */
function runtimeLockfile(): Lockfile {
  const file = join(ROOT, 'package-lock.json')
  const { packages } = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, { dependencies?: Record<string, string> }> }
  const needed = neededPackages(packages, UNBUNDLED)
  const wanted = packages['']!.dependencies ?? {}
  const own = {
    name: 'app',
    version: '0.0.0',
    dependencies: Object.fromEntries(UNBUNDLED.filter(name => wanted[name] !== undefined).map(name => [name, wanted[name]])),
  }
  const lock = { name: 'app', version: '0.0.0', lockfileVersion: 3, requires: true, packages: { '': own, ...needed } }
  return { ...readLockfile(file), manifest: JSON.stringify(own), lock: JSON.stringify(lock) }
}

async function runConfig(base: ImageSource, nodePath: string | undefined): Promise<RunConfig> {
  const [first] = await readImages(base)
  const { Entrypoint: entry = [], Env: env = [] } = first!.config.config ?? {}
  const node = nodePath ?? (entry[0]?.endsWith('/node') ? entry[0] : '/usr/local/bin/node')
  return {
    User: '65532:65532',
    WorkingDir: '/app',
    Entrypoint: [node, `/${HOME}/bin/kafila.js`],
    Cmd: ['run', '/app/routes'],
    Env: [...env.filter(each => !/^(NODE_ENV|NODE_OPTIONS|XDG_CACHE_HOME)=/.test(each)), ...OWN_ENV],
  }
}

function ownFiles(): TarEntry[] {
  const found = OWN.filter(name => existsSync(join(ROOT, name)))
  return [...parentEntries(HOME), ...parentEntries('app'), ...found.flatMap(entriesOf)]
}

function entriesOf(name: string): TarEntry[] {
  const path = join(ROOT, name)
  if (!statSync(path).isDirectory()) return [fileEntry(path, `${HOME}/${name}`)]
  return [{ path: `${HOME}/${name}`, kind: 'folder' }, ...folderEntries(path, `${HOME}/${name}`, each => !LEFT_OUT.test(each))]
}
