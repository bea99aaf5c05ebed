import { expect, test } from 'vitest'
import { maskUri } from '../../src/core/mask-secrets.ts'

test.each([
  ['log:a?level=WARN', 'log:a?level=WARN'],
  ['ftp:host?username=ann&password=s3cret&delay=5', 'ftp:host?username=xxxxx&password=xxxxx&delay=5'],
  ['aws2-s3:b?secretKey=RAW(a+b)', 'aws2-s3:b?secretKey=xxxxx'],
  ['ftp://ann:s3cret@host/dir', 'ftp://ann:xxxxx@host/dir'],
  ['kafka:topic', 'kafka:topic'],
])('%s is shown as %s', (uri, shown) => {
  expect(maskUri(uri)).toBe(shown)
})
