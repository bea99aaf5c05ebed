import { expect, test } from 'vitest'
import { maskLine } from '../../src/core/mask-secrets.ts'

test('the values of secrets in a line of a route file are covered, and columns stay what they are', () => {
  expect(maskLine('  properties: { user: scott, password: "hunter2", url: x }')).toBe(
    '  properties: { user: scott, password: "xxxxxxx", url: x }',
  )
  expect(maskLine('    uri: "kafka:t?saslPassword=hunter2&groupId=g"')).toBe('    uri: "kafka:t?saslPassword=xxxxxxx&groupId=g"')
  expect(maskLine('  clientSecret: abc')).toBe('  clientSecret: xxx')
  expect(maskLine('  tokenize: ","')).toBe('  tokenize: ","')
})

test('a placeholder is no secret', () => {
  expect(maskLine('  password: "{{db.password}}"')).toBe('  password: "{{db.password}}"')
})
