import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { tellRoutes } from '../../src/cli/actions/describe-routes.ts'
import { drawGraph } from '../../src/cli/actions/graph-draw.ts'
import type { Io } from '../../src/cli/command.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PAGE = readFileSync(`${ROOT}docs/guides/see-what-a-file-does.md`, 'utf8')

async function printed(run: (io: Io) => Promise<number>): Promise<string> {
  let text = ''
  const io: Io = {
    out: more => void (text += more),
    err: more => void (text += more),
    cwd: ROOT,
    env: {},
    colors: false,
    stdin: async () => '',
  }
  expect(await run(io)).toBe(0)
  return text
}

/** What stands in the page between two marks. */
function shown(mark: string): string {
  return PAGE.split(`<!-- ${mark}: begin -->\n`)[1]!.split(`<!-- ${mark}: end -->`)[0]!
}

test('the guide shows the graph that the command prints', async () => {
  const text = await printed(io => drawGraph(['routes/quickstart/'], { format: 'mermaid' }, io))
  expect(shown('graph')).toBe(`\`\`\`mermaid\n${text}\`\`\`\n`)
})

test('the guide shows the words that the command prints', async () => {
  const text = await printed(io => tellRoutes('routes/quickstart/', 'per-country', {}, io))
  expect(shown('describe')).toBe(`\`\`\`text\n${text}\`\`\`\n`)
})
