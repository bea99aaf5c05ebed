import { toText } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import type { Expression } from '../../src/core/expression.ts'
import { andThen, type MaybePromise } from '../../src/core/step.ts'
import { compactPath } from './paths.ts'
import type { FileSinkOptions } from './sink-fields.ts'

/** The path that a message is written to. */
export type TargetName = (exchange: Exchange) => MaybePromise<string>

/**
 * Compiles how the path is found: `CamelOverruleFileName`, the option `fileName`, `CamelFileName`, or else the message's id. It must
 * not lead out of the folder. `exchange` is one whose `CamelFileName` is the overruling name, where there is one.
 */
export function compileTargetName(options: FileSinkOptions): TargetName {
  const { fileName, flatten, jailStartingDirectory: jailed } = options
  const { path } = options.directoryName
  const base = path === '' ? '' : path.endsWith('/') ? path : `${path}/`
  const jail = compactPath(base)
  let lastName: string | undefined
  let lastTarget = ''
  const complete = (exchange: Exchange, given: string | null): string => {
    // messages for one file follow each other: its path is looked up by, and the same text need not be hashed again
    if (given !== null && given === lastName) return lastTarget
    const name =
      given === null ? generated(exchange) : flatten ? given.slice(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1) : given
    const target = base + name
    // what has no two dots cannot lead out
    if (jailed && name.includes('..')) {
      const compact = compactPath(target)
      if (!compact.startsWith(jail)) throw errors.KF_CONN_FILE_JAIL({ path: compact, folder: jail })
    }
    lastName = given ?? undefined
    lastTarget = target
    return target
  }
  if (fileName === undefined) return exchange => complete(exchange, nameInHeader(exchange))
  return exchange => andThen(fileName(exchange), name => complete(exchange, toText(name, exchange)))
}

/** The overruling name wins over `CamelFileName`, and lasts for one write only. */
export function nameInHeader(exchange: Exchange): string | null {
  return toText(exchange.headers['cameloverrulefilename'] ?? exchange.headers['camelfilename'] ?? null, exchange)
}

/** Ids are made of letters, digits and dashes, which every file system takes. */
function generated(exchange: Exchange): string {
  return exchange.messageId.replaceAll(/[^\w.-]/g, '-')
}

/** Compiles the name under which a file is written before it is complete; `undefined` where it is written at once. */
export function compileTempName(
  { tempFileName, tempPrefix }: FileSinkOptions,
  fromPrefix: (expression: string) => Expression,
): ((exchange: Exchange, target: string) => MaybePromise<string>) | undefined {
  const expression = tempFileName ?? (tempPrefix === undefined ? undefined : fromPrefix(`${tempPrefix}\${file:onlyname}`))
  if (expression === undefined) return undefined
  return (exchange, target) => {
    const slash = target.lastIndexOf('/')
    const view = exchange.fork()
    if (view.header('CamelFileName') == null) view.setHeader('CamelFileName', target.slice(slash + 1))
    return andThen(expression(view), name => compactPath(target.slice(0, slash + 1) + toText(name, view)))
  }
}
