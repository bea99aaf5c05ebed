import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, expect, test } from 'vitest'
import { buildImage } from '../../src/oci/build-image.ts'
import { choosePlatforms, readImages } from '../../src/oci/image.ts'
import { LayoutImage } from '../../src/oci/layout.ts'
import { readLockfile } from '../../src/oci/lockfile.ts'
import type { Runner } from '../../src/oci/npm-install.ts'
import { packageEntries } from '../../src/oci/package-entries.ts'
import { parseReference } from '../../src/oci/reference.ts'
import { RegistryImage } from '../../src/oci/registry.ts'
import { textEntry } from '../../src/oci/tar-entries.ts'
import { ManualClock } from '../helpers/manual-clock.ts'
import { type MiniRegistry, sha, startMiniRegistry } from '../support/mini-registry.ts'

let registries: MiniRegistry[] = []
afterEach(async () => {
  for (const registry of registries) await registry.close()
  registries = []
})

async function registry(options?: { token: string }): Promise<MiniRegistry> {
  const started = await startMiniRegistry(options)
  registries.push(started)
  return started
}

function image(host: string, name: string, credentials = async () => undefined as never): RegistryImage {
  return new RegistryImage(parseReference(`${host}/${name}`), { credentials, clock: new ManualClock() })
}

function scratch(): string {
  return mkdtempSync(join(tmpdir(), 'kafila-oci-'))
}

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json'
const DOCKER = 'application/vnd.docker.distribution.manifest.v2+json'

/** A base image for two processors, with an attestation in its index as buildx writes it. */
async function pushBase(target: RegistryImage | LayoutImage, type = MANIFEST): Promise<void> {
  const blob = async (bytes: Buffer, mediaType: string) => {
    const descriptor = { mediaType, digest: sha(bytes), size: bytes.length }
    await target.writeBlob({ descriptor, open: async () => Readable.from([bytes]) })
    return descriptor
  }
  const layer = await blob(
    Buffer.from('a base layer'),
    type === DOCKER ? 'application/vnd.docker.image.rootfs.diff.tar.gzip' : 'application/vnd.oci.image.layer.v1.tar+gzip',
  )
  const manifests = []
  for (const architecture of ['amd64', 'arm64']) {
    const config = await blob(
      Buffer.from(
        JSON.stringify({
          os: 'linux',
          architecture,
          config: { User: '65532', Env: ['A=1'] },
          rootfs: { type: 'layers', diff_ids: ['sha256:aa'] },
        }),
      ),
      'application/vnd.oci.image.config.v1+json',
    )
    const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: type, config, layers: [layer] }))
    const descriptor = { mediaType: type, digest: sha(bytes), size: bytes.length }
    await target.writeManifest({ bytes, descriptor }, false)
    manifests.push({ ...descriptor, platform: { os: 'linux', architecture } })
  }
  manifests.push({ ...manifests[0]!, platform: { os: 'unknown', architecture: 'unknown' } })
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests }))
  await target.writeManifest(
    { bytes, descriptor: { mediaType: 'application/vnd.oci.image.index.v1+json', digest: sha(bytes), size: bytes.length } },
    true,
  )
}

const LOCK = {
  name: 'orders',
  lockfileVersion: 3,
  packages: {
    '': { name: 'orders', version: '1.0.0', dependencies: { tiny: '^1.0.0' }, devDependencies: { big: '1.0.0' } },
    'node_modules/tiny': { version: '1.0.0', integrity: 'sha512-x' },
    'node_modules/big': { version: '1.0.0', integrity: 'sha512-y', dev: true },
  },
}

function lockfile(lock: object = LOCK, folder = scratch()) {
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock))
  return join(folder, 'package-lock.json')
}

/** npm, as far as the test needs it: what is locked is there. */
const install: Runner = async (_program, _args, folder) => {
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as { packages: Record<string, object> }
  for (const path of Object.keys(packages).filter(Boolean)) {
    mkdirSync(join(folder, path), { recursive: true })
    writeFileSync(join(folder, path, 'index.js'), `export default ${JSON.stringify(path)}`)
  }
  writeFileSync(join(folder, 'node_modules/.package-lock.json'), String(Math.random()))
}

function packages(lock?: object) {
  const read = readLockfile(lockfile(lock))
  return (platform: { os: string; architecture: string }, folder: string) => packageEntries(read, platform, folder, install)
}

test('an image is its base and one layer of packages, for each platform; what is pushed is read back the same', async () => {
  const { host, blobs, manifests } = await registry()
  await pushBase(image(host, 'kafila/base:1'))
  const target = image(host, 'acme/orders:7')
  const built = await buildImage({
    base: image(host, 'kafila/base:1'),
    target,
    platformFiles: packages(),
    run: { Cmd: ['run', '/app/routes'] },
  })
  expect(built.images.map(({ platform }) => platform)).toEqual(['linux/amd64', 'linux/arm64'])
  expect(sha(manifests.get('acme/orders:7')!.bytes)).toBe(built.written!.digest)
  const read = await readImages(target)
  expect(read.map(({ digest }) => digest)).toEqual(built.images.map(({ digest }) => digest))
  for (const { config, manifest } of read) {
    expect(config.config).toEqual({ User: '65532', Env: ['A=1'], Cmd: ['run', '/app/routes'] })
    expect(config.rootfs.diff_ids).toHaveLength(2)
    expect(manifest.layers).toHaveLength(2)
    for (const { digest, size } of manifest.layers) expect(blobs.get(digest)).toHaveLength(size)
  }
})

test('the same lockfile gives the same digests in another folder, of another project; what is there is not sent again', async () => {
  const { host, requests } = await registry()
  await pushBase(image(host, 'kafila/base:1'))
  const plan = { base: image(host, 'kafila/base:1') }
  const first = await buildImage({ ...plan, target: image(host, 'acme/orders:1'), platformFiles: packages() })
  requests.length = 0
  const other = {
    ...LOCK,
    name: 'returns',
    packages: { ...LOCK.packages, '': { ...LOCK.packages[''], name: 'returns', version: '2.0.0' } },
  }
  const second = await buildImage({ ...plan, target: image(host, 'acme/orders:2'), platformFiles: packages(other) })
  expect(second.images).toEqual(first.images)
  expect(second.written).toMatchObject({ digest: first.written!.digest, sentBlobs: 0, sentBytes: 0 })
  expect(requests.filter(each => each.startsWith('POST'))).toEqual([])
})

test('layers of the base are mounted within a registry, and copied to another one', async () => {
  const [near, far] = [await registry(), await registry()]
  await pushBase(image(near.host, 'kafila/base:1'))
  const base = image(near.host, 'kafila/base:1')
  const files = [textEntry('hello', 'app/hello.txt')]
  const mounted = await buildImage({ base, files, target: image(near.host, 'acme/orders:1') })
  // the layer of files, and two configurations
  expect(mounted.written).toMatchObject({ blobs: 4, sentBlobs: 3 })
  const copied = await buildImage({ base, files, target: image(far.host, 'acme/orders:1') })
  expect(copied.written).toMatchObject({ blobs: 4, sentBlobs: 4, digest: mounted.written!.digest })
})

test('a base with Docker media types stays one', async () => {
  const { host } = await registry()
  await pushBase(image(host, 'base:1'), DOCKER)
  const target = image(host, 'orders:1')
  await buildImage({ base: image(host, 'base:1'), files: [textEntry('hello', 'app/hello.txt')], target })
  const [read] = await readImages(target)
  expect(read!.manifest.mediaType).toBe(DOCKER)
  expect(new Set(read!.manifest.layers.map(({ mediaType }) => mediaType))).toEqual(
    new Set(['application/vnd.docker.image.rootfs.diff.tar.gzip']),
  )
})

test('an image layout on disk is base and target as well', async () => {
  const folder = scratch()
  await pushBase(new LayoutImage(folder))
  const out = scratch()
  const built = await buildImage({
    base: new LayoutImage(folder),
    files: [textEntry('hello', 'app/hello.txt')],
    target: new LayoutImage(out),
  })
  expect(JSON.parse(readFileSync(join(out, 'index.json'), 'utf8')).manifests[0].digest).toBe(built.written!.digest)
  expect(await readImages(new LayoutImage(out))).toHaveLength(2)
})

test('a token is got with the credentials of the registry, and wrong ones are told', async () => {
  const { host } = await registry({ token: 'abc' })
  const robot = async () => ({ username: 'robot', password: 'secret' }) as never
  await pushBase(image(host, 'base:1', robot))
  expect(await readImages(image(host, 'base:1', robot))).toHaveLength(2)
  const wrong = image(host, 'base:1', async () => ({ username: 'robot', password: 'guess' }) as never)
  await expect(wrong.manifest()).rejects.toMatchObject({ code: 'KF_OCI_AUTH', message: expect.stringContaining('401 wrong password') })
})

test('a registry that is busy is asked again with growing delay, and its words are told at last', async () => {
  const { host, failures, requests } = await registry()
  const waits: number[] = []
  const clock = { now: () => 0, after: () => () => undefined, sleep: async (ms: number) => void waits.push(ms) }
  const base = new RegistryImage(parseReference(`${host}/base:1`), { credentials: async () => undefined, clock })
  await pushBase(base)
  requests.length = 0
  failures.push(503, 429)
  await base.manifest()
  expect(waits).toEqual([500, 1000])
  failures.push(503, 503, 503, 503)
  await expect(base.manifest()).rejects.toMatchObject({
    code: 'KF_OCI_REGISTRY',
    message: expect.stringContaining('answers 503: BUSY: later'),
  })
  await expect(image(host, 'nothing:1').manifest()).rejects.toMatchObject({
    code: 'KF_OCI_REGISTRY',
    message: expect.stringContaining('MANIFEST_UNKNOWN: no such image'),
  })
})

test('content that is not what its digest says is refused', async () => {
  const { host, blobs } = await registry()
  await pushBase(image(host, 'base:1'))
  const [base] = await readImages(image(host, 'base:1'))
  blobs.set(base!.manifest.layers[0]!.digest, Buffer.from('something else'))
  const out = scratch()
  const building = buildImage({ base: image(host, 'base:1'), files: [textEntry('x', 'app/x')], target: new LayoutImage(out) })
  await expect(building).rejects.toMatchObject({ code: 'KF_OCI_DIGEST' })
  expect(existsSync(join(out, 'index.json'))).toBe(false)
})

test('a platform that the base is not made for is refused, with those that it is made for', async () => {
  const { host } = await registry()
  await pushBase(image(host, 'base:1'))
  const images = await readImages(image(host, 'base:1'))
  expect(() => choosePlatforms(images, [{ os: 'linux', architecture: 's390x' }], 'base')).toThrowError(
    'base is not there for linux/s390x; it is for linux/amd64, linux/arm64',
  )
})

test.each([
  ['a workspace', { '../shared': { version: '1.0.0' }, 'node_modules/shared': { link: true } }, 'is a folder of the workspace'],
  [
    'a file',
    { 'node_modules/a': { version: '1.0.0', resolved: 'file:a.tgz', integrity: 'sha512-x' } },
    'comes from a file of this machine',
  ],
  ['git', { 'node_modules/a': { version: '1.0.0', resolved: 'git+ssh://example.com/a.git#1' } }, 'a has no integrity'],
])('a lockfile that pins %s is refused', (_, packages, reason) => {
  expect(() => readLockfile(lockfile({ ...LOCK, packages: { '': LOCK.packages[''], ...packages } }))).toThrowError(reason)
})

test('a lockfile that is missing, no JSON, or of npm 6 is refused', () => {
  const file = lockfile()
  expect(() => readLockfile(join(dirname(file), 'nothing.json'))).toThrowError('there is no such file')
  writeFileSync(file, '{')
  expect(() => readLockfile(file)).toThrowError('it is no JSON')
  writeFileSync(file, '{"lockfileVersion":1,"dependencies":{}}')
  expect(() => readLockfile(file)).toThrowError('it is of an old form')
})

test('packages are those that npm installs, and no script of them runs', { timeout: 60_000 }, async () => {
  const { createServer } = await import('node:http')
  const { tar } = await import('../../src/oci/tar.ts')
  const { gzipSync } = await import('node:zlib')
  const manifest = { name: 'tiny', version: '1.0.0', scripts: { postinstall: 'node -e "require(`fs`).writeFileSync(`ran`, ``)"' } }
  const parts: Uint8Array[] = []
  for await (const part of tar([
    textEntry(JSON.stringify(manifest), 'package/package.json'),
    textEntry('module.exports = 1', 'package/index.js'),
  ]))
    parts.push(part)
  const archive = gzipSync(Buffer.concat(parts))
  const server = createServer((_, response) => response.end(archive))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const registryUrl = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  try {
    const project = scratch()
    writeFileSync(join(project, '.npmrc'), `registry=${registryUrl}\ncache=${scratch()}\n`)
    const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`
    const locked = {
      '': { dependencies: { tiny: '1.0.0' } },
      'node_modules/tiny': { version: '1.0.0', resolved: `${registryUrl}/tiny/-/tiny-1.0.0.tgz`, integrity, hasInstallScript: true },
    }
    const folder = scratch()
    await pushBase(new LayoutImage(folder))
    const out = scratch()
    const platforms = [{ os: 'linux', architecture: 'amd64' }]
    await buildImage({
      base: new LayoutImage(folder),
      platforms,
      target: new LayoutImage(out),
      platformFiles: (platform, work) =>
        packageEntries(readLockfile(lockfile({ lockfileVersion: 3, packages: locked }, project)), platform, work),
    })
    const [built] = await readImages(new LayoutImage(out))
    const layer = built!.manifest.layers.at(-1)!
    const { execFileSync } = await import('node:child_process')
    const listed = execFileSync('tar', ['-tzf', join(out, 'blobs/sha256', layer.digest.slice(7))], { encoding: 'utf8' })
    expect(listed.trim().split('\n')).toEqual([
      'app/',
      'app/node_modules/',
      'app/node_modules/tiny/',
      'app/node_modules/tiny/index.js',
      'app/node_modules/tiny/package.json',
      'app/package.json',
    ])
  } finally {
    server.close()
  }
})
