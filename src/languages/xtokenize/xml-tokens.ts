import type { Cut, Cutting } from '../tokenize/cut.ts'
import { declaredIn, type InScope, OUTSIDE, resolve, scopeWith, withScope } from './in-scope.ts'
import { enter, isMatch, type PathStep, type Standing } from './path.ts'
import { notXml, scanXml, type XmlPiece } from './scan.ts'

/** What becomes of an element: `i` namespaces added, `w` in its ancestors, `u` its content, `t` its text. */
export type XmlTokenMode = 'i' | 'w' | 'u' | 't'

interface Open {
  readonly name: string
  readonly scope: InScope
  readonly standing: Standing
  /** With mode `w`: what has come in this element, its start tag first, that stands before the next match. */
  kept: string
  /** A match has come in it: nothing of it stands before matches behind it. */
  hadMatch: boolean
  /** A match was a child of it. */
  isParent: boolean
  /** What comes next stands right behind a match and is left out, up to the next element. */
  skipping: boolean
}

interface Match {
  readonly depth: number
  readonly before: string
  readonly head: string
  raw: string
  content: string
}

/**
 * Cuts the elements out of XML that a path names. The document is read piece by piece and checked for its form on the way; a match is
 * not searched for further ones. Mode `w` keeps what stands before a match (without former matches and what contained them) in memory.
 */
export function xmlTokens(steps: readonly PathStep[], mode: XmlTokenMode, group: number): Cut {
  const tokens = new XmlTokens(steps, mode, group)
  return (text, at, final) => tokens.next(text, at, final)
}

class XmlTokens {
  readonly #steps: readonly PathStep[]
  readonly #mode: XmlTokenMode
  readonly #size: number
  readonly #open: Open[]
  #hasRoot = false
  #match: Match | undefined
  #tokens: string[] = []
  #before = ''
  #after = ''

  constructor(steps: readonly PathStep[], mode: XmlTokenMode, size: number) {
    this.#steps = steps
    this.#mode = mode
    this.#size = size
    this.#open = [opened('', OUTSIDE, [0])]
  }

  next(text: string, at: number, final: boolean): Cutting | undefined {
    const piece = scanXml(text, at, final)
    if (!piece) return final ? this.#end(text) : undefined
    const part = this.#take(piece, text.slice(at, piece.end))
    return part === undefined ? { next: piece.end } : { part, next: piece.end }
  }

  #end(text: string): Cutting | undefined {
    if (this.#open.length > 1 || !this.#hasRoot) throw notXml('Unexpected end of the document')
    return this.#tokens.length === 0 ? undefined : { part: this.#grouped(), next: text.length, end: true }
  }

  #take(piece: XmlPiece, raw: string): string | undefined {
    if (piece.kind === 'start') return this.#start(piece, raw)
    if (piece.kind === 'end') return this.#close(piece.name, raw)
    this.#other(piece.content, raw)
    return undefined
  }

  #top(): Open {
    return this.#open[this.#open.length - 1]!
  }

  #other(content: string, raw: string): void {
    if (this.#match) {
      this.#match.raw += raw
      this.#match.content += content
      return
    }
    const top = this.#top()
    if (this.#open.length === 1 && /[^\s\uFEFF]/.test(content)) throw notXml('Text stands outside of the root element')
    if (this.#mode === 'w' && !top.skipping) top.kept += raw
  }

  #start(piece: XmlPiece & { kind: 'start' }, raw: string): string | undefined {
    const parent = this.#top()
    if (this.#open.length === 1 && this.#hasRoot) throw notXml('A document has only one root element')
    this.#hasRoot = true
    parent.skipping = false
    const declared = declaredIn(piece.attributes)
    const scope = scopeWith(parent.scope, declared)
    const name = resolve(piece.name, scope)
    const standing = this.#match ? [] : enter(this.#steps, parent.standing, name)
    if (this.#match) this.#match.raw += raw
    else if (isMatch(this.#steps, standing)) this.#found(raw, piece.empty, declared, parent.scope)
    const element = opened(piece.name, scope, standing)
    if (this.#mode === 'w') element.kept = raw
    this.#open.push(element)
    return piece.empty ? this.#close(piece.name, '') : undefined
  }

  #found(raw: string, empty: boolean, declared: InScope, outer: InScope): void {
    const wraps = this.#mode === 'w'
    const head = this.#mode === 'i' ? withScope(raw, empty, declared, outer) : raw
    const before = wraps ? this.#open.map(each => each.kept).join('') : ''
    this.#match = { depth: this.#open.length, before, head, raw: '', content: '' }
  }

  /** An element ends; `raw` is its end tag, nothing where it is an empty element. */
  #close(name: string, raw: string): string | undefined {
    const element = this.#top()
    if (this.#open.length === 1 || element.name !== name) throw notXml(`Unexpected close tag </${name}>`)
    this.#open.pop()
    if (this.#match) {
      const match = this.#match
      match.raw += raw
      return match.depth === this.#open.length ? this.#matched(match, raw) : undefined
    }
    return this.#passed(element, raw)
  }

  #matched(match: Match, close: string): string | undefined {
    this.#match = undefined
    Object.assign(this.#top(), { hadMatch: true, isParent: true, skipping: true })
    if (this.#mode === 'w') {
      this.#before = match.before
      this.#after = this.#open.slice(1).reduceRight((all, each) => `${all}</${each.name}>`, '')
    }
    this.#tokens.push(this.#token(match, close))
    return this.#tokens.length < this.#size ? undefined : this.#grouped()
  }

  #token(match: Match, close: string): string {
    if (this.#mode === 't') return match.content
    if (this.#mode === 'u') return match.raw.slice(0, match.raw.length - close.length)
    return match.head + match.raw
  }

  /** An element that is no match ends: it stands before later ones, unless one was in it. */
  #passed(element: Open, raw: string): string | undefined {
    const parent = this.#top()
    if (!element.hadMatch) {
      parent.kept += this.#mode === 'w' ? element.kept + raw : ''
      return undefined
    }
    parent.hadMatch = true
    parent.skipping = true
    return element.isParent && this.#mode === 'w' && this.#tokens.length > 0 ? this.#grouped() : undefined
  }

  #grouped(): string {
    const all = this.#tokens.join('')
    this.#tokens = []
    if (this.#mode === 'w') return this.#before + all + this.#after
    return this.#size === 1 ? all : `<group>${all}</group>`
  }
}

function opened(name: string, scope: InScope, standing: Standing): Open {
  return { name, scope, standing, kept: '', hadMatch: false, isParent: false, skipping: false }
}
