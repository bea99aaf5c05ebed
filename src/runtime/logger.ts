import { exceptionMessage, exceptionType } from '../core/exceptions.ts'
import type { Logger, LogLevel, LogRecord } from '../core/services.ts'

const RANK: Readonly<Record<LogLevel, number>> = { TRACE: 0, DEBUG: 1, INFO: 2, WARN: 3, ERROR: 4, OFF: 5 }

export interface ConsoleLoggerOptions {
  readonly level?: LogLevel
  /** Lines of JSON instead of text. */
  readonly json?: boolean
  readonly write?: (line: string) => void
}

/** A logger that writes one line per record to standard error. */
export function consoleLogger(options: ConsoleLoggerOptions = {}): Logger {
  const threshold = RANK[options.level ?? 'INFO']
  const write = options.write ?? (line => process.stderr.write(`${line}\n`))
  const format = options.json ? jsonLine : textLine
  return {
    enabled: level => level !== 'OFF' && RANK[level] >= threshold,
    write(record) {
      if (record.level !== 'OFF' && RANK[record.level] >= threshold) write(format(record))
    },
  }
}

function textLine({ level, logger, message, error }: LogRecord): string {
  const time = new Date().toISOString().slice(11, 23)
  return `${time} ${level.padEnd(5)} ${logger}: ${message}${error === undefined ? '' : ` (${exceptionType(error)}: ${exceptionMessage(error)})`}`
}

function jsonLine({ level, logger, message, marker, error }: LogRecord): string {
  return JSON.stringify({
    time: new Date().toISOString(),
    level,
    logger,
    message,
    ...(marker && { marker }),
    ...(error !== undefined && { error: { type: exceptionType(error), message: exceptionMessage(error) } }),
  })
}
