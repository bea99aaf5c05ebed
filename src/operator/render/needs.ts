import { Positions } from '../../model/positions.ts'
import { isRawList, isRawMap } from '../../model/reader.ts'
import { parseYaml, type Raw } from '../../model/yaml/parse.ts'
import type { RouteFile } from './route-files.ts'
import { CLOCK_SCHEMES, schemeOf } from './run-once.ts'
import { scheduleOf } from './schedule.ts'

/** What routes need of the cluster, told from their text. */
export interface Needs {
  /** Whether they serve HTTP. */
  readonly http: boolean
  /** What keeps state in files of the pod, as the route says it; empty where nothing does. */
  readonly state: readonly string[]
  /** How many routes follow the clock. */
  readonly clocks: number
  /** The schedules of these routes, in five fields; undefined for those that have none such. */
  readonly schedules: readonly (string | undefined)[]
  /** Whether routes take turns with those of other pods (`master:`), for which they need the API. */
  readonly leases: boolean
}

const HTTP_SCHEMES = new Set(['platform-http', 'rest', 'rest-openapi', 'rest-api'])
const STATE_TYPES = /\b(kafila\.LmdbStore|LmdbStore|FileIdempotentRepository)\b/

/** What the routes of some files, with those of the Kamelets that they use, need. */
export function needsOf(files: readonly RouteFile[]): Needs {
  const finder = new NeedsFinder()
  for (const { name, text } of files) {
    if (name.endsWith('.properties')) finder.properties(text)
    else finder.read(parseYaml(text, name, new Positions(), () => undefined))
  }
  return finder
}

class NeedsFinder implements Needs {
  http = false
  leases = false
  clocks = 0
  readonly state: string[] = []
  readonly schedules: (string | undefined)[] = []

  properties(text: string): void {
    const type = /=\s*#class:(\S+)/.exec(text)?.[1]
    if (type !== undefined && STATE_TYPES.test(type)) this.state.push(type)
  }

  read(raw: Raw | undefined): void {
    if (isRawList(raw)) for (const each of raw) this.read(each)
    else if (isRawMap(raw)) for (const [key, value] of Object.entries(raw)) this.field(key, value)
  }

  private field(key: string, value: Raw): void {
    if (key === 'from') this.source(value)
    else if (key === 'rest') this.http = true
    else if (typeof value === 'string') this.text(key, value)
    this.read(value)
  }

  private source(from: Raw): void {
    const uri = typeof from === 'string' ? from : isRawMap(from) && typeof from['uri'] === 'string' ? from['uri'] : ''
    const scheme = schemeOf(uri)
    if (HTTP_SCHEMES.has(scheme)) this.http = true
    if (scheme === 'master') this.leases = true
    if (!CLOCK_SCHEMES.has(scheme)) return
    this.clocks++
    this.schedules.push(scheduleOf(uri, isRawMap(from) && isRawMap(from['parameters']) ? from['parameters'] : {}))
  }

  private text(key: string, value: string): void {
    if (/^(uri|to|deadLetterUri)$/i.test(key) && schemeOf(value) === 'dlq') this.state.push(value.trim())
    else if (/^(type|value)$/.test(key) && STATE_TYPES.test(value)) this.state.push(value.trim())
  }
}
