import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from '../helpers/folders.ts'
import { runCommand } from './command.ts'

const ROUTES = `- route: { id: orders, from: { uri: "timer:tick", steps: [{ setBody: { constant: x } }, { to: "direct:price" }] } }
- route: { id: price, from: { uri: "direct:price", steps: [{ log: "\${body}" }] } }
`

test('graph prints Mermaid, DOT or SVG, of all routes or of one', async () => {
  const cwd = folderWith({ 'routes.yaml': ROUTES })
  const [mermaid, dot, svg, one] = await Promise.all([
    runCommand(['graph', 'routes.yaml'], { cwd }),
    runCommand(['graph', 'routes.yaml', '--format', 'dot'], { cwd }),
    runCommand(['graph', 'routes.yaml', '--format', 'svg'], { cwd }),
    runCommand(['graph', 'routes.yaml', '--route', 'price'], { cwd }),
  ])
  expect([mermaid.code, dot.code, svg.code, one.code]).toEqual([0, 0, 0, 0])
  expect(mermaid.text).toMatch(/^flowchart TD\n/)
  expect(dot.text).toMatch(/^digraph kafila \{\n/)
  expect(svg.text).toMatch(/^<svg /)
  expect(one.text).not.toContain('timer:tick')
})

test('graph --output writes a file, --json gives nodes, blocks and edges', async () => {
  const cwd = folderWith({ 'routes.yaml': ROUTES })
  const { code, text } = await runCommand(['graph', 'routes.yaml', '--format', 'svg', '--output', 'routes.svg'], { cwd })
  expect([code, text]).toEqual([0, 'routes.svg: 2 routes, 5 nodes, 4 edges\n'])
  expect(readFileSync(join(cwd, 'routes.svg'), 'utf8')).toContain('</svg>')
  const { command, ok, result } = JSON.parse((await runCommand(['graph', 'routes.yaml', '--json'], { cwd })).text)
  expect([command, ok, result.blocks.length, result.nodes.length, result.edges.at(-1).kind]).toEqual(['graph', true, 2, 5, 'link'])
})

test('an unknown route is told with the nearest name, and a mistake in a file beside the graph', async () => {
  const cwd = folderWith({ 'routes.yaml': ROUTES, 'bad.yaml': '- from: { uri: "direct:x", steps: [{ logg: a }, { log: b }] }\n' })
  const unknown = await runCommand(['graph', 'routes.yaml', '--route', 'prise'], { cwd })
  expect([unknown.code, unknown.text]).toEqual([2, 'kafila graph: there is no route prise; did you mean price?\n'])
  const bad = await runCommand(['graph', 'bad.yaml'], { cwd })
  expect(bad.code).toBe(0)
  expect(bad.text).toContain('KF_ROUTE_UNKNOWN_STEP')
  expect(bad.text).toContain('flowchart TD')
})

test('describe tells of the routes of a path in words, and of declarations as before', async () => {
  const cwd = folderWith({ 'routes.yaml': ROUTES })
  const [all, one, markdown, json, element, unknown] = await Promise.all([
    runCommand(['describe', 'routes.yaml'], { cwd }),
    runCommand(['describe', 'route', 'routes.yaml', 'price'], { cwd }),
    runCommand(['describe', 'routes.yaml', 'price', '--markdown'], { cwd }),
    runCommand(['describe', 'route', '.', '--json'], { cwd }),
    runCommand(['describe', 'route'], { cwd }),
    runCommand(['describe', 'route', 'routes.yaml', 'prise'], { cwd }),
  ])
  expect(all.text).toMatch(/^route orders \(routes.yaml\)\n(.*\n)*route price/)
  expect(one.text).toMatch(/^route price/)
  expect(markdown.text).toMatch(/^## Route price\n/)
  expect(JSON.parse(json.text).result.routes.map((each: { id: string }) => each.id)).toEqual(['orders', 'price'])
  expect(element.text).toContain('route (element)')
  expect([unknown.code, unknown.text]).toEqual([2, 'kafila describe: there is no route prise; did you mean price?\n'])
})
