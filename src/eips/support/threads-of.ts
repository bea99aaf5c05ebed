/** A thread pool as a bean: here a bound on what runs at a time. */
export interface ThreadPool {
  /** How many exchanges it runs at a time; `undefined` without bound. */
  readonly threads: number | undefined
}

/** The bound that a pool bean sets; `undefined` where there is no pool, or one without bound. */
export function threadsOf(pool: unknown): number | undefined {
  const { threads } = (pool ?? {}) as Partial<ThreadPool>
  return typeof threads === 'number' && threads > 0 ? threads : undefined
}
