import type { Compiler } from './compiler.ts'
import type { Node } from './dom.ts'
import type { Frame } from './frame.ts'

type Sort = (nodes: Node[], frame: Frame) => Node[]

interface Key {
  readonly select: ReturnType<Compiler['xpath']>
  readonly descending: (frame: Frame) => string
  readonly numeric: (frame: Frame) => string
}

/** Compiles `xsl:sort` elements: the first decides, the next ones where it does not. */
export function compileSorts(elements: readonly Node[], compiler: Compiler): Sort {
  if (elements.length === 0) return nodes => nodes
  const keys: Key[] = elements.map(element => ({
    select: compiler.xpath(element.getAttribute('select') || '.', element),
    descending: compiler.template(element.getAttribute('order') || 'ascending', element),
    numeric: compiler.template(element.getAttribute('data-type') || 'text', element),
  }))
  return (nodes, frame) => {
    const orders = keys.map(key => ({ down: key.descending(frame) === 'descending', numeric: key.numeric(frame) === 'number' }))
    const rows = nodes.map((node, index) => ({
      node,
      values: keys.map((key, k) => {
        const value = key.select({ node, position: index + 1, size: nodes.length }, frame)
        return orders[k]!.numeric ? value.numberValue() : value.stringValue()
      }),
    }))
    rows.sort((a, b) => {
      for (const [k, { down }] of orders.entries()) {
        const order = compare(a.values[k]!, b.values[k]!)
        if (order !== 0) return down ? -order : order
      }
      return 0
    })
    return rows.map(row => row.node)
  }
}

let textOrder: Intl.Collator | undefined

/** Made when it is needed: a collator costs milliseconds. */
function compareTexts(a: string, b: string): number {
  textOrder ??= new Intl.Collator('en')
  return textOrder.compare(a, b)
}

/** What is no number comes first. */
function compare(a: string | number, b: string | number): number {
  if (typeof a === 'string' || typeof b === 'string') return compareTexts(String(a), String(b))
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a))
  return a - b
}
