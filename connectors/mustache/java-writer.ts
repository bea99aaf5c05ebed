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

/** Looks names up as the Java library does: numbers count as something, whatever they are; maps of both kinds are looked into. */
export class JavaContext extends Context {
  override lookup(name: string): unknown {
    const value: unknown = super.lookup(name)
    if (value instanceof Map) return Object.fromEntries(value)
    return typeof value === 'number' ? Object(value) : value
  }

  override push(view: unknown): JavaContext {
    return new JavaContext(view instanceof Map ? Object.fromEntries(view) : view, this)
  }
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
