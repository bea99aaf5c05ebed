import { errors } from '../../../core/errors.ts'

/** Whether text is a path of methods or keys rather than one name: it has a dot, or its brackets come in pairs. */
export function isPath(text: string): boolean {
  const opening = count(text, '[')
  const closing = count(text, ']')
  if (opening > 0 && closing > 0) return opening === closing
  return text.includes('.')
}

/** Whether a path cannot be read: brackets that do not pair, or two dots in a row. */
export function isBrokenPath(text: string): boolean {
  const opening = count(text, '[')
  const closing = count(text, ']')
  if (opening > 0 || closing > 0) return opening !== closing
  return text.includes('..')
}

function count(text: string, char: string): number {
  let found = 0
  for (const each of text) if (each === char) found++
  return found
}

/** Splits a path into its parts, each a method or name with at most one index: `?.name(a.b)[x].y` gives `?.name(a.b)[x]`, `.y`. */
export function splitPath(path: string): string[] {
  return path.trim() === '' ? [] : new PathSplitter(path).split()
}

class PathSplitter {
  private readonly path: string
  private readonly parts: string[] = []
  private part = ''
  private length = 0
  private brackets = 0
  private parentheses = 0
  private quote = ''

  constructor(path: string) {
    this.path = path
  }

  split(): string[] {
    for (let i = 0; i < this.path.length; i++) this.take(this.path[i]!, i)
    if (this.part !== '') this.parts.push(this.part)
    const last = this.parts.at(-1)
    if (this.parentheses > 0 && last?.includes('(') && !last.endsWith(')')) throw unclosed(last)
    return this.parts
  }

  private take(char: string, i: number): void {
    if ((char === "'" || char === '"') && (this.quote === '' || this.quote === char)) this.quote = this.quote === '' ? char : ''
    if (this.quote !== '') {
      this.part += char
      return
    }
    const starts = this.length === 0 || (this.length === 1 && this.path[i - 1] === '?')
    if (starts || (char !== '.' && char !== '?' && char !== ']')) this.plain(char)
    else this.separator(char)
  }

  private plain(char: string): void {
    this.part += char
    if (char === '[' && this.parentheses === 0) this.brackets++
    else if (char === '(') this.parentheses++
    else if (char === ')') this.parentheses--
    this.length++
  }

  private separator(char: string): void {
    if (char === '.' && this.brackets === 0 && this.parentheses === 0) this.endName()
    else if (char === ']' && this.parentheses === 0) this.endIndex()
    if (char !== ']' || this.parentheses > 0) this.part += char
    if (this.length > 0) this.length++
  }

  private endName(): void {
    const nullSafe = this.part.endsWith('?')
    this.parts.push(nullSafe ? this.part.slice(0, -1) : this.part)
    this.part = nullSafe ? '?' : ''
    this.length = 0
  }

  private endIndex(): void {
    this.parts.push(`${this.part}]`)
    this.part = ''
    this.length = 0
    this.brackets--
  }
}

function unclosed(method: string): Error {
  return errors.KF_EXPR_EVALUATION(
    { language: 'simple', reason: `Method should end with parenthesis, was ${method}` },
    { type: 'java.lang.IllegalArgumentException' },
  )
}

/** Checks the start of a path against the rules of Java names; only the first name is looked at. */
export function checkMethodName(path: string): void {
  let position = 0
  for (const char of path) {
    if (position > 0 || char !== '.') {
      if ('([.?'.includes(char)) return
      const valid = position === 0 ? /[\p{ID_Start}\p{Sc}\p{Pc}]/u : /[\p{ID_Continue}\p{Sc}\p{Pc}]/u
      if (!valid.test(char)) throw badName(position, path)
    }
    position++
  }
}

function badName(position: number, path: string): Error {
  const rule = position === 0 ? 'must start with a valid' : 'must be valid'
  return errors.KF_EXPR_EVALUATION(
    { language: 'simple', reason: `Method name ${rule} java identifier at position: ${position} in method: ${path}` },
    { type: 'java.lang.IllegalArgumentException' },
  )
}

/** A part of a path taken to pieces. */
export interface PathPart {
  /** As written, with its operators: for messages. */
  readonly source: string
  readonly nullSafe: boolean
  /** The method or name; `undefined` for a bare index. */
  readonly method: string | undefined
  /** What stands in brackets; `undefined` where there are none or they are empty. */
  readonly key: string | undefined
}

/** Takes a part to pieces: `?.name[key]`. */
export function readPart(source: string): PathPart {
  const nullSafe = source.startsWith('?')
  const plain = removeLeadingOperators(source)
  const index = /^(.*)\[(.*)\]$/.exec(plain)
  if (index === null) return { source, nullSafe, method: plain, key: undefined }
  return { source, nullSafe, method: index[1] === '' ? undefined : index[1], key: index[2] === '' ? undefined : index[2] }
}

/** Takes off the `?` and the dot that lead to a part. */
export function removeLeadingOperators(part: string): string {
  const safe = part.startsWith('?') ? part.slice(1) : part
  return safe.startsWith('.') ? safe.slice(1) : safe
}

/** The bare name of a part: without leading operators and without index. */
export function bareName(part: string): string {
  const bracket = part.indexOf('[')
  return removeLeadingOperators(bracket < 0 ? part : part.slice(0, bracket))
}
