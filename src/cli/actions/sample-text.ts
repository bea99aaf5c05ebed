import type { ShownMessage } from '../../observe/shown-message.ts'
import type { Sample } from '../../observe/tap.ts'

/** An exchange for people: when, where, how it ended, the message before and after. */
export function sampleText({ route, step, exchangeId, at, durationMs, outcome, failure, ...messages }: Sample): string {
  const head = `${new Date(at).toISOString()}  ${step === undefined ? route : `${route}/${step}`}  ${outcome} in ${durationMs.toFixed(2)} ms  ${exchangeId}`
  const reason = failure === undefined ? [] : [`  ! ${failure}`]
  return `${[head, ...reason, ...messageLines('<', messages.in), ...messageLines('>', messages.out)].join('\n')}\n\n`
}

function messageLines(sign: string, { headers, body, bodyType, cut }: ShownMessage): string[] {
  const lines = Object.entries(headers).map(([name, value]) => `  ${sign} ${name}: ${String(value).replaceAll('\n', '\\n')}`)
  const shown = bodyType === 'none' ? '(no body)' : bodyType === 'stream' ? '(a stream)' : bodyType === 'bytes' ? `(bytes) ${body}` : body
  return [...lines, ...`${shown}${cut ? ' …' : ''}`.split('\n').map(line => `  ${sign} ${line}`)]
}
