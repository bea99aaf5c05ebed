import type { Exchange } from '../../../core/exchange.ts'
import { Call, type Code } from '../code.ts'
import { convertTo, type Evaluate, textOf } from '../evaluate.ts'
import { syntaxError } from '../syntax-error.ts'
import type { Place } from './call.ts'

/** A file's name without its folders. */
export function stripPath(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
}

/** A file's name without its extension: all of it (`.tar.gz`), or only the last part. */
export function stripExtension(name: string, onlyLast = false): string {
  const path = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'))
  const plain = path > 0 ? name.slice(path + 1) : name
  const dot = onlyLast ? plain.lastIndexOf('.') : plain.indexOf('.')
  return dot > 0 ? name.slice(0, name.length - plain.length + dot) : name
}

/** A file's extension: all of it (`tar.gz`), or only the last part. `null` where there is none. */
export function extensionOf(name: string, onlyLast = false): string | null {
  const plain = stripPath(name)
  const dot = onlyLast ? plain.lastIndexOf('.') : plain.indexOf('.')
  return dot < 0 ? null : plain.slice(dot + 1)
}

function headerText(exchange: Exchange, name: string): string | null {
  return textOf(exchange.header(name), exchange)
}

const fileName = (exchange: Exchange) => headerText(exchange, 'CamelFileName')

function onlyName(exchange: Exchange): string | null {
  const only = headerText(exchange, 'CamelFileNameOnly')
  if (only !== null) return only
  const name = fileName(exchange)
  return name === null ? null : stripPath(name)
}

function of(name: (exchange: Exchange) => string | null, change: (name: string) => string | null): Evaluate {
  return exchange => {
    const text = name(exchange)
    return text === null ? null : change(text)
  }
}

function typed(name: string, type: string): Evaluate {
  return exchange => {
    const value = exchange.header(name)
    return value === undefined || value === null ? null : convertTo(value, type, exchange)
  }
}

const extension = of(fileName, name => extensionOf(name))
const length = typed('CamelFileLength', 'java.lang.Long')

const PARTS: Readonly<Record<string, Evaluate>> = {
  name: fileName,
  'name.noext': of(fileName, name => stripExtension(name)),
  'name.noext.single': of(fileName, name => stripExtension(name, true)),
  'name.ext': extension,
  ext: extension,
  'name.ext.single': of(fileName, name => extensionOf(name, true)),
  onlyname: onlyName,
  'onlyname.noext': of(onlyName, name => stripExtension(name)),
  'onlyname.noext.single': of(onlyName, name => stripExtension(name, true)),
  parent: exchange => headerText(exchange, 'CamelFileParent'),
  path: exchange => headerText(exchange, 'CamelFilePath'),
  absolute: typed('CamelFileAbsolute', 'java.lang.Boolean'),
  'absolute.path': exchange => headerText(exchange, 'CamelFileAbsolutePath'),
  length,
  size: length,
  modified: typed('CamelFileLastModified', 'java.lang.Long'),
}

/** `file:…`: what the headers of a file's message tell about it. */
export function fileFunction(source: string, place: Place): Code | undefined {
  if (!source.startsWith('file:') || source === 'file:') return undefined
  const part = source.slice('file:'.length)
  if (!Object.hasOwn(PARTS, part)) {
    throw syntaxError(place.text, `unknown file function \${${source}}; known are ${Object.keys(PARTS).join(', ')}`, place.offset)
  }
  return new Call(PARTS[part]!)
}
