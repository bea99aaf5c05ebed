import { type DomNode, parseXml } from '../../converters/xml.ts'
import { prettyJson } from './pretty-json.ts'

/** Lays out text that is JSON or XML; other text stays as it is. */
export function prettyText(text: string | null): string | null {
  if (text === null) return null
  if (/^(\{.*\}|\[.*\])$/s.test(text)) return prettyJson(text)
  return text.startsWith('<') && text.endsWith('>') ? prettyXml(text) : text
}

function prettyXml(text: string): string {
  try {
    const mark = unusedIn(text)
    return new XmlLayout(mark).document(parseXml(marked(text, mark)), /^<\?xml[^>]*\?>/.exec(text)?.[0])
  } catch {
    // Text that only looks like XML is no failure.
    return text
  }
}

/** A character that the text does not have. */
function unusedIn(text: string): string {
  let code = 0xe000
  while (text.includes(String.fromCharCode(code))) code++
  return String.fromCharCode(code)
}

/** Java's parser hands on a text in pieces, cut at its references: marks stand where it does. */
function marked(text: string, mark: string): string {
  return text.replaceAll(/<!\[CDATA\[.*?\]\]>|<!--.*?-->|<[^>]*>|&[^;<]+;/gs, part => (part.startsWith('&') ? mark + part + mark : part))
}

const ELEMENT = 1
const TEXT: readonly number[] = [3, 4]

/** Two blanks per level, each text on a line of its own; text directly below the root and behind a closed element is left out. */
class XmlLayout {
  private out = ''
  private level = 0
  private fresh = false
  private readonly mark: string

  constructor(mark: string) {
    this.mark = mark
  }

  document(root: DomNode, declaration: string | undefined): string {
    if (declaration !== undefined) this.out = `${declaration}\n`
    this.children(root)
    return this.out
  }

  private children(node: DomNode): void {
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (child.nodeType === ELEMENT) this.element(child)
      else if (TEXT.includes(child.nodeType) && this.fresh && this.level > 1) this.text(child.nodeValue ?? '')
    }
  }

  private text(text: string): void {
    for (const piece of text.split(this.mark)) if (piece !== '') this.out += `${this.indent()}${piece}\n`
  }

  private element(element: DomNode): void {
    this.out += `${this.indent()}<${element.nodeName}${attributes(element)}>\n`
    this.level++
    this.fresh = true
    this.children(element)
    this.fresh = false
    this.level--
    this.out += `${this.indent()}</${element.nodeName}>${this.level > 0 ? '\n' : ''}`
  }

  private indent(): string {
    return '  '.repeat(this.level)
  }
}

function attributes(element: DomNode): string {
  const all = (element as DomNode & { attributes?: ArrayLike<{ name: string; value: string }> }).attributes
  return Array.from(all ?? [], ({ name, value }) => ` ${name}="${value}"`).join('')
}
