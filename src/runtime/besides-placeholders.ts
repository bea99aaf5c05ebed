import { isKafilaError } from '../core/errors.ts'
import { type Lookup, UNKNOWN_VALUE } from '../model/placeholders.ts'

const WITHOUT_VALUE: ReadonlySet<string> = new Set(['KF_ROUTE_PLACEHOLDER', 'KF_ROUTE_PLACEHOLDER_MOUNT'])

/** An endpoint as a part of the model has it: the source of a route, or a step with its options. */
interface Given {
  readonly step?: string
  readonly options?: Addressed
}
interface Addressed {
  readonly uri?: unknown
  readonly parameters?: Readonly<Record<string, unknown>>
}

/** An endpoint whose placeholders are left open, to be looked at for what else is wrong with it. */
export interface OpenEndpoint extends Addressed {
  readonly uri: string
  readonly use: 'source' | 'sink' | undefined
}

/** The endpoint of a part of the model, where that failed for want of the value of a placeholder; none where its URI is made by messages. */
export function openEndpoint(error: unknown, model: object): OpenEndpoint | undefined {
  if (!lacksValue(error)) return undefined
  const { step, options } = model as Given
  const { uri, parameters } = options ?? (model as Addressed)
  if (typeof uri !== 'string' || uri.includes('${')) return undefined
  return { uri, ...(parameters && { parameters }), use: step === undefined ? 'source' : step === 'to' ? 'sink' : undefined }
}

/** What knows no value has one that nobody knows. */
export function openLookup(lookup: Lookup): Lookup {
  return key => lookup(key) ?? UNKNOWN_VALUE
}

function lacksValue(error: unknown): boolean {
  if (!isKafilaError(error)) return false
  if (WITHOUT_VALUE.has(error.code)) return true
  const others = (error.details['others'] as readonly unknown[] | undefined) ?? []
  return error.code === 'KF_FIELD_INVALID' && [error.cause, ...others].some(lacksValue)
}
