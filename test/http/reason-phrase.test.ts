import { expect, test } from 'vitest'
import { reasonPhrase } from '../../src/http/reason-phrase.ts'

test.each([
  [200, 'OK'],
  [404, 'Not Found'],
  [413, 'Request Entity Too Large'],
  [418, 'Client Error (418)'],
  [299, 'Success (299)'],
  [399, 'Redirection (399)'],
  [599, 'Server Error (599)'],
  [600, 'Unknown Status (600)'],
])('calls %d as Camel does', (status, phrase) => {
  expect(reasonPhrase(status)).toBe(phrase)
})
