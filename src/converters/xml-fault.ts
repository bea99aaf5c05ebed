const NAME = /[A-Za-z_:\u0080-\uffff][\w:.\u0080-\uffff-]*/y
const BLANKS = /\s+/y
const SPECIAL: readonly (readonly [start: string, end: string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
]

const UNFINISHED = 'XML document structures must start and end within the same entity.'
const NO_MARKUP = 'The content of elements must consist of well-formed character data or markup.'
const ENTITIES: ReadonlySet<string> = new Set(['amp', 'lt', 'gt', 'quot', 'apos'])

class Found extends Error {}

function found(reason: string): never {
  throw new Found(reason)
}

/**
 * What is wrong with a text that is no XML, in the words of Java's parser; `undefined` where this reader finds nothing. It is asked only
 * when the text could not be read.
 */
export function xmlFault(source: string): string | undefined {
  try {
    new Reader(source).document()
    return undefined
  } catch (error) {
    if (error instanceof Found) return error.message
    throw error
  }
}

class Reader {
  private readonly source: string
  private readonly open: string[] = []
  private readonly scopes: ReadonlySet<string>[] = [new Set(['xml', 'xmlns'])]
  private at = 0
  private hasRoot = false

  constructor(source: string) {
    this.source = source
  }

  document(): void {
    while (this.at < this.source.length) this.step()
    if (this.open.length > 0 || !this.hasRoot) found(UNFINISHED)
  }

  private step(): void {
    if (this.source[this.at] !== '<') return this.text()
    const special = SPECIAL.find(([start]) => this.source.startsWith(start, this.at))
    if (special) return this.special(...special)
    if (this.source[this.at + 1] === '/') return this.close()
    this.element()
  }

  private special(start: string, end: string): void {
    const stop = this.source.indexOf(end, this.at + start.length)
    const content = this.source.slice(this.at + start.length, stop < 0 ? undefined : stop)
    if (start === '<!--' && content.includes('--')) found('The string "--" is not permitted within comments.')
    if (stop < 0) found(UNFINISHED)
    if (start === '<?' && this.at > 0 && /^xml(?:\s|$)/i.test(content))
      found('The processing instruction target matching "[xX][mM][lL]" is not allowed.')
    const version = start === '<?' ? /^xml\s+version\s*=\s*["']([^"']*)/.exec(content)?.[1] : undefined
    if (version !== undefined && version !== '1.0') found(`XML version "${version}" is not supported, only XML 1.0 is supported.`)
    this.at = stop + end.length
  }

  private text(): void {
    const end = this.source.indexOf('<', this.at)
    const text = this.source.slice(this.at, end < 0 ? undefined : end)
    if (this.open.length > 0) checkContent(text)
    else if (text.trim() !== '') found(`Content is not allowed in ${this.hasRoot ? 'trailing section' : 'prolog'}.`)
    if (text.includes(']]>'))
      found('The character sequence "]]>" must not appear in content unless used to mark the end of a CDATA section.')
    this.at += text.length
  }

  private close(): void {
    const current = this.open.pop() ?? this.misplaced()
    this.scopes.pop()
    this.at += 2
    if (this.match(NAME) !== current) found(`The element type "${current}" must be terminated by the matching end-tag "</${current}>".`)
    this.match(BLANKS)
    if (this.at >= this.source.length) found(UNFINISHED)
    if (this.source[this.at] !== '>') found(`The end-tag for element type "${current}" must end with a '>' delimiter.`)
    this.at++
  }

  private misplaced(): never {
    return found(`The markup in the document ${this.hasRoot ? 'following' : 'preceding'} the root element must be well-formed.`)
  }

  private element(): void {
    if (this.open.length === 0 && this.hasRoot) this.misplaced()
    this.at++
    const name = this.match(NAME) ?? (this.open.length > 0 ? found(NO_MARKUP) : this.misplaced())
    this.hasRoot = true
    const scope = this.bound(name, this.attributes(name))
    if (this.source[this.at] === '/') this.at++
    else {
      this.open.push(name)
      this.scopes.push(scope)
    }
    this.at++
  }

  /** The prefixes that are known inside of an element. */
  private bound(element: string, attributes: ReadonlySet<string>): ReadonlySet<string> {
    const declared = [...attributes].filter(name => name.startsWith('xmlns:')).map(name => name.slice(6))
    const scope = new Set([...this.scopes.at(-1)!, ...declared])
    const unbound = (name: string) => name.includes(':') && !scope.has(prefixOf(name))
    if (unbound(element)) found(`The prefix "${prefixOf(element)}" for element "${element}" is not bound.`)
    const attribute = [...attributes].find(unbound)
    if (attribute !== undefined)
      found(`The prefix "${prefixOf(attribute)}" for attribute "${attribute}" associated with an element type "${element}" is not bound.`)
    return scope
  }

  private attributes(element: string): ReadonlySet<string> {
    const names = new Set<string>()
    for (;;) {
      const blanks = this.match(BLANKS)
      if (this.at >= this.source.length) found(UNFINISHED)
      if (/^\/?>/.test(this.source.slice(this.at, this.at + 2))) return names
      if (this.source.slice(this.at) === '/') found(UNFINISHED)
      const name = blanks === undefined ? undefined : this.match(NAME)
      if (name === undefined) return found(`Element type "${element}" must be followed by either attribute specifications, ">" or "/>".`)
      this.attribute(element, name)
      if (names.has(name)) found(`Attribute "${name}" was already specified for element "${element}".`)
      names.add(name)
    }
  }

  private attribute(element: string, name: string): void {
    this.match(BLANKS)
    if (this.source[this.at] !== '=')
      found(`Attribute name "${name}" associated with an element type "${element}" must be followed by the ' = ' character.`)
    this.at++
    this.match(BLANKS)
    const quote = this.source[this.at]
    if (quote !== '"' && quote !== "'")
      found(`Open quote is expected for attribute "${name}" associated with an  element type  "${element}".`)
    const end = this.source.indexOf(quote!, this.at + 1)
    const value = this.source.slice(this.at + 1, end < 0 ? undefined : end)
    if (value.includes('<'))
      found(`The value of attribute "${name}" associated with an element type "${element}" must not contain the '<' character.`)
    if (end < 0) found(UNFINISHED)
    checkReferences(value)
    this.at = end + 1
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    const match = pattern.exec(this.source)?.[0]
    this.at += match?.length ?? 0
    return match
  }
}

function prefixOf(name: string): string {
  return name.slice(0, name.indexOf(':'))
}

function checkContent(text: string): void {
  checkReferences(text)
  const bad = /[\0-\x08\x0b\x0c\x0e-\x1f]/.exec(text)?.[0]
  if (bad !== undefined) {
    const code = bad.codePointAt(0)!.toString(16)
    found(`An invalid XML character (Unicode: 0x${code}) was found in the element content of the document.`)
  }
}

function checkReferences(text: string): void {
  for (const [, reference, end] of text.matchAll(/&(#?[\w:.-]*)(;?)/g)) {
    if (reference === '') found("The entity name must immediately follow the '&' in the entity reference.")
    if (/^#(?:0+|x0+)$/.test(reference!)) found(`Character reference "&${reference}" is an invalid XML character.`)
    if (end === '') found(`The reference to entity "${reference}" must end with the ';' delimiter.`)
    if (!reference!.startsWith('#') && !ENTITIES.has(reference!)) found(`The entity "${reference}" was referenced, but not declared.`)
  }
}
