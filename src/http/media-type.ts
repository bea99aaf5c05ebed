/** A media type or range, parsed: `text/plain;charset=utf-8`, `text/*`. */
export interface MediaType {
  readonly raw: string
  readonly type: string
  readonly subtype: string
  readonly parameters: readonly (readonly [string, string])[]
  readonly weight: number
}

/** Reads one media type. Without a slash it is a subtype of anything. */
export function parseMediaType(text: string): MediaType {
  const raw = text.trim()
  const [name = '', ...rest] = raw.split(';')
  const slash = name.indexOf('/')
  const parameters: (readonly [string, string])[] = []
  let weight = 1
  for (const part of rest) {
    const [key = '', value = ''] = part.trim().split('=')
    if (key.toLowerCase() === 'q') weight = Number.isNaN(Number(value)) ? 1 : Number(value)
    else if (key !== '') parameters.push([key, value.replaceAll('"', '')])
  }
  return {
    raw,
    type: slash < 0 ? '*' : name.slice(0, slash).trim().toLowerCase(),
    subtype: name
      .slice(slash + 1)
      .trim()
      .toLowerCase(),
    parameters,
    weight,
  }
}

/** Reads the list of an Accept header, the most wanted first. */
export function parseAccept(header: string): readonly MediaType[] {
  const ranges = header
    .split(',')
    .filter(part => part.trim() !== '')
    .map(parseMediaType)
  return ranges.sort((a, b) => order(b) - order(a))
}

function order({ weight, type, subtype, parameters }: MediaType): number {
  return weight * 1000 + (type === '*' ? 0 : 10) + (subtype === '*' ? 0 : 20) + (parameters.length > 0 ? 1 : 0)
}

/** Whether a type (of a request, or one that is accepted) falls under one of those that a route declares. */
export function matchesAny(given: MediaType, declared: readonly MediaType[]): boolean {
  return declared.some(each => matches(given, each))
}

function matches(given: MediaType, declared: MediaType): boolean {
  if (given.raw === declared.raw) return true
  if (given.type !== '*' && declared.type !== '*' && given.type !== declared.type) return false
  if (given.subtype !== '*' && declared.subtype !== '*' && given.subtype !== declared.subtype) return false
  if (given.type === '*' && given.subtype === '*' && given.parameters.length === 0) return true
  return declared.parameters.every(([name, wanted]) =>
    given.parameters.some(([key, value]) => key === name && (wanted === '' || wanted.toLowerCase() === value.toLowerCase())),
  )
}
