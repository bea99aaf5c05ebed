export interface Difference {
  readonly path: string
  readonly problem: 'missing' | 'extra' | 'different'
  readonly expected?: unknown
  readonly actual?: unknown
}
export function compare(golden: object, observed: object, options?: object): Difference[]
export function describe(difference: Difference): string
