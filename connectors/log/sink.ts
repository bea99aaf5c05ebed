import { maskSecrets } from '../../src/core/mask-secrets.ts'
import type { LogLevel } from '../../src/core/services.ts'
import type { ConnectorContext, Sink } from '../../src/kit/index.ts'
import { compileFormat, type FormatOptions } from './format.ts'
import { countByInterval, countBySize, type Throughput } from './throughput.ts'

interface Options extends FormatOptions {
  readonly loggerName: string
  readonly level: LogLevel
  readonly marker: string | undefined
  readonly logMask: boolean
  readonly groupSize: number | undefined
  readonly groupInterval: number | undefined
  readonly groupDelay: number
  readonly groupActiveOnly: boolean
}

/** Writes a line for each message, or lines about how many there were. */
export function openLogSink(options: Options, context: ConnectorContext): Sink {
  const { loggerName: logger, level, marker } = options
  const { log, main } = context.services
  const write = (message: string) => log.write({ level, logger, message, ...(marker !== undefined && { marker }), fromRoute: true })
  const throughput = throughputOf(options, context, write)
  if (throughput !== undefined) return { ...throughput, send: () => throughput.count() }
  const format = compileFormat(options, main.logDebugMaxChars)
  const mask = options.logMask || main.logMask ? maskSecrets : (line: string) => line
  return {
    send(exchange) {
      if (level !== 'OFF' && log.enabled(level, logger)) write(mask(format(exchange)))
    },
    close() {},
  }
}

function throughputOf(options: Options, { services }: ConnectorContext, write: (message: string) => void): Throughput | undefined {
  const { groupSize, groupInterval, groupDelay, groupActiveOnly } = options
  if (groupSize !== undefined) return countBySize(groupSize, services.clock, write)
  if (groupInterval === undefined) return undefined
  return countByInterval({ interval: groupInterval, delay: groupDelay, activeOnly: groupActiveOnly }, services.clock, write)
}
