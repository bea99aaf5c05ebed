import { statSync } from 'node:fs'
import type { Exchange } from '../../src/core/exchange.ts'
import type { FileFacts } from '../../src/core/file-facts.ts'
import { mediaTypeOfFile } from '../../src/http/file-types.ts'
import { bindFile } from '../../src/kit/bind-file.ts'
import { applyPattern, type ConnectorContext } from '../../src/kit/index.ts'
import { appendFiles } from './append-files.ts'
import { type EndpointState, endpointState } from './endpoint-state.ts'
import { evaluate, evaluateText } from './evaluate.ts'
import { compileExtendedAttributes, type ReadAttributes } from './extended-attributes.ts'
import { compileFindFiles } from './find-files.ts'
import { moveFile } from './move-file.ts'
import { moveExpression } from './move-name.ts'
import { lastName } from './paths.ts'
import { compileReadLock, deleteOrphans, type ReadLock } from './read-lock.ts'
import { compileSettle, nameFor, type Settle, type TakenFile } from './settle.ts'
import { sortExchanges } from './sort-by.ts'
import type { FileSourceOptions } from './source-fields.ts'

/** A file that was found, with its exchange. */
interface Candidate {
  readonly exchange: Exchange
  readonly facts: FileFacts
}

/** Gets an exchange that has begun; `false` ends the batch. */
type Take = (exchange: Exchange) => void | Promise<void>

/** Looks into a folder and makes messages of what it finds; the same for a source and for `pollEnrich`. */
export class FilePoller {
  private readonly options: FileSourceOptions
  private readonly context: ConnectorContext
  private readonly state: EndpointState
  private readonly settle: Settle
  private readonly readLock: ReadLock | undefined
  private readonly find: ReturnType<typeof compileFindFiles>
  private readonly attributes: ReadAttributes | undefined
  private prepared = false

  constructor(options: FileSourceOptions, context: ConnectorContext) {
    this.options = options
    this.context = context
    this.state = endpointState(options, context)
    this.find = compileFindFiles(options)
    this.attributes = options.extendedAttributes === undefined ? undefined : compileExtendedAttributes(options.extendedAttributes)
    const defaultMove = context.expression({ language: 'file', expression: moveExpression('.camel') })
    this.settle = compileSettle(options, defaultMove, this.state, context)
    this.readLock = compileReadLock(options, { context, repository: this.state.repository, key: facts => this.keyOf(facts) })
  }

  /** Takes up to `limit` files (0: all that are there), one after the other; answers how many. The signal ends a batch. */
  async poll(limit: number, signal: AbortSignal, take: Take): Promise<number> {
    if (!this.prepared && this.readLock !== undefined && this.options.readLockDeleteOrphanLockFiles) await deleteOrphans(this.options)
    this.prepared = true
    const batch = await this.batch(limit)
    let started = 0
    for (const [index, candidate] of batch.entries()) {
      if (signal.aborted || !(await this.begin(candidate, signal))) await this.giveBack(candidate.facts)
      else {
        started += 1
        setBatch(candidate.exchange, index, batch.length)
        await take(candidate.exchange)
      }
    }
    return started
  }

  /** The message of a poll that found nothing. */
  emptyMessage(): Exchange {
    const exchange = applyPattern(this.context.exchange(), this.options.exchangePattern)
    setBatch(exchange, 0, 1)
    return exchange
  }

  private async batch(limit: number): Promise<Candidate[]> {
    const { eagerMaxMessagesPerPoll: eager, sortBy, shuffle } = this.options
    const files = await this.find({
      enters: folder => this.accepts(folder, this.options.filterDirectory),
      takes: file => this.takes(file),
      full: found => eager && limit > 0 && found >= limit,
      turn: () => this.context.turn(),
    })
    const facts = new Map(files.map(each => [this.exchangeOf(each), each]))
    let exchanges = [...facts.keys()]
    if (sortBy.length > 0) exchanges = await sortExchanges(exchanges, sortBy)
    if (shuffle) shuffled(exchanges)
    const candidates = exchanges.map(exchange => ({ exchange, facts: facts.get(exchange)! }))
    const rest = limit > 0 ? candidates.splice(limit) : []
    for (const { facts } of rest) await this.giveBack(facts)
    return candidates
  }

  /** Whether this file is to be taken now: then it is in progress. */
  private async takes(file: FileFacts): Promise<boolean> {
    const { inProgress, repository, idempotent } = this.state
    if (!(await this.wanted(file))) return false
    if (await inProgress.contains(file.absolutePath)) return false
    if (idempotent) {
      const key = await this.keyOf(file)
      if (this.options.idempotentEager ? !(await repository!.add(key)) : await repository!.contains(key)) return false
    }
    return inProgress.add(file.absolutePath)
  }

  private async wanted(file: FileFacts): Promise<boolean> {
    const { fileName, filterFile } = this.options
    if (fileName !== undefined) {
      const name = await evaluateText(fileName, this.exchangeOf(file))
      if (name !== '' && name !== lastName(file.name)) return false
    }
    return this.accepts(file, filterFile)
  }

  private async accepts(file: FileFacts, condition: FileSourceOptions['filterFile']): Promise<boolean> {
    return condition === undefined || evaluate(condition, this.exchangeOf(file))
  }

  private async keyOf(file: FileFacts): Promise<string> {
    const { idempotentKey } = this.options
    return idempotentKey === undefined ? file.absolutePath : evaluateText(idempotentKey, this.exchangeOf(file))
  }

  private exchangeOf(facts: FileFacts): Exchange {
    const exchange = applyPattern(this.context.exchange(), this.options.exchangePattern)
    if (this.options.charset !== undefined) exchange.setProperty('CamelCharsetName', this.options.charset)
    this.bind(exchange, facts)
    this.tellMore(exchange, facts)
    return exchange
  }

  private bind(exchange: Exchange, facts: FileFacts, moved = false): void {
    bindFile(exchange, facts, moved)
    if (this.options.flatten) exchange.setHeader('CamelFileName', facts.nameOnly)
  }

  /** Headers that only some want, as they cost a look at the file. */
  private tellMore(exchange: Exchange, facts: FileFacts): void {
    const type = this.options.probeContentType ? mediaTypeOfFile(facts.nameOnly) : undefined
    if (type !== undefined) exchange.setHeader('CamelFileContentType', type)
    if (this.attributes !== undefined) exchange.setHeader('CamelFileExtendedAttributes', this.attributes(facts.absolutePath))
  }

  /** Locks a file and moves it out of the way; its settling is from now on the exchange's affair. `false` where that cannot be. */
  private async begin({ exchange, facts }: Candidate, signal: AbortSignal): Promise<boolean> {
    const unlock = await this.readLock?.(facts, signal)
    if (this.readLock !== undefined && unlock === undefined) {
      this.notLocked(facts)
      return false
    }
    try {
      const current = await this.current(exchange, facts)
      if (current === undefined) {
        await unlock?.('abort')
        return false
      }
      const file: TakenFile = { found: facts, current, unlock, key: this.state.idempotent ? await this.keyOf(facts) : undefined }
      exchange.unit().settle(ended => this.settle(ended, file))
      return true
    } catch (error) {
      await unlock?.('abort')
      this.context.log('WARN', `cannot begin processing file: ${facts.absolutePath}`, error)
      return false
    }
  }

  /** The file as it is now, under its new name after `preMove`; `undefined` where it is gone. */
  private async current(exchange: Exchange, facts: FileFacts): Promise<FileFacts | undefined> {
    const { preMove } = this.options
    let current = facts
    if (preMove !== undefined) {
      current = await nameFor(exchange, facts, preMove, this.options)
      appendFiles(this.context).closeAll()
      await moveFile(facts.absolutePath, current.absolutePath, this.options)
    }
    const stats = statSync(current.absolutePath, { throwIfNoEntry: false })
    if (stats === undefined) return undefined
    const fresh = { ...plain(current), length: stats.size, lastModified: Math.floor(stats.mtimeMs) }
    const moved = preMove !== undefined
    if (moved || fresh.length !== facts.length || fresh.lastModified !== facts.lastModified) this.bind(exchange, fresh, moved)
    return fresh
  }

  /** A file that was found but not taken may be found again. */
  private async giveBack(facts: FileFacts): Promise<void> {
    const { inProgress, repository, idempotent } = this.state
    await inProgress.remove(facts.absolutePath)
    if (idempotent && this.options.idempotentEager) await repository!.remove(await this.keyOf(facts))
  }

  private notLocked(facts: FileFacts): void {
    const { readLockLoggingLevel: level } = this.options
    if (level !== 'OFF') this.context.log(level, `Cannot acquire read lock. Will skip the file: ${facts.absolutePath}`)
  }
}

function plain(facts: FileFacts): FileFacts {
  const { name, nameOnly, relativePath, absolute, absolutePath, path, parent, length, lastModified } = facts
  return { name, nameOnly, relativePath, absolute, absolutePath, path, parent, length, lastModified }
}

function setBatch(exchange: Exchange, index: number, size: number): void {
  exchange.setProperty('CamelBatchIndex', index)
  exchange.setProperty('CamelBatchSize', size)
  exchange.setProperty('CamelBatchComplete', index === size - 1)
}

function shuffled(list: unknown[]): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1))
    ;[list[i], list[j]] = [list[j], list[i]]
  }
}
