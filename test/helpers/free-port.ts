import { createServer } from 'node:net'
import { threadId } from 'node:worker_threads'

/** Below the ports that systems give to connections and to servers without a port of their own: nobody takes one from there by chance. */
const [FIRST, LAST] = [20_000, 32_000]
// processes and threads that run tests at the same time begin far from each other
let next = FIRST + ((process.pid * 37 + threadId * 997) % (LAST - FIRST))

/** A port of this machine that is free now, and that nothing but another call of this function is likely to take. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = next
    next = next < LAST ? next + 1 : FIRST
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', error => ((error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? resolve(false) : reject(error)))
    server.listen(port, 'localhost', () => server.close(() => resolve(true)))
  })
}
