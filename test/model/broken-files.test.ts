import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { validateRoutes } from '../../src/index.ts'

/**
 * Broken route files, several in one fixture: each begins with a line `=== title`. A mark `⟦CODE⟧` stands before the character at which
 * a diagnostic with this code is expected; the marks are taken out before the file is read. Exactly these diagnostics must be reported.
 */
interface BrokenFile {
  readonly title: string
  readonly text: string
  readonly expected: readonly string[]
}

const folder = new URL('../fixtures/broken/', import.meta.url)
const MARK = /⟦(\w+)⟧/

function brokenFiles(name: string): BrokenFile[] {
  const parts = readFileSync(new URL(name, folder), 'utf8')
    .split(/^=== (.*)\n/m)
    .slice(1)
  return Array.from({ length: parts.length / 2 }, (_, index) => ({ title: parts[2 * index]!, ...takeMarks(parts[2 * index + 1]!) }))
}

function takeMarks(marked: string): { text: string; expected: string[] } {
  const expected: string[] = []
  let text = marked.replaceAll('⟦TAB⟧', '\t').replaceAll('⟦NOTHING⟧\n', '')
  for (let mark = MARK.exec(text); mark !== null; mark = MARK.exec(text)) {
    const before = text.slice(0, mark.index).split('\n')
    expected.push(`${before.length}:${before.at(-1)!.length + 1} ${mark[1]}`)
    text = text.slice(0, mark.index) + text.slice(mark.index + mark[0].length)
  }
  return { text, expected: expected.sort() }
}

for (const name of readdirSync(folder).filter(each => each.endsWith('.txt'))) {
  describe(name.replace('.txt', ''), () => {
    test.each(brokenFiles(name))('$title', async ({ text, expected }) => {
      const diagnostics = await validateRoutes({ routes: [{ file: 'broken.yaml', text }], env: {} })
      expect(diagnostics.map(({ code, at }) => `${at?.line}:${at?.column} ${code}`).sort()).toEqual(expected)
    })
  })
}
