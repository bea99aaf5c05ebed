/** Waits for work to end, but not longer than until the signal fires: how a source's `stop` keeps its deadline. */
export function beforeDeadline(work: void | Promise<void>, deadline: AbortSignal): void | Promise<void> {
  if (work === undefined || deadline.aborted) return
  return new Promise((resolve, reject) => {
    const giveUp = () => resolve()
    deadline.addEventListener('abort', giveUp, { once: true })
    work.then(resolve, reject).finally(() => deadline.removeEventListener('abort', giveUp))
  })
}
