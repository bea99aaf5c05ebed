import { EXIT } from './command.ts'

/** Nobody reads any more what this process prints: what runs stops as at SIGTERM, everything else ends at once, as shells know it of SIGPIPE. */
export function whenReaderIsGone(): void {
  if (process.listenerCount('SIGTERM') > 0) process.emit('SIGTERM', 'SIGTERM')
  else process.exit(EXIT.readerGone)
}
