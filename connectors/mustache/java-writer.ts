import mustache from 'mustache'
import { toText } from '../../src/converters/index.ts'

const { Context, Writer } = mustache

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
  '=': '&#61;',
  '\n': '&#10;',
}

/** Escapes as the Java library does: line feeds too, slashes not. */
function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"'`=\n]/g, mark => ENTITIES[mark]!)
}

/** Looks names up as the Java library does: numbers count as something, whatever they are; of lists and texts only their size is known. */
export class JavaContext extends Context {
  override lookup(name: string): unknown {
    if (name === '.') return boxed(this.view)
    const path = name.split('.')
    for (let context: JavaContext | undefined = this; context !== undefined; context = context.parent as JavaContext | undefined) {
      const found = walk(context.view, path)
      if (found !== undefined) return boxed(found)
    }
    return undefined
  }

  override push(view: unknown): JavaContext {
    return new JavaContext(view, this)
  }
}

function boxed(value: unknown): unknown {
  return typeof value === 'number' ? Object(value) : value
}

function walk(from: unknown, path: readonly string[]): unknown {
  let value = from
  for (const part of path) {
    value = member(value, part)
    if (value === undefined) return undefined
  }
  return value
}

function member(value: unknown, name: string): unknown {
  if (value instanceof Map) return value.get(name)
  if (typeof value === 'string' || Array.isArray(value)) return ['size', 'length'].includes(name) ? value.length : undefined
  return typeof value === 'object' && value !== null && name in value ? (value as Record<string, unknown>)[name] : undefined
}

/** Writes values as Java prints them. */
export class JavaWriter extends Writer {
  override escapedValue(token: string[], context: InstanceType<typeof Context>): string {
    return escapeHtml(this.unescapedValue(token, context))
  }

  override unescapedValue(token: string[], context: InstanceType<typeof Context>): string {
    const value: unknown = context.lookup(token[1]!)
    return toText(value instanceof Number && value.constructor === Number ? value.valueOf() : value) ?? ''
  }
}
