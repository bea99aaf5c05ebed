import { errors } from '../../src/core/errors.ts'
import type { Node } from './dom.ts'
import { formatNumber } from './number-format.ts'
import { rootOf } from './pattern.ts'
import type { Scope } from './xpath-engine.ts'

/** The functions that XSLT adds to XPath, and two that processors commonly have. */
export const ADDED_FUNCTIONS: ReadonlySet<string> = new Set([
  'current',
  'key',
  'format-number',
  'generate-id',
  'system-property',
  'element-available',
  'function-available',
  'document',
  'node-set',
  'nodeset',
])

/** `keyed` finds nodes by a key in the document of a node. */
export function makeFunctions(keyed: (name: string, value: string, root: Node) => readonly Node[]): Scope['functions'] {
  const ids = new WeakMap<Node, string>()
  let next = 0
  const idOf = (node: Node) => {
    let id = ids.get(node)
    if (id === undefined) ids.set(node, (id = `N${(next++).toString(16).padStart(5, '0')}`))
    return id
  }
  return {
    current: current => current,
    key: (_, context, name, value) => [
      ...new Set(
        (value!.toArray === undefined ? [value!.stringValue()] : value!.toArray().map(textOf)).flatMap(each =>
          keyed(name!.stringValue(), each, rootOf(context)),
        ),
      ),
    ],
    'format-number': (_, __, value, pattern) => formatNumber(value!.numberValue(), pattern!.stringValue()),
    'generate-id': (_, context, nodes) => {
      const node = nodes === undefined ? context : nodes.toArray?.()[0]
      return node === undefined ? '' : idOf(node)
    },
    'system-property': (_, __, name) => ({ 'xsl:version': '1.0', 'xsl:vendor': 'Kafila' })[name!.stringValue()] ?? '',
    'element-available': () => false,
    'function-available': (_, __, name) => ADDED_FUNCTIONS.has(name!.stringValue()),
    document() {
      throw errors.KF_CONN_XSLT({ reason: 'document() is not supported: a stylesheet reads nothing but its message' })
    },
    'node-set': (_, __, value) => value,
    nodeset: (_, __, value) => value,
  }
}

function textOf(node: Node): string {
  return node.nodeValue ?? childText(node)
}

function childText(node: Node): string {
  let text = ''
  for (let child = node.firstChild; child !== null; child = child.nextSibling)
    if (child.nodeType !== 7 && child.nodeType !== 8) text += textOf(child)
  return text
}
