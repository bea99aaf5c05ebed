import { fstatSync, statSync, writeSync } from 'node:fs'
import { whenReaderIsGone } from './reader-gone.ts'

/** Where a process writes: standard output or standard error. */
export type OutputFd = 1 | 2

/**
 * Gives what writes texts to standard output or error at once, as `process.stdout` does for files and pipes, but without the modules of Node behind
 * that, which a start has no time for. Where the system does not take a text at once, its rest and all later texts go through Node's stream.
 * When the reader of a pipe has gone away (`kafila run … | head`) texts are dropped, and the process ends.
 */
export function directOutput(fd: OutputFd): (text: string) => void {
  let stream: NodeJS.WriteStream | undefined
  let isOpen = true
  const failed = (error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
    isOpen = false
    whenReaderIsGone()
  }
  return text => {
    if (!isOpen) return
    const rest = stream === undefined ? unwritten(fd, Buffer.from(text)) : text
    if (rest.length === 0) return
    if (stream === undefined) {
      stream = fd === 1 ? process.stdout : process.stderr
      stream.on('error', failed)
    }
    stream.write(rest)
  }
}

/** Writes as much as the system takes; gives what is left. The stream that gets it tells the error, if it is one. */
function unwritten(fd: OutputFd, bytes: Buffer): Buffer {
  let written = 0
  try {
    while (written < bytes.length) written += writeSync(fd, bytes, written)
  } catch {
    // not ready (EAGAIN) or closed
  }
  return bytes.subarray(written)
}

/** Whether somebody looks at a terminal. */
export function isTerminal(fd: OutputFd): boolean {
  try {
    // only a device can be a terminal, and most that are none are the null device: finding out loads modules of Node
    const status = fstatSync(fd)
    if (!status.isCharacterDevice() || status.rdev === statSync('/dev/null', { throwIfNoEntry: false })?.rdev) return false
    return (fd === 1 ? process.stdout : process.stderr).isTTY === true
  } catch {
    return false
  }
}
