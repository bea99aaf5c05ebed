import { errors, isKafilaError, type KafilaError } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import {
  Batcher,
  type BatchResult,
  type Built,
  backoffDelay,
  type ConnectorContext,
  FlowGate,
  RECONNECT,
  type Sink,
  Supervisor,
} from '../../src/kit/index.ts'
import type { ConnectionSettings, KafkaClient, KafkaProducer, ProducerSettings, RecordMetadata } from './client.ts'
import { kafkajsClient } from './kafkajs/index.ts'
import { RECORD_META } from './names.ts'
import { producerSettings } from './producer-settings.ts'
import { Pulse } from './pulse.ts'
import { type Outgoing, type RecordMaker, recordMaker } from './record.ts'
import { connectionSettings } from './settings.ts'
import type { kafkaSinkFields } from './sink-fields.ts'

export type SinkOptions = Built<typeof kafkaSinkFields> & { readonly topic: string }

/** Writes records; a message is sent when all replicas in sync have it. */
export function openKafkaSink(options: SinkOptions, context: ConnectorContext): Sink {
  return new KafkaSink(options, context, connectionSettings(options, context), producerSettings(options), recordMaker(options))
}

interface Connection {
  readonly address: ConnectionSettings
  readonly pulse: Pulse
  producer: KafkaProducer
}

/** How many records go in a request. */
const MAX_COUNT = 500
/** What the client and the protocol add to the records of a request. */
const OVERHEAD = 4096

class KafkaSink implements Sink {
  private readonly options: SinkOptions
  private readonly context: ConnectorContext
  private readonly address: () => Promise<ConnectionSettings>
  private readonly client: KafkaClient
  private readonly settings: ProducerSettings
  private readonly make: RecordMaker
  private readonly supervisor: Supervisor<Connection>
  private readonly memory: FlowGate
  private readonly batcher: Batcher<Outgoing>
  private lose: (cause: unknown) => void = () => undefined

  constructor(
    options: SinkOptions,
    context: ConnectorContext,
    address: () => Promise<ConnectionSettings>,
    settings: ProducerSettings,
    make: RecordMaker,
  ) {
    this.settings = settings
    this.options = options
    this.context = context
    this.address = address
    this.make = make
    this.client = kafkajsClient((level, message) => context.log(level, message))
    this.memory = new FlowGate({ maxMessages: Number.POSITIVE_INFINITY, maxBytes: options.bufferMemorySize })
    this.batcher = new Batcher<Outgoing>(batchRules(options), context.services.clock, batch => this.flush(batch))
    this.supervisor = new Supervisor<Connection>(context, {
      what: `kafka ${options.topic}`,
      times: { initialMs: options.reconnectBackoffMs, maxMs: Math.max(options.reconnectBackoffMs, options.reconnectBackoffMaxMs) },
      open: lost => this.open(lost),
      close: connection => this.disconnect(connection),
    })
  }

  start(): Promise<void> {
    return this.supervisor.start()
  }

  send(exchange: Exchange): Promise<void> {
    const records = this.make(exchange)
    return records.length === 1 ? this.sendOne(records[0]!, exchange) : this.sendAll(records, exchange)
  }

  async close(): Promise<void> {
    await this.batcher.close()
    await this.supervisor.stop()
  }

  private async open(lost: (cause?: unknown) => void): Promise<Connection> {
    this.lose = lost
    const address = await this.address()
    const inquirer = await this.client.inquire(address)
    try {
      const producer = await this.client.produce(address, this.settings)
      return { address, producer, pulse: new Pulse(this.context, inquirer, () => this.client.inquire(address)) }
    } catch (error) {
      await inquirer.close().catch(() => undefined)
      throw error
    }
  }

  private async disconnect({ producer, pulse }: Connection): Promise<void> {
    await Promise.allSettled([pulse.stop(), producer.close()])
  }

  private sendOne(outgoing: Outgoing, exchange: Exchange): Promise<void> {
    return new Promise((resolve, reject) => {
      const ended = (error?: unknown) => {
        if (this.options.recordMetadata) this.tellMetadata(exchange, [outgoing])
        if (error === undefined) resolve()
        else reject(error)
      }
      const room = this.room(outgoing)
      if (room === undefined) this.hand(outgoing, ended)
      else room.then(() => this.hand(outgoing, ended))
    })
  }

  /** Adds records in their order. */
  private async sendAll(records: readonly Outgoing[], exchange: Exchange): Promise<void> {
    const ended: Promise<unknown>[] = []
    for (const outgoing of records) {
      const room = this.room(outgoing)
      if (room !== undefined) await room
      ended.push(new Promise(resolve => this.hand(outgoing, resolve)))
    }
    const failures = await Promise.all(ended)
    if (this.options.recordMetadata) this.tellMetadata(exchange, records)
    const failure = failures.find(each => each !== undefined)
    if (failure !== undefined) throw failure
  }

  /** Takes the memory of a record, and waits for it and for batches that are under way where it must. */
  private room({ size }: Outgoing): void | Promise<void> {
    const entered = this.memory.enter(size)
    return entered === undefined ? this.batcher.room() : entered.then(() => this.batcher.room())
  }

  private hand(outgoing: Outgoing, done: (error?: unknown) => void): void {
    const { maxRequestSize } = this.options
    const ended = (error?: unknown) => {
      this.count(outgoing, error)
      done(error)
    }
    if (outgoing.size > maxRequestSize) ended(tooLarge(outgoing.size, maxRequestSize))
    else this.batcher.hand(outgoing, outgoing.size, ended)
  }

  private count({ record, size }: Outgoing, error: unknown): void {
    const { meter } = this.context
    this.memory.leave(size)
    if (error !== undefined) {
      meter.errors += 1
      return
    }
    meter.sent += 1
    meter.sentBytes += record.value?.length ?? 0
  }

  private flush(batch: readonly Outgoing[]): Promise<BatchResult> {
    return this.deliver(batch, this.context.services.clock.now() + this.options.deliveryTimeoutMs)
  }

  /** Writes a batch, and what failed for a reason that passes again and again until the deadline. */
  private async deliver(batch: readonly Outgoing[], deadline: number): Promise<readonly unknown[]> {
    const failures = new Map<Outgoing, unknown>()
    let open = batch
    for (let number = 1; open.length > 0; number++) {
      const fates = await this.attempt(open)
      const isLast = this.context.services.clock.now() >= deadline
      const again = open.filter((outgoing, index) => !isEnded(outgoing, fates[index]!, isLast, failures))
      if (again.length > 0) await this.context.services.clock.sleep(backoffDelay(RECONNECT, number))
      open = again
    }
    const [first] = failures.values()
    if (batch.length > 1 && failures.size === batch.length && isRejected(first)) return this.halve(batch, deadline)
    return batch.map(outgoing => failures.get(outgoing))
  }

  /** One record spoils a batch: each half is tried, and at last each record by itself. */
  private async halve(batch: readonly Outgoing[], deadline: number): Promise<readonly unknown[]> {
    const middle = batch.length >> 1
    const first = await this.deliver(batch.slice(0, middle), deadline)
    return [...first, ...(await this.deliver(batch.slice(middle), deadline))]
  }

  private async attempt(batch: readonly Outgoing[]): Promise<readonly (RecordMetadata | Error)[]> {
    let producer: KafkaProducer
    try {
      producer = await this.producer()
    } catch (error) {
      return batch.map(() => error as Error)
    }
    const fates = await producer.send(batch.map(({ record }) => record))
    const lost = fates.find(each => isKafilaError(each) && each.code === 'KF_CONN_UNREACHABLE')
    if (lost !== undefined) this.lose(lost)
    return fates
  }

  /** The producer. One that was left in doubt is replaced: its sequence numbers may be wrong. */
  private async producer(): Promise<KafkaProducer> {
    const connection = await this.supervisor.acquire(this.options.maxBlockMs)
    if (!connection.producer.broken) return connection.producer
    await connection.producer.close().catch(() => undefined)
    connection.producer = await this.client.produce(connection.address, this.settings).catch(error => {
      this.lose(error)
      throw error
    })
    return connection.producer
  }

  private tellMetadata(exchange: Exchange, records: readonly Outgoing[]): void {
    const list = records.flatMap(({ metadata }) => (metadata === undefined ? [] : [metadata]))
    exchange.setHeader(RECORD_META, list)
    for (const { item, metadata } of records) if (item !== undefined && metadata !== undefined) item.setHeader(RECORD_META, [metadata])
  }
}

function batchRules({ lingerMs, maxRequestSize, producerBatchSize }: SinkOptions) {
  const most = Math.max(1, maxRequestSize - OVERHEAD)
  const bytes = lingerMs === undefined ? most : Math.min(most, Math.max(1, producerBatchSize))
  return { count: MAX_COUNT, bytes, periodMs: lingerMs ?? 0 }
}

/** Whether the fate of a record is settled; its failure is noted. */
function isEnded(outgoing: Outgoing, fate: RecordMetadata | Error, isLast: boolean, failures: Map<Outgoing, unknown>): boolean {
  if (!(fate instanceof Error)) outgoing.metadata = fate
  else if (isLast || !isKafilaError(fate) || !fate.retryable || fate.code === 'KF_CONN_NOT_CONNECTED') failures.set(outgoing, fate)
  else return false
  return true
}

function isRejected(error: unknown): boolean {
  return isKafilaError(error) && error.code === 'KF_CONN_REJECTED'
}

function tooLarge(size: number, most: number): KafilaError {
  const reason = `The message is ${size} bytes when serialized which is larger than ${most}, which is the value of maxRequestSize`
  return errors.KF_CONN_REJECTED({ what: 'kafka', reason }, { type: 'org.apache.kafka.common.errors.RecordTooLargeException' })
}
