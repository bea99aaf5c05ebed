import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'

/** The text of a stack with places in the sources instead of the built scripts, as far as the build's maps are there. */
export function readableStack(stack: string): string {
  const maps = new Map<string, SourceMap | undefined>()
  return stack.replaceAll(/([^\s(]+\.cjs):(\d+):(\d+)/g, (place, script: string, line: string, column: string) => {
    if (!maps.has(script)) maps.set(script, mapOf(script))
    const entry = maps.get(script)?.findEntry(Number(line) - 1, Number(column) - 1)
    if (entry === undefined || !('originalSource' in entry)) return place
    return `${entry.originalSource.replace(/^(\.\.\/)+/, '')}:${entry.originalLine + 1}:${entry.originalColumn + 1}`
  })
}

function mapOf(script: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${script}.map`, 'utf8')))
  } catch {
    return undefined // a script that is not of the build
  }
}
