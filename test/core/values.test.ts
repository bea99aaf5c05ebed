import { expect, test } from 'vitest'
import { Decimal } from '../../src/core/values.ts'

test.each([
  ['1e5', '1E+5'],
  ['1.20E3', '1.20E+3'],
  ['12e-1', '1.2'],
  ['1e0', '1'],
  ['0.000001', '0.000001'],
  ['0.0000001', '1E-7'],
  ['-0.00000012', '-1.2E-7'],
  ['1.50', '1.50'],
])('the decimal %s prints as BigDecimal does', (text, printed) => {
  expect(new Decimal(text).toString()).toBe(printed)
})
