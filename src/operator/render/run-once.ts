import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml'

/** Schemes whose sources follow the clock. */
export const CLOCK_SCHEMES: ReadonlySet<string> = new Set(['timer', 'cron', 'quartz', 'scheduler'])

/** The scheme of a URI as it is written. */
export function schemeOf(uri: string): string {
  return /^\s*([a-zA-Z][\w+.-]*)/.exec(uri)?.[1] ?? ''
}

/**
 * A route file whose routes that follow the clock fire once, at once: in a CronJob the cluster keeps the time, as in Camel K. All else,
 * comments too, stays as it is. A text that cannot be read is given back: reading it again tells what is wrong.
 */
export function runOnce(text: string): string {
  const document = parseDocument(text, { logLevel: 'silent' })
  if (document.errors.length > 0 || !isSeq(document.contents)) return text
  let changed = false
  for (const item of document.contents.items) {
    if (!isMap(item)) continue
    const route = item.get('route')
    const holder = isMap(route) ? route : item
    changed = replaceFrom(holder) || changed
  }
  return changed ? document.toString({ lineWidth: 0 }) : text
}

function replaceFrom(holder: YAMLMap): boolean {
  const from = holder.get('from', true)
  const once = (uri: string) => `timer:${/^\s*[\w+.-]+:(?:\/\/)?([^?]*)/.exec(uri)?.[1] || 'once'}?delay=0&repeatCount=1`
  if (isScalar(from) && typeof from.value === 'string' && CLOCK_SCHEMES.has(schemeOf(from.value))) {
    from.value = once(from.value)
    return true
  }
  if (!isMap(from)) return false
  const uri = from.get('uri')
  if (typeof uri !== 'string' || !CLOCK_SCHEMES.has(schemeOf(uri))) return false
  from.set('uri', once(uri))
  from.delete('parameters')
  return true
}
