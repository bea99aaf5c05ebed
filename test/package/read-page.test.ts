import { expect, test } from 'vitest'
import { outputMatches, readPage } from '../support/read-page.ts'

const PAGE = `Write \`a/b.yaml\`:

\`\`\`yaml
x: 1
\`\`\`

Change \`a/b.yaml\`:

\`\`\`diff
 before
-old
+new
\`\`\`

\`\`\`sh
cmd one   # exit code 2
cmd two   # Ctrl-C ends it
\`\`\`

\`\`\`text
shown
\`\`\`

<!-- only shown -->
\`\`\`ts
ignored
\`\`\`
`

test('a page is read as instructions, with their lines', () => {
  expect(readPage(PAGE)).toEqual([
    { kind: 'write', line: 3, file: 'a/b.yaml', text: 'x: 1\n' },
    { kind: 'change', line: 9, file: 'a/b.yaml', before: 'before\nold', after: 'before\nnew' },
    { kind: 'run', line: 16, block: 15, command: 'cmd one', exitCode: 2, ends: 'itself' },
    { kind: 'run', line: 17, block: 15, command: 'cmd two', exitCode: 0, ends: 'Ctrl-C' },
    { kind: 'shown', line: 20, output: 'shown\n' },
  ])
})

test('a block that nothing is said of is an error', () => {
  expect(() => readPage('Some words:\n\n```js\n1\n```\n')).toThrow('line 3: nothing says what to do with the block')
})

test.each([
  ['a\nb\n', 'a  \nb\n', true],
  ['a\nb\n', 'a\nb\nc\n', false],
  ['a\n…\n', 'a\nb\nc\n', true],
  ['…\nc\n', 'a\nb\nc\n', true],
  ['took … ms (1)\n', 'took 12 ms (1)\n', true],
  ['took … ms (1)\n', 'took 12 ms (2)\n', false],
  ['a\n…\nd\n', 'a\nb\nc\n', false],
])('output %j is shown by what was printed, %j: %s', (shown, printed, matches) => {
  expect(outputMatches(shown, printed)).toBe(matches)
})
