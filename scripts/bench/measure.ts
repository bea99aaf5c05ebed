/** One line of a result: a measured value and its ratio to the first variant of the same run. */
export interface Row {
  readonly label: string
  readonly value: number
  readonly ratio?: number
  readonly note?: string
}

export interface Result {
  readonly unit: string
  readonly rows: readonly Row[]
}

/** Something to be measured: does `count` units of work. */
export interface Variant {
  readonly label: string
  readonly run: (count: number) => void | Promise<void>
}

export interface MeasureOptions {
  /** Units of work per round. */
  readonly count: number
  readonly rounds?: number
}

/** A round of one variant takes at least so long, in milliseconds: shorter ones would be measured between the turns that other processes get. */
const ROUND_MS = 25
/** After a collection a variant runs untimed for so long, in milliseconds of processor time. */
const WARM_MS = 250

/**
 * Measures variants interleaved, round by round: nanoseconds of processor time per unit (median), and the median of each round's ratio to
 * the first variant. Processor time and not the clock, since on a busy machine a variant that takes longer is interrupted more often.
 * All variants are run first, so that shared call sites have seen all of them; then the number of units is raised until a round takes
 * long enough.
 */
export async function measure(variants: readonly Variant[], { count, rounds = 11 }: MeasureOptions): Promise<Row[]> {
  for (const variant of variants) for (let i = 0; i < 3; i++) await variant.run(count)
  const counts: number[] = []
  for (const variant of variants) counts.push(count * Math.max(1, Math.ceil(ROUND_MS / (await timed(variant, count)))))
  const times = variants.map(() => [] as number[])
  for (let round = 0; round < rounds; round++) {
    for (const [index, variant] of variants.entries()) {
      globalThis.gc?.()
      // a full collection throws optimised code away that refers to what has died (the shape of an object of which there is none): it is made
      // again before the clock runs, by a thread that the machine may let wait
      for (let spent = 0; spent < WARM_MS; ) spent += await timed(variant, counts[index]!)
      times[index]!.push(((await timed(variant, counts[index]!)) * 1e6) / counts[index]!)
    }
  }
  return rowsOf(variants, times)
}

/** The rows of variants that were measured round by round: the median, and the median of each round's ratio to the first. */
export function rowsOf(variants: readonly { readonly label: string }[], times: readonly (readonly number[])[]): Row[] {
  return variants.map(({ label }, index) => ({
    label,
    value: median(times[index]!),
    ratio: median(times[index]!.map((time, round) => time / times[0]![round]!)),
  }))
}

async function timed(variant: Variant, count: number): Promise<number> {
  const before = cpuMs()
  await variant.run(count)
  return Math.max(0.01, cpuMs() - before)
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Milliseconds of processor time that this process has used. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
