import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { writeLayer } from '../../src/oci/layer.ts'
import { folderEntries } from '../../src/oci/tar-entries.ts'
import { sha } from '../support/mini-registry.ts'

const LONG = `${'deep-folder-with-a-long-name/'.repeat(6)}${'x'.repeat(120)}.js`

/** The same files, written in the given order. */
function folderOf(names: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'kafila-layer-'))
  for (const name of names) {
    const file = join(folder, name)
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, name.endsWith('.bin') ? Buffer.alloc(300_000, name) : `// ${name}\n`)
  }
  chmodSync(join(folder, 'tool/run.js'), 0o700)
  symlinkSync('../tool/run.js', join(folder, 'empty-name'))
  return folder
}

const NAMES = ['a.js', 'tool/run.js', 'tool/ümlaut.txt', 'data.bin', 'tool-2/b.js', LONG]

async function layerOf(folder: string) {
  return writeLayer(folderEntries(folder, 'app/node_modules'), join(mkdtempSync(join(tmpdir(), 'kafila-layer-')), 'layer.tar.gz'))
}

test('the same files in two folders are the same layer, whatever their times, owners, modes beyond executable, and order', async () => {
  const first = folderOf(NAMES)
  const second = folderOf([...NAMES].reverse())
  chmodSync(join(second, 'a.js'), 0o600)
  utimesSync(join(second, 'a.js'), 1, 1)
  const [one, two] = [await layerOf(first), await layerOf(second)]
  expect(two.blob.descriptor).toEqual(one.blob.descriptor)
  expect(two.diffId).toBe(one.diffId)
})

test('one byte more is another layer', async () => {
  const changed = folderOf(NAMES)
  writeFileSync(join(changed, 'a.js'), '// a.js \n')
  expect((await layerOf(changed)).blob.descriptor.digest).not.toBe((await layerOf(folderOf(NAMES))).blob.descriptor.digest)
})

test('GNU tar unpacks a layer to what it was made of', async () => {
  const folder = folderOf(NAMES)
  const file = join(mkdtempSync(join(tmpdir(), 'kafila-layer-')), 'layer.tar.gz')
  const { blob, diffId } = await writeLayer(folderEntries(folder, 'app'), file)
  expect(sha(readFileSync(file))).toBe(blob.descriptor.digest)
  expect(statSync(file).size).toBe(blob.descriptor.size)
  expect(sha(gunzipSync(readFileSync(file)))).toBe(diffId)
  const out = mkdtempSync(join(tmpdir(), 'kafila-unpacked-'))
  execFileSync('tar', ['-xzf', file, '-C', out])
  for (const name of NAMES) expect(readFileSync(join(out, 'app', name))).toEqual(readFileSync(join(folder, name)))
  expect(readlinkSync(join(out, 'app/empty-name'))).toBe('../tool/run.js')
  const listed = execFileSync('tar', ['--numeric-owner', '--full-time', '-tvzf', file], {
    encoding: 'utf8',
    env: { ...process.env, TZ: 'UTC' },
  })
  const facts = listed
    .trim()
    .split('\n')
    .map(line => line.split(/\s+/))
  expect(new Set(facts.map(([mode]) => mode))).toEqual(new Set(['-rw-r--r--', '-rwxr-xr-x', 'drwxr-xr-x', 'lrwxr-xr-x']))
  expect(new Set(facts.map(([, owner, , day, time]) => `${owner} ${day} ${time}`))).toEqual(new Set(['0/0 1970-01-01 00:00:00']))
})
