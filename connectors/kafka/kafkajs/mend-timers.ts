import RequestQueue from 'kafkajs/src/network/requestQueue/index.js'

const CHECK_MS = 10
let mended = false

/**
 * The client looks every millisecond, on each connection, whether requests wait, and asks for timers in the past (Node warns of
 * them). It is enough to look while some wait.
 */
export function mendTimers(): void {
  if (mended) return
  mended = true
  RequestQueue.prototype.scheduleCheckPendingRequests = function () {
    if (this.throttleCheckTimeoutId !== null || this.pending.length === 0) return
    const wait = this.throttledUntil - Date.now()
    this.throttleCheckTimeoutId = setTimeout(
      () => {
        this.throttleCheckTimeoutId = null
        this.checkPendingRequests()
      },
      wait > 0 ? wait : CHECK_MS,
    )
  }
}
