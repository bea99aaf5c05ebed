import vm from 'node:vm'
import { emptyHeaders, foldHeader, type HeaderRecord, usualSpelling } from '../../src/core/headers.ts'
import { isCamelHeader } from '../../src/http/header-filter.ts'

/** What a request's head gives beside its own headers. */
export interface HeadFacts {
  readonly method: string
  readonly path: string
  readonly url: string
  readonly query: string | null
  readonly local: string
  readonly remote: string
}

type Fill = (facts: HeadFacts, raw: readonly string[]) => HeaderRecord

/**
 * How requests are read whose headers have certain names in a certain order, as all requests of one client mostly have: a generated
 * function sets each header by its name, which takes a tenth of the time of finding out each name. Only for names in their usual
 * spelling, each of them once, and none of Camel's.
 */
export class HeadPlan {
  readonly fill: Fill
  /** Places of values among the raw headers; -1 where there is no such header. */
  readonly contentType: number
  readonly contentLength: number
  readonly transferEncoding: number
  private readonly names: readonly string[]

  private constructor(names: readonly string[], folded: readonly string[]) {
    const place = (name: string) => (folded.includes(name) ? folded.indexOf(name) * 2 + 1 : -1)
    this.names = names
    this.contentType = place('content-type')
    this.contentLength = place('content-length')
    this.transferEncoding = place('transfer-encoding')
    this.fill = compileFill(folded, place('host'))
  }

  /** The plan for raw headers; `undefined` where there can be none. */
  static of(raw: readonly string[]): HeadPlan | undefined {
    const names = raw.filter((_, index) => index % 2 === 0)
    const folded = names.map(foldHeader)
    const usual = names.every((name, index) => usualSpelling(folded[index]!) === name && !isCamelHeader(folded[index]!))
    return usual && folded.includes('host') && new Set(folded).size === folded.length ? new HeadPlan(names, folded) : undefined
  }

  fits(raw: readonly string[]): boolean {
    const { names } = this
    if (raw.length !== names.length * 2) return false
    for (let i = 0; i < names.length; i++) if (raw[i * 2] !== names[i]) return false
    return true
  }
}

/** Names are only written as JSON: they come from outside. */
function compileFill(folded: readonly string[], host: number): Fill {
  const own = folded.map((name, index) => `headers[${JSON.stringify(name)}] = raw[${index * 2 + 1}]`)
  const source = `
'use strict'
return function head(facts, raw) {
  const headers = emptyHeaders()
  headers.camelhttpmethod = facts.method
  headers.camelhttppath = facts.path
  headers.camelhttpuri = facts.url
  headers.camelhttpurl = 'http://' + raw[${host}] + facts.url
  headers.camelhttpquery = facts.query
  headers.camelhttprawquery = facts.query
  headers.camelvertxplatformhttplocaladdress = facts.local
  headers.camelvertxplatformhttpremoteaddress = facts.remote
  ${own.join('\n  ')}
  return headers
}`
  return vm.compileFunction(source, ['emptyHeaders'], { filename: 'platform-http:head' })(emptyHeaders)
}

/** So many plans are made in a process; requests of further kinds are read name by name. */
const MAX_PLANS = 32

const plans: HeadPlan[] = []

/** The plan that fits raw headers: `last`, one that is known, or a new one. */
export function planFor(raw: readonly string[], last: HeadPlan | undefined): HeadPlan | undefined {
  if (last?.fits(raw)) return last
  const known = plans.find(plan => plan.fits(raw))
  if (known !== undefined || plans.length >= MAX_PLANS) return known
  const made = HeadPlan.of(raw)
  if (made !== undefined) plans.push(made)
  return made
}
