import { parseXml } from '../../converters/index.ts'
import { CDATA, type DomNode, ELEMENT, TEXT } from '../../converters/xml.ts'
import { errors, isKafilaError } from '../../core/errors.ts'

const XML_NAMESPACES = 'http://www.w3.org/2000/xmlns/'

/**
 * Reads XML as Jackson does: the root's name is dropped, attributes and elements become entries by their local names, repeated ones
 * lists, text beside them the entry with the empty name. No entity but the five is known; a DTD is skipped.
 */
export function readJacksonXml(text: string): unknown {
  const value = elementValue(rootOf(text))
  if (typeof value !== 'string') return value
  return value === '' ? {} : { '': value }
}

function rootOf(text: string): DomNode {
  try {
    const document = parseXml(text.replace(/<!DOCTYPE[^>[]*(?:\[[^\]]*\])?\s*>/, ''))
    return (document as DomNode & { documentElement: DomNode }).documentElement
  } catch (error) {
    if (!isKafilaError(error)) throw error
    throw errors.KF_FORMAT_UNMARSHAL(
      { format: 'jacksonXml', reason: error.message },
      { type: 'com.fasterxml.jackson.core.JsonParseException', cause: error },
    )
  }
}

function elementValue(element: DomNode): unknown {
  const entries = new Map<string, unknown[]>()
  const add = (name: string, value: unknown) => {
    const values = entries.get(name)
    if (values) values.push(value)
    else entries.set(name, [value])
  }
  for (const attribute of Array.from(element.attributes ?? [])) {
    if (attribute.namespaceURI !== XML_NAMESPACES) add(localName(attribute), attribute.nodeValue)
  }
  const text = addChildren(element, add, entries.size === 0 && !hasElements(element))
  if (entries.size === 0) return text
  return Object.fromEntries([...entries].map(([name, values]) => [name, values.length === 1 ? values[0] : values]))
}

/** Adds the elements, and the texts beside them where they stand; gives the text of an element that has nothing else. */
function addChildren(element: DomNode, add: (name: string, value: unknown) => void, alone: boolean): string {
  let text = ''
  const addText = () => {
    if (!alone && text.trim() !== '') add('', text)
  }
  for (let child = element.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === TEXT || child.nodeType === CDATA) text += child.nodeValue
    else if (child.nodeType === ELEMENT) {
      addText()
      text = ''
      add(localName(child), elementValue(child))
    }
  }
  addText()
  return text
}

function hasElements(element: DomNode): boolean {
  for (let child = element.firstChild; child; child = child.nextSibling) if (child.nodeType === ELEMENT) return true
  return false
}

function localName(node: DomNode): string {
  return node.nodeName.slice(node.nodeName.indexOf(':') + 1)
}
