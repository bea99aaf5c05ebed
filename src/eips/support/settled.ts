/** Waits for what a user's function returns where it is a promise (of whatever kind); its value is ignored. */
export function settled(result: unknown): void | Promise<void> {
  if (typeof (result as PromiseLike<unknown> | null | undefined)?.then !== 'function') return
  return Promise.resolve(result as PromiseLike<unknown>).then(() => undefined)
}
