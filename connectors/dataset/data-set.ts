import { readFileSync } from 'node:fs'
import { errors } from '../../src/core/errors.ts'
import type { Services } from '../../src/core/services.ts'

/** Messages by their number, for load tests: beans for `dataset:` have this shape. */
export interface DataSet {
  readonly size: number
  body(index: number): unknown
  readonly headers: Readonly<Record<string, unknown>>
}

/** The same body as often as `size` says. */
export class SimpleDataSet implements DataSet {
  readonly size: number
  readonly defaultBody: string
  readonly headers: Readonly<Record<string, unknown>>

  constructor(size: number, defaultBody: string, headers: Readonly<Record<string, unknown>> = {}) {
    this.size = size
    this.defaultBody = defaultBody
    this.headers = headers
  }

  body(): string {
    return this.defaultBody
  }
}

/** The parts of a file, separated by a delimiter, or its whole text; each in turn, as often as `size` says. */
export class FileDataSet implements DataSet {
  readonly size: number
  readonly headers = {}
  private readonly parts: readonly string[]

  constructor(path: string, delimiter: string | undefined, size: number | undefined) {
    const text = readFileSync(path, 'utf8')
    this.parts = delimiter === undefined ? [text] : text.split(delimiter)
    this.size = size ?? this.parts.length
  }

  body(index: number): string {
    return this.parts[index % this.parts.length]!
  }
}

/** The data set behind a name. */
export function dataSetBean(name: string, services: Services): DataSet {
  const bean = services.bean(name) as Partial<DataSet> | undefined
  if (typeof bean?.size === 'number' && typeof bean.body === 'function') return bean as DataSet
  throw errors.KF_ROUTE_UNKNOWN_BEAN({ name })
}
