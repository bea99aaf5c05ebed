import { describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS, delayBefore, withOptions } from '../../../src/compile/error-handling/redelivery-settings.ts'

/** The delays of the first attempts under a policy. */
function delays(options: Parameters<typeof withOptions>[1], count: number): number[] {
  const settings = withOptions(DEFAULT_SETTINGS, options)
  const result: number[] = []
  for (let counter = 1; counter <= count; counter++) result.push(delayBefore(settings, result.at(-1) ?? 0, counter))
  return result
}

describe('the delay before an attempt', () => {
  test('is one second unless said otherwise, and stays the same', () => {
    expect(delays({}, 3)).toEqual([1000, 1000, 1000])
  })

  test('grows by the multiplier with useExponentialBackOff, up to the longest', () => {
    const growing = { redeliveryDelay: 100, useExponentialBackOff: true, backOffMultiplier: 3, maximumRedeliveryDelay: 1000 }
    expect(delays(growing, 4)).toEqual([100, 300, 900, 1000])
  })

  test('does not grow by a multiplier of one or less', () => {
    expect(delays({ redeliveryDelay: 100, useExponentialBackOff: true, backOffMultiplier: 1 }, 3)).toEqual([100, 100, 100])
  })

  test('is none where redeliveryDelay is 0', () => {
    expect(delays({ redeliveryDelay: 0, useExponentialBackOff: true }, 2)).toEqual([0, 0])
  })

  test('follows the pattern by the number of the attempt, whatever redeliveryDelay says', () => {
    expect(delays({ redeliveryDelay: 5000, delayPattern: '0:1;2:20;4:300' }, 5)).toEqual([1, 20, 20, 300, 300])
  })

  test('varies by the factor at most with useCollisionAvoidance', () => {
    const settings = withOptions(DEFAULT_SETTINGS, { redeliveryDelay: 1000, useCollisionAvoidance: true, collisionAvoidanceFactor: 0.1 })
    for (let i = 0; i < 200; i++) expect(Math.abs(delayBefore(settings, 0, 1) - 1000)).toBeLessThanOrEqual(100)
  })

  test('of a pattern that is none is a NumberFormatException', () => {
    expect(() => delays({ delayPattern: 'fast' }, 1)).toThrow(expect.objectContaining({ type: 'java.lang.NumberFormatException' }))
  })
})

describe('options upon a policy', () => {
  test('leave the rest as it was', () => {
    const base = withOptions(DEFAULT_SETTINGS, { maximumRedeliveries: 5, redeliveryDelay: 10 })
    expect(withOptions(base, { redeliveryDelay: 20 })).toEqual({ ...base, redeliveryDelay: 20 })
  })

  test('raise the longest delay to a delay above it, unless that is said too', () => {
    expect(withOptions(DEFAULT_SETTINGS, { redeliveryDelay: 90_000 }).maximumRedeliveryDelay).toBe(90_000)
    expect(withOptions(DEFAULT_SETTINGS, { redeliveryDelay: 90_000, maximumRedeliveryDelay: 50 }).maximumRedeliveryDelay).toBe(50)
  })

  test('turn redelivery off with disableRedelivery', () => {
    expect(withOptions(DEFAULT_SETTINGS, { maximumRedeliveries: 5, disableRedelivery: true }).maximumRedeliveries).toBe(0)
  })
})
