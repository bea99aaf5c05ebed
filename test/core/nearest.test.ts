import { describe, expect, test } from 'vitest'
import { nearestName } from '../../src/core/nearest.ts'

const names = ['setBody', 'setHeader', 'setHeaders', 'split', 'to', 'toD', 'wireTap', 'loggingLevel', 'showBodyType']

describe('the name that was meant', () => {
  test.each([
    ['setBdy', 'setBody'],
    ['set-body', 'setBody'],
    ['SetBody', 'setBody'],
    ['setHeder', 'setHeader'],
    ['sepatorless', undefined],
    ['spilt', 'split'],
    ['wiretap', 'wireTap'],
    ['logging_level', 'loggingLevel'],
    ['showBodyTyp', 'showBodyType'],
    ['x', undefined],
    ['teleport', undefined],
  ])('%s: %s', (name, expected) => {
    expect(nearestName(name, names)).toBe(expected)
  })
})
