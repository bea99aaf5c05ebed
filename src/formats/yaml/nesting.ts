import { yamlError } from './read.ts'

/** SnakeYAML's limit. */
const MAX_DEPTH = 50

/**
 * Refuses text that is nested too deep before the parser sees it: the parser goes as deep as the text does, and the stack with it. Flow
 * brackets and runs of `- - -` and `? ? ?` are counted; brackets in quotes and comments too, which only a text close to the limit notices.
 */
export function checkNesting(text: string): void {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (char === '[' || char === '{') depth++
    else if ((char === ']' || char === '}') && depth > 0) depth--
    if (depth > MAX_DEPTH * 2) throw tooDeep()
  }
  if (/(?:[-?][ \t]+){50}/.test(text)) throw tooDeep()
  if (/^ {200}/m.test(text) && indentDepth(text) > MAX_DEPTH) throw tooDeep()
}

/** How many indents are open at once at most. */
function indentDepth(text: string): number {
  const open: number[] = []
  let deepest = 0
  for (const line of text.split('\n')) {
    const indent = line.search(/\S/)
    if (indent < 0) continue
    while (open.length > 0 && open.at(-1)! >= indent) open.pop()
    open.push(indent)
    deepest = Math.max(deepest, open.length)
  }
  return deepest
}

function tooDeep(): Error {
  return yamlError('error.YAMLException', `Nesting Depth exceeded max ${MAX_DEPTH}`)
}
