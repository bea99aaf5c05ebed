import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cluster, kafilaImage, kubectl, podManifest, ROOT, readyPod, restrictedNamespace } from './cluster.ts'

const { registry } = cluster()
let base: string
let namespace: string
beforeAll(async () => {
  base = kafilaImage()
  namespace = await restrictedNamespace()
})
afterAll(async () => {
  if (namespace !== undefined) await kubectl(['delete', 'namespace', namespace, '--wait=false'])
})

/** A project with a plug-in of its own and a route; `note` is in a file beside, which is no part of the image. */
function project(note: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'kafila-project-'))
  const write = (name: string, value: unknown) =>
    writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value))
  const ms = {
    version: '2.1.3',
    integrity: 'sha512-6FlzubTLZG3J2a/NVCAleEhjzq5oxgHyaCU9yYXvcLsvoVaHJq/s5xXI6/XXP6tz7R9xAOtHnSO/tXtF3WRTlA==',
  }
  const own = { name: `project-${note}`, version: '1.0.0', dependencies: { ms: '2.1.3' } }
  write('package.json', own)
  write('package-lock.json', { name: own.name, lockfileVersion: 3, requires: true, packages: { '': own, 'node_modules/ms': ms } })
  write('notes.txt', note)
  mkdirSync(join(folder, 'routes'))
  write(
    'routes/main.camel.yaml',
    '- from:\n    uri: platform-http:/hello\n    steps:\n      - script: { groovy: "1" }\n'.replace(
      'script: { groovy: "1" }',
      'setBody: { constant: from the image }',
    ),
  )
  return folder
}

function build(
  folder: string,
  args: readonly string[],
): { images: { platform: string; digest: string; layers: { digest: string }[] }[]; image: string; written: { sentBlobs: number } } {
  const command = [join(ROOT, 'bin/kafila.js'), 'image', 'build', folder, '--base', base, ...args, '--json']
  const { ok, result } = JSON.parse(execFileSync(process.execPath, command, { encoding: 'utf8' }))
  expect(ok).toBe(true)
  return result
}

test('an image of a lockfile is pushed to a real registry, twice with one digest, the second time without sending a byte', async () => {
  const first = build(project('one'), ['--add', 'routes', '--to', `${registry}/acme/orders:1`, '--push'])
  const second = build(project('two'), ['--add', 'routes', '--to', `${registry}/acme/orders:2`, '--push'])
  expect(second.images).toEqual(first.images)
  expect(second.written.sentBlobs).toBe(0)
  expect(second.image.split('@')[1]).toBe(first.image.split('@')[1])
})

test('another registry client reads what was pushed: the layers unpack to the packages and the routes', async () => {
  const { image } = build(project('one'), ['--add', 'routes', '--to', `${registry}/acme/read:1`, '--push'])
  const crane = cluster().kubectlProgram.replace(/kubectl$/, 'crane')
  const archive = execFileSync(crane, ['export', image, '-'], { maxBuffer: 512e6 })
  const listed = execFileSync('tar', ['-tf', '-'], { input: archive, encoding: 'utf8', maxBuffer: 64e6 }).split('\n')
  expect(listed).toEqual(
    expect.arrayContaining(['app/node_modules/ms/index.js', 'app/package.json', 'app/routes/main.camel.yaml', 'opt/kafila/bin/kafila.js']),
  )
  const config = JSON.parse(execFileSync(crane, ['config', image], { encoding: 'utf8' }))
  expect(config.config).toMatchObject({ User: '65532:65532', WorkingDir: '/app', Cmd: ['run', '/app/routes'] })
})

test('a pod of the image runs its routes as nobody, over a read-only root, in a namespace that enforces restricted', async () => {
  const { image } = build(project('one'), ['--add', 'routes', '--to', `${registry}/acme/run:1`, '--push'])
  await kubectl(
    ['-n', namespace, 'apply', '-f', '-'],
    podManifest('image', { image, args: ['run', '/app/routes', '--observe', '0.0.0.0:9876'] }),
  )
  const address = await readyPod(namespace, 'image')
  expect(await (await fetch(`http://${address}:8080/hello`)).text()).toBe('from the image')
})
