import { expect, test } from 'vitest'
import { lineDiff } from '../../../src/cli/actions/k8s/line-diff.ts'

const lines = (...words: string[]) => words.map(word => `${word}\n`).join('')

test('changed lines are shown with two of those around them', () => {
  expect(lineDiff(lines('a', 'b', 'c', 'd', 'e', 'f', 'g'), lines('a', 'b', 'c', 'D', 'e', 'f', 'g'))).toMatchInlineSnapshot(`
    "    b
        c
      - d
      + D
        e
        f
      ...
    "
  `)
})

test('a new text is all plus, and equal texts are nothing', () => {
  expect(lineDiff('', lines('a', 'b'))).toBe('  + a\n  + b\n')
  expect(lineDiff(lines('a'), lines('a'))).toBe('')
})
