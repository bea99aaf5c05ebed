import type { Cut, Cutting } from './cut.ts'

/** An element is looked for with any prefix of up to 15 characters. */
const PREFIX = '(?:[^:<>\\s/]{1,15}:)?'

const NAMESPACE = /xmlns(?::\w+)?\s*=\s*(?:'[^']+'|"[^"]+")/g

/** A tag's name out of the option: `item` or `<item>`. */
function tagName(token: string): string {
  return token.replace(/^</, '').replace(/>$/, '')
}

function quoted(name: string): string {
  return name.replaceAll(/[\\^$.|?*+()[\]{}]/g, '\\$&')
}

/**
 * Cuts elements out of XML without parsing it: from an opening tag to the first closing one. With `inherit` elements are looked for
 * behind that tag, and its namespace declarations are added to each.
 */
export function xmlCut(token: string, inherit: string | undefined): Cut {
  const elements = elementCut(quoted(tagName(token)))
  if (inherit === undefined) return (text, at, final) => elements(text, at, final, NONE)
  const parent = new RegExp(`<${PREFIX}${quoted(tagName(inherit))}(?:\\s+[^>]*)?>`, 'g')
  let namespaces: readonly string[] | undefined
  return (text, at, final) => {
    if (namespaces !== undefined) return elements(text, at, final, namespaces)
    parent.lastIndex = at
    const found = parent.exec(text)
    if (!found && !final) return undefined
    namespaces = declarations(found?.[0])
    return { next: found ? parent.lastIndex : at }
  }
}

const NONE: readonly string[] = []

/** The next element of a name, with the declarations that it lacks. */
function elementCut(name: string): (text: string, at: number, final: boolean, namespaces: readonly string[]) => Cutting | undefined {
  const open = new RegExp(`<${PREFIX}${name}(?:\\s+[^>]*?)?(/?)>`, 'g')
  const close = new RegExp(`</${PREFIX}${name}\\s*>`, 'g')
  return (text, at, final, namespaces) => {
    open.lastIndex = at
    const opened = open.exec(text)
    if (!opened) return final ? undefined : skipped(text, at)
    if (opened[1] === '/') return { part: withNamespaces(opened[0], opened[0].length - 2, namespaces), next: open.lastIndex }
    close.lastIndex = open.lastIndex
    const closed = close.exec(text)
    if (!closed) return undefined
    return { part: withNamespaces(text.slice(opened.index, close.lastIndex), opened[0].length - 1, namespaces), next: close.lastIndex }
  }
}

/** Text that holds no element is let go, but for a tag that may be cut. */
function skipped(text: string, at: number): Cutting | undefined {
  const last = text.lastIndexOf('<')
  const next = last < 0 ? text.length : last
  return next <= at ? undefined : { next }
}

function declarations(tag: string | undefined): readonly string[] {
  return tag?.match(NAMESPACE) ?? NONE
}

function withNamespaces(element: string, at: number, namespaces: readonly string[]): string {
  if (namespaces.length === 0) return element
  const head = element.slice(0, at)
  const missing = namespaces.filter(each => !head.includes(each))
  return missing.length === 0 ? element : `${head.trimEnd()} ${missing.join(' ')}${element.slice(at)}`
}
