import { readFileSync } from 'node:fs'
import type { Services } from '../../core/services.ts'
import { resourcePath } from '../../kit/resource.ts'
import { Call, type Code } from './code.ts'
import type { Compiler } from './compile.ts'
import { textOf } from './evaluate.ts'
import { failure } from './failure.ts'

const PREFIX = 'resource:'

/** The expression behind `resource:…`: read at once, or for each message where its place has functions. `undefined` for other text. */
export function loadExpression(text: string, compiler: Compiler, compile: (text: string) => Code): Code | undefined {
  if (!text.startsWith(PREFIX) || compiler.context === undefined) return undefined
  const { services } = compiler.context
  const location = text.slice(PREFIX.length)
  if (!location.includes('${') && !location.includes('$simple{')) return compile(readResource(location, services))
  const place = compiler.argument(location)
  const known = new Map<string, Code>()
  return new Call(exchange => {
    const source = readResource(textOf(place.run(exchange), exchange) ?? '', services)
    let code = known.get(source)
    if (code === undefined) {
      if (known.size > 100) known.clear()
      known.set(source, (code = compile(source)))
    }
    return code.run(exchange)
  })
}

/** The text of a resource: `file:path`, `classpath:path`, or a bare path below the runtime's directory. */
export function readResource(location: string, services: Services): string {
  if (/^https?:/.test(location)) throw failure('IllegalArgument', `Resources are read from files only, not from ${location}`)
  try {
    return readFileSync(resourcePath(location, services.directory), 'utf8')
  } catch (cause) {
    throw failure('FileNotFound', `Cannot find resource: ${location} for URI: ${location}`, cause)
  }
}
