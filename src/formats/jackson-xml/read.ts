import { parseXml } from '../../converters/index.ts'
import { CDATA, type DomNode, ELEMENT, TEXT } from '../../converters/xml.ts'
import { errors, isKafilaError } from '../../core/errors.ts'

const XSI = 'http://www.w3.org/2001/XMLSchema-instance'
const XML_NAMESPACES = 'http://www.w3.org/2000/xmlns/'

/**
 * Reads XML as Jackson does: the root's name is dropped, attributes and elements become entries by their local names, repeated ones
 * lists, text beside them the entry with the empty name. No entity but the five is known; a DTD is skipped.
 */
export function readJacksonXml(text: string): unknown {
  const value = elementValue(rootOf(text))
  if (typeof value !== 'string') return value
  return value.trim() === '' ? {} : { '': value }
}

/** What the root holds, one after the other, without names; what holds nothing is an empty map. */
export function readXmlItems(text: string): unknown[] | null {
  return itemsOf(text, child => {
    const value = elementValue(child)
    return value === null || (typeof value === 'string' && value.trim() === '') ? {} : value
  })
}

/** The texts of the elements that the root holds. */
export function readXmlTexts(text: string): (string | null)[] | null {
  const items = itemsOf(text, child => (isNil(child) ? null : textsOf(child).at(-1)!))
  if (items?.length === 0)
    throw mismatch('Cannot deserialize value of type `java.lang.String` from Object value (token `JsonToken.FIELD_NAME`)')
  return items
}

function itemsOf<T>(text: string, read: (child: DomNode) => T): T[] | null {
  const root = rootOf(text)
  if (isNil(root)) return null
  const items = elementsOf(root).map(read)
  if (ownAttributes(root).length > 0 || textsOf(root).some(each => each.trim() !== '')) throw noItem(items.length)
  return items
}

/** The text of the root: what stands behind its last element. */
export function readXmlText(text: string): string | null {
  const root = rootOf(text)
  return isNil(root) ? null : lastText(root)
}

function lastText(element: DomNode): string {
  const text = textsOf(element).at(-1)!
  return text.trim() === '' ? '' : text
}

function noItem(index: number): Error {
  const what = 'Unexpected end-of-input when trying read value of type `java.lang.Object`'
  return mismatch(`${what} (through reference chain: java.util.ArrayList[${index}])`)
}

function mismatch(reason: string): Error {
  return errors.KF_FORMAT_UNMARSHAL(
    { format: 'jacksonXml', reason },
    { type: 'com.fasterxml.jackson.databind.exc.MismatchedInputException' },
  )
}

/** The root; Jackson reads no further than its end. */
function rootOf(text: string): DomNode {
  const source = text.replace(/<!DOCTYPE[^>[]*(?:\[[^\]]*\])?\s*>/, '')
  try {
    return firstRoot(source)
  } catch (error) {
    if (!isKafilaError(error)) throw error
    throw errors.KF_FORMAT_UNMARSHAL(
      { format: 'jacksonXml', reason: error.message },
      { type: 'com.fasterxml.jackson.core.JsonParseException', cause: error },
    )
  }
}

function firstRoot(source: string): DomNode {
  try {
    return parsed(source)
  } catch (error) {
    const end = endOfRoot(source)
    if (end !== undefined && source.slice(end).trim() !== '') return parsed(source.slice(0, end))
    throw error
  }
}

function parsed(text: string): DomNode {
  return (parseXml(text) as DomNode & { documentElement: DomNode }).documentElement
}

const MARKUP = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)[^\s<>/!?](?:[^<>"']|"[^"]*"|'[^']*')*?(\/?)>/g

/** Where the root element ends; undefined where it does not. */
function endOfRoot(text: string): number | undefined {
  let depth = 0
  for (const found of text.matchAll(MARKUP)) {
    if (found[1] === undefined) continue
    if (found[1] === '/') depth--
    else if (found[2] !== '/') depth++
    if (depth <= 0) return found.index + found[0].length
  }
  return undefined
}

function elementsOf(node: DomNode): DomNode[] {
  const elements: DomNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) if (child.nodeType === ELEMENT) elements.push(child)
  return elements
}

/** The texts between the elements. */
function textsOf(node: DomNode): string[] {
  const texts = ['']
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === ELEMENT) texts.push('')
    else if (child.nodeType === TEXT || child.nodeType === CDATA) texts.push((texts.pop() ?? '') + (child.nodeValue ?? ''))
  }
  return texts
}

function ownAttributes(element: DomNode): DomNode[] {
  return Array.from(element.attributes ?? []).filter(({ namespaceURI }) => namespaceURI !== XML_NAMESPACES)
}

/** `xsi:nil="true"`: the element stands for null. */
function isNil(element: DomNode): boolean {
  return ownAttributes(element).some(each => each.namespaceURI === XSI && localName(each) === 'nil' && each.nodeValue === 'true')
}

function elementValue(element: DomNode): unknown {
  if (isNil(element)) return null
  const entries = new Map<string, unknown[]>()
  const add = (name: string, value: unknown) => {
    const values = entries.get(name)
    if (values) values.push(value)
    else entries.set(name, [value])
  }
  for (const attribute of ownAttributes(element)) add(localName(attribute), attribute.nodeValue)
  const text = addChildren(element, add, entries.size === 0 && elementsOf(element).length === 0)
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

function localName(node: DomNode): string {
  return node.nodeName.slice(node.nodeName.indexOf(':') + 1)
}
