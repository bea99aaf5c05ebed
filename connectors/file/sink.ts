import { charsetNamed, toText } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { andThen } from '../../src/core/step.ts'
import type { ConnectorContext, Sink } from '../../src/kit/index.ts'
import { appendFiles } from './append-files.ts'
import { compileContent } from './content.ts'
import { compileDoneFile } from './done-file.ts'
import { compileExisting } from './existing-file.ts'
import { GatheredAppends } from './gathered-appends.ts'
import type { FileSinkOptions } from './sink-fields.ts'
import { compileTargetName, compileTempName, type TargetName } from './target-name.ts'
import { Turns } from './turns.ts'
import { appendMessage, type FileWrite, isPlainAppend, prepareAppend, writeMessage } from './write-message.ts'

/**
 * Writes bodies to files. A body in memory is written synchronously; a stream or a large file in chunks. Writes to one file follow
 * each other. Headers and body stay as they were; `CamelFileNameProduced` tells the path.
 */
export function openFileSink(options: FileSinkOptions, context: ConnectorContext): Sink {
  checkOptions(options)
  const targetOf = compileTargetName(options)
  const contentOf = compileContent(options.charset)
  const turns = new Turns()
  const plain = isPlainAppend(options)
  const write: FileWrite = {
    options,
    suffix: options.fileExist === 'Append' ? encoded(options.appendChars, options.charset) : undefined,
    existing: compileExisting(options),
    tempName: compileTempName(options, expression => context.expression({ language: 'file', expression, options: { trim: 'false' } })),
    done: options.doneFileName === undefined ? undefined : compileDoneFile(options.doneFileName),
    appends: appendFiles(context),
  }
  const gathering = plain ? gatheringAppends(write, targetOf, contentOf, turns) : undefined
  return {
    ...(gathering && { gathering }),
    send(exchange) {
      const kept = toText(exchange.headers['camelfilename'], exchange)
      const named = overruled(exchange)
      return andThen(targetOf(named), target => {
        const content = contentOf(exchange, target)
        const finish = () => {
          const { headers } = exchange
          if (headers['cameloverrulefilename'] !== undefined) exchange.removeHeader('CamelOverruleFileName')
          if (headers['camelfilename'] !== kept) exchange.setHeader('CamelFileName', kept)
        }
        const work =
          plain && (typeof content === 'string' || Buffer.isBuffer(content))
            ? () => appendMessage(write, exchange, target, content)
            : () => writeMessage(write, exchange, named, target, content)
        return turns.take(target, work, finish)
      })
    },
    close() {},
  }
}

/** Messages behind each other whose texts go to one file: their headers stay as they are, since nobody looks at them any more. */
function gatheringAppends(
  { options, suffix = '', appends }: FileWrite,
  targetOf: TargetName,
  contentOf: ReturnType<typeof compileContent>,
  turns: Turns,
): GatheredAppends | undefined {
  if (typeof suffix !== 'string') return undefined
  return new GatheredAppends(
    {
      suffix,
      target(exchange) {
        if (exchange.headers['cameloverrulefilename'] !== undefined) return undefined
        const target = targetOf(exchange)
        return typeof target === 'string' && turns.free(target) ? target : undefined
      },
      text(exchange, target) {
        const content = contentOf(exchange, target)
        return typeof content === 'string' ? content : undefined
      },
      prepare: target => prepareAppend(target, options, appends),
    },
    appends,
  )
}

/** The message as expressions for names see it: with the overruling name, where there is one. */
function overruled(exchange: Exchange): Exchange {
  const name = exchange.headers['cameloverrulefilename']
  if (name === undefined || name === null) return exchange
  const view = exchange.fork()
  view.setHeader('CamelFileName', name)
  return view
}

function encoded(text: string | undefined, charset: string | undefined): string | Buffer | undefined {
  return text === undefined || charset === undefined ? text : charsetNamed(charset).encode(text)
}

function checkOptions({ fileExist, tempPrefix, tempFileName, moveExisting }: FileSinkOptions): void {
  const fail = (reason: string) => errors.KF_ROUTE_INVALID({ what: 'file', reason })
  if (fileExist === 'Append' && (tempPrefix !== undefined || tempFileName !== undefined))
    throw fail('You cannot set both fileExist=Append and tempPrefix/tempFileName options')
  if (fileExist === 'Move' && moveExisting === undefined) throw fail('You must configure moveExisting option when fileExist=Move')
  if (fileExist !== 'Move' && moveExisting !== undefined) throw fail('You must configure fileExist=Move when moveExisting has been set')
}
