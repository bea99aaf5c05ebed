import type { ShownBody } from '../../observe/shown-body.ts'
import type { ShownHeader } from '../../observe/shown-message.ts'
import type { SampledStep } from '../../observe/step-notes.ts'
import type { Sample } from '../../observe/tap.ts'

/** An exchange for people: when, where, how it ended, the message before and after, and what each step changed. */
export function sampleText(sample: Sample): string {
  const { route, step, exchangeId, at, durationMs, outcome, failure, steps = [], stepsLeft } = sample
  const place = step === undefined ? route : `${route}/${step}`
  const lines = [
    `${new Date(at).toISOString()}  ${place}  ${outcome} in ${durationMs.toFixed(2)} ms  ${exchangeId}`,
    ...(failure === undefined ? [] : [`  ! ${failure}`]),
    ...messageLines('<', sample.in.headers, sample.in),
    ...steps.flatMap(stepLines),
    ...(stepsLeft === undefined ? [] : [`  … and ${stepsLeft} steps more`]),
    ...messageLines('>', sample.out.headers, sample.out),
  ]
  return `${lines.join('\n')}\n\n`
}

function stepLines({ id, name, at, durationMs, endpoint, body, headers = {}, failure, exchangeId }: SampledStep): string[] {
  const to = endpoint === undefined ? '' : ` → ${endpoint}`
  const part = exchangeId === undefined ? '' : `  (${exchangeId})`
  const head = `  ${at.toFixed(2).padStart(8)} ms  ${id}${id.startsWith(name) ? '' : ` (${name})`}${to}  ${durationMs.toFixed(2)} ms${part}`
  return [head, ...(failure === undefined ? [] : [`              ! ${failure}`]), ...messageLines('           =', headers, body)]
}

function messageLines(sign: string, headers: Readonly<Record<string, ShownHeader>>, body: ShownBody | undefined): string[] {
  const lines = Object.entries(headers).map(([name, value]) => `  ${sign} ${name}: ${String(value).replaceAll('\n', '\\n')}`)
  return body === undefined
    ? lines
    : [
        ...lines,
        ...bodyText(body)
          .split('\n')
          .map(line => `  ${sign} ${line}`),
      ]
}

function bodyText({ body, bodyType, cut }: ShownBody): string {
  const text = bodyType === 'none' ? '(no body)' : bodyType === 'stream' ? '(a stream)' : bodyType === 'bytes' ? `(bytes) ${body}` : body
  return `${text}${cut ? ' …' : ''}`
}
