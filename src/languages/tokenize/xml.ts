import type { Cut } from './cut.ts'

/** An element is looked for with any prefix of up to 15 characters. */
const PREFIX = '(?:[^:<>\\s/]{1,15}:)?'

const NAMESPACE = /xmlns(?::\w+)?\s*=\s*(?:'[^']+'|"[^"]+")/g

/** A tag's name out of the option: `item` or `<item>`. */
function tagName(token: string): string {
  return token.replace(/^</, '').replace(/\/?>$/, '').trim()
}

function quoted(name: string): string {
  return name.replaceAll(/[\\^$.|?*+()[\]{}]/g, '\\$&')
}

/**
 * Cuts elements out of XML without parsing it: from an opening tag to the first closing one. With `inherit` the namespace declarations
 * of that tag are added to each element.
 */
export function xmlCut(token: string, inherit: string | undefined): Cut {
  const name = quoted(tagName(token))
  const open = new RegExp(`<${PREFIX}${name}(?:\\s+[^>]*?)?(/?)>`, 'g')
  const close = new RegExp(`</${PREFIX}${name}\\s*>`, 'g')
  const parent = inherit === undefined ? undefined : new RegExp(`<${PREFIX}${quoted(tagName(inherit))}(?:\\s+[^>]*)?>`)
  let namespaces: readonly string[] | undefined
  return (text, at, final) => {
    open.lastIndex = at
    const opened = open.exec(text)
    if (!opened) return final ? undefined : skipped(text, at, parent !== undefined && namespaces === undefined)
    if (parent && namespaces === undefined) namespaces = declarations(parent.exec(text.slice(at, opened.index))?.[0])
    if (opened[1] === '/') return { part: withNamespaces(opened[0], opened[0].length - 2, namespaces), next: open.lastIndex }
    close.lastIndex = open.lastIndex
    const closed = close.exec(text)
    if (!closed) return undefined
    return { part: withNamespaces(text.slice(opened.index, close.lastIndex), opened[0].length - 1, namespaces), next: close.lastIndex }
  }
}

/** Text that holds no element is let go, but for a tag that may be cut and what the namespaces are looked for in. */
function skipped(text: string, at: number, keep: boolean): { next: number } | undefined {
  const last = text.lastIndexOf('<')
  const next = last < 0 ? text.length : last
  return keep || next <= at ? undefined : { next }
}

function declarations(tag: string | undefined): readonly string[] | undefined {
  return tag?.match(NAMESPACE) ?? undefined
}

function withNamespaces(element: string, at: number, namespaces: readonly string[] | undefined): string {
  if (!namespaces) return element
  const head = element.slice(0, at)
  const missing = namespaces.filter(each => !head.includes(each))
  return missing.length === 0 ? element : `${head.trimEnd()} ${missing.join(' ')}${element.slice(at)}`
}
