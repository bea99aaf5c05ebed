import { expect, test } from 'vitest'
import { parseReference, referenceText } from '../../src/oci/reference.ts'

const DIGEST = `sha256:${'0'.repeat(64)}`

test.each([
  ['node', { registry: 'registry-1.docker.io', repository: 'library/node', tag: 'latest' }],
  ['acme/orders:1', { registry: 'registry-1.docker.io', repository: 'acme/orders', tag: '1' }],
  ['localhost:5000/orders', { registry: 'localhost:5000', repository: 'orders', tag: 'latest' }],
  ['registry.example.com/a/b/c:v1.2', { registry: 'registry.example.com', repository: 'a/b/c', tag: 'v1.2' }],
  [`registry.example.com/a@${DIGEST}`, { registry: 'registry.example.com', repository: 'a', digest: DIGEST }],
  [`registry.example.com/a:1@${DIGEST}`, { registry: 'registry.example.com', repository: 'a', tag: '1', digest: DIGEST }],
])('%s is read', (text, expected) => {
  expect(parseReference(text)).toEqual(expected)
})

test('a reference is written as it is read', () => {
  for (const text of ['localhost:5000/orders:1', `registry.example.com/a@${DIGEST}`]) expect(referenceText(parseReference(text))).toBe(text)
})

test.each([
  ['Orders', 'a repository is in small letters'],
  ['registry.example.com/', 'a repository is in small letters'],
  ['a@sha256:12', 'a digest is sha256'],
  ['a:!', 'a tag is up to 128'],
  ['a//b', 'a repository is in small letters'],
])('%s is refused', (text, reason) => {
  expect(() => parseReference(text)).toThrowError(reason)
})
