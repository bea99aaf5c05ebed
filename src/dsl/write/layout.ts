/** A piece of a program before it is laid out in lines. */
export type Doc = string | Group | Chain | Arrow | Entry

/** Pieces between marks, with commas: arguments, a list, an object. */
export interface Group {
  readonly kind: 'group'
  readonly open: string
  readonly items: readonly Doc[]
  readonly close: string
}

/** A value and the methods that are called on it, one on what the other gives. */
export interface Chain {
  readonly kind: 'chain'
  readonly base: Doc
  readonly calls: readonly Doc[]
}

/** A function of one parameter. */
export interface Arrow {
  readonly kind: 'arrow'
  readonly parameter: string
  readonly body: Doc
}

/** A name with its value, in an object; or a name with its arguments, in a chain. */
export interface Entry {
  readonly kind: 'entry'
  readonly name: string
  readonly value: Doc
}

const WIDTH = 120

/** Lays a piece out. `indent`: that of the line it stands in; `used`: how much of the line is taken before it. */
export function layOut(doc: Doc, indent = 0, used = indent): string {
  if (typeof doc === 'string') return doc
  const flat = inLine(doc)
  if (flat !== undefined && used + flat.length <= WIDTH) return flat
  switch (doc.kind) {
    case 'group':
      return group(doc, indent, used)
    case 'chain':
      return chain(doc, indent, used)
    case 'arrow':
      return `${doc.parameter} =>\n${' '.repeat(indent + 2)}${layOut(doc.body, indent + 2)}`
    case 'entry':
      return doc.name + layOut(doc.value, indent, used + doc.name.length)
  }
}

/** A piece in one line; `undefined` for what is better read in several. */
function inLine(doc: Doc): string | undefined {
  if (typeof doc === 'string') return doc.includes('\n') ? undefined : doc
  switch (doc.kind) {
    case 'group': {
      const items = doc.items.map(inLine)
      if (items.some(each => each === undefined)) return undefined
      const space = doc.open.endsWith('{') && items.length > 0 ? ' ' : ''
      return `${doc.open}${space}${items.join(', ')}${space}${doc.close}`
    }
    case 'chain': {
      if (doc.calls.length > 1) return undefined
      const parts = [doc.base, ...doc.calls].map(inLine)
      return parts.some(each => each === undefined) ? undefined : parts.join('.')
    }
    case 'arrow': {
      const body = inLine(doc.body)
      return body === undefined ? undefined : `${doc.parameter} => ${body}`
    }
    case 'entry': {
      const value = inLine(doc.value)
      return value === undefined ? undefined : doc.name + value
    }
  }
}

function group({ open, items, close }: Group, indent: number, used: number): string {
  const last = items.at(-1)
  const others = items.slice(0, -1).map(inLine)
  // a function as the last argument begins in the line of the call
  if (isBlock(last) && others.every(each => each !== undefined)) {
    const before = others.map(each => `${each}, `).join('')
    if (used + open.length + before.length < WIDTH - 20) {
      const text = layOut(last, indent, used + open.length + before.length)
      return `${open}${before}${text}${text.includes('\n') && last.kind === 'arrow' ? `,\n${' '.repeat(indent)}` : ''}${close}`
    }
  }
  const inner = ' '.repeat(indent + 2)
  return `${open}\n${items.map(each => `${inner}${layOut(each, indent + 2)},\n`).join('')}${' '.repeat(indent)}${close}`
}

function isBlock(doc: Doc | undefined): doc is Arrow | Group {
  if (doc === undefined || typeof doc === 'string') return false
  return doc.kind === 'arrow' || (doc.kind === 'group' && /[{[]$/.test(doc.open))
}

function chain({ base, calls }: Chain, indent: number, used: number): string {
  const [first, ...rest] = calls
  const begin = layOut(base, indent, used)
  if (first !== undefined && rest.length === 0 && !begin.includes('\n')) return `${begin}.${layOut(first, indent, used + begin.length + 1)}`
  const inner = ' '.repeat(indent + 2)
  return begin + calls.map(each => `\n${inner}.${layOut(each, indent + 2, indent + 3)}`).join('')
}

export function call(name: string, args: readonly Doc[]): Entry {
  return { kind: 'entry', name, value: { kind: 'group', open: '(', items: args, close: ')' } }
}

export function object(entries: readonly (readonly [string, Doc])[]): Group {
  const items = entries.map(([name, value]): Entry => ({ kind: 'entry', name: `${propertyName(name)}: `, value }))
  return { kind: 'group', open: '{', items, close: '}' }
}

export function list(items: readonly Doc[]): Group {
  return { kind: 'group', open: '[', items, close: ']' }
}

/** A text as a literal. */
export function literal(text: string): string {
  if (text.includes('\n') && !/[`\\\r]|\$\{/.test(text)) return `\`${text}\``
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
  if (text.includes("'") && !text.includes('"')) return `"${escaped}"`
  return `'${escaped.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}

function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) && name !== '__proto__' ? name : name === '__proto__' ? "['__proto__']" : literal(name)
}
