/** A signal that fires with the first SIGINT or SIGTERM. */
export function untilInterrupted(): AbortSignal {
  const controller = new AbortController()
  for (const each of ['SIGINT', 'SIGTERM'] as const) process.once(each, () => controller.abort())
  return controller.signal
}
