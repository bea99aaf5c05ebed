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

/**
 * Measures variants interleaved, round by round, so that a busy machine slows all of them: nanoseconds per unit (median), and the
 * median of each round's ratio to the first variant. All variants are run first, so that shared call sites have seen all of them.
 */
export async function measure(variants: readonly Variant[], { count, rounds = 11 }: MeasureOptions): Promise<Row[]> {
  for (const variant of variants) for (let i = 0; i < 3; i++) await variant.run(count)
  const times = variants.map(() => [] as number[])
  for (let round = 0; round < rounds; round++) {
    for (const [index, variant] of variants.entries()) {
      globalThis.gc?.()
      const start = process.hrtime.bigint()
      await variant.run(count)
      times[index]!.push(Number(process.hrtime.bigint() - start) / count)
    }
  }
  return variants.map(({ label }, index) => ({
    label,
    value: median(times[index]!),
    ratio: median(times[index]!.map((time, round) => time / times[0]![round]!)),
  }))
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
