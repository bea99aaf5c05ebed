declare module 'kafkajs/src/network/requestQueue/index.js' {
  interface RequestQueue {
    throttleCheckTimeoutId: NodeJS.Timeout | null
    throttledUntil: number
    readonly pending: readonly unknown[]
    checkPendingRequests(): void
    scheduleCheckPendingRequests(): void
  }
  const queue: { readonly prototype: RequestQueue }
  export default queue
}

declare module 'kafkajs-snappy' {
  const codec: () => {
    compress(encoder: { readonly buffer: Buffer }): Promise<Buffer>
    decompress(buffer: Buffer): Promise<Buffer>
  }
  export default codec
}
