/** Milliseconds of a clock that never goes back, with fractions; its zero means nothing. `performance` tells the same, but using it loads modules of Node that a start does not need. */
export function monotonicMs(): number {
  const [seconds, nanoseconds] = process.hrtime()
  return seconds * 1e3 + nanoseconds / 1e6
}
