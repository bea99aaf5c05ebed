import type { ChannelModel, Options } from 'amqplib'
import { amqpFailure } from './failures.ts'

/** What an endpoint declares. */
export interface Topology {
  readonly exchangeName: string
  readonly exchangeType: string
  readonly queues: string | undefined
  readonly routingKey: string | undefined
  readonly deadLetterExchange: string | undefined
  readonly deadLetterExchangeType: string
  readonly deadLetterQueue: string | undefined
  readonly deadLetterRoutingKey: string | undefined
  /** Options `arg.…`, by what follows. */
  readonly args: Readonly<Record<string, string>>
  readonly skipDeclareExchange?: boolean
  readonly skipDeclareQueue?: boolean
  readonly skipBindQueue?: boolean
}

type Args = Record<string, unknown>

const NUMBERS: ReadonlySet<string> = new Set(
  'x-max-length x-max-length-bytes x-max-priority x-delivery-limit x-message-ttl x-expires x-consumer-timeout x-quorum-initial-group-size x-priority'.split(
    ' ',
  ),
)

/** The name that the default exchange has in URIs; it has none of its own. */
export function exchangeOf(name: string): string {
  return name.toLowerCase() === 'default' ? '' : name
}

/** The queues that are named. */
export function queueNames(queues: string | undefined): string[] {
  return (queues ?? '')
    .split(',')
    .map(each => each.trim())
    .filter(each => each !== '')
}

/** The arguments of one kind of thing: of `queue`, `dlq.binding` … Those that the broker wants as numbers or booleans are. */
export function argsOf(args: Readonly<Record<string, string>>, kind: string): Args {
  const prefix = `${kind}.`
  const own = Object.entries(args).filter(([name]) => name.startsWith(prefix))
  return Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), typed(name.slice(prefix.length), value)]))
}

function typed(name: string, value: string): unknown {
  if (NUMBERS.has(name) && /^-?\d+$/.test(value)) return Number(value)
  return name === 'x-single-active-consumer' || name === 'x-queue-lazy' ? value === 'true' : value
}

function flag(args: Args, name: string, otherwise: boolean): boolean {
  const value = args[name]
  delete args[name]
  return value === undefined ? otherwise : String(value) === 'true'
}

/** Declares exchange, queues and bindings; gives the names of the queues, of which one without name is made by the broker. */
export async function declare(connection: ChannelModel, topology: Topology, what: string): Promise<readonly string[]> {
  const channel = await connection.createChannel()
  let refused: unknown
  channel.on('error', error => {
    refused = error
  })
  try {
    await declareDeadLetters(channel, topology)
    await declareExchange(channel, topology)
    const names = await declareQueues(channel, topology)
    await channel.close()
    return names
  } catch (error) {
    throw amqpFailure(refused ?? error, `${what}: ${topology.exchangeName}`)
  }
}

type Channel = Awaited<ReturnType<ChannelModel['createChannel']>>

async function declareDeadLetters(channel: Channel, topology: Topology): Promise<void> {
  const { deadLetterExchange, deadLetterExchangeType, deadLetterQueue, deadLetterRoutingKey, args } = topology
  if (deadLetterExchange === undefined) return
  await channel.assertExchange(deadLetterExchange, deadLetterExchangeType, exchangeOptions(argsOf(args, 'dlq.exchange')))
  if (deadLetterQueue === undefined) return
  await channel.assertQueue(deadLetterQueue, queueOptions(argsOf(args, 'dlq.queue'), true))
  await channel.bindQueue(deadLetterQueue, deadLetterExchange, deadLetterRoutingKey ?? '', argsOf(args, 'dlq.binding'))
}

async function declareExchange(channel: Channel, { exchangeName, exchangeType, skipDeclareExchange, args }: Topology): Promise<void> {
  const exchange = exchangeOf(exchangeName)
  if (skipDeclareExchange || exchange === '' || exchange.startsWith('amq.')) return
  await channel.assertExchange(exchange, exchangeType, exchangeOptions(argsOf(args, 'exchange')))
}

async function declareQueues(channel: Channel, topology: Topology): Promise<string[]> {
  if (topology.skipDeclareQueue) return queueNames(topology.queues)
  const wanted = topology.queues === undefined ? [''] : queueNames(topology.queues)
  const names: string[] = []
  for (const name of wanted) names.push(await declareQueue(channel, topology, name))
  return names
}

async function declareQueue(channel: Channel, topology: Topology, name: string): Promise<string> {
  const { exchangeName, routingKey, deadLetterExchange, deadLetterRoutingKey, skipBindQueue, args } = topology
  const own = argsOf(args, 'queue')
  if (deadLetterExchange !== undefined) {
    own['x-dead-letter-exchange'] ??= deadLetterExchange
    if (deadLetterRoutingKey !== undefined) own['x-dead-letter-routing-key'] ??= deadLetterRoutingKey
  }
  const { queue } = await channel.assertQueue(name, queueOptions(own, name !== ''))
  const exchange = exchangeOf(exchangeName)
  if (!skipBindQueue && exchange !== '') await channel.bindQueue(queue, exchange, routingKey ?? '', argsOf(args, 'binding'))
  return queue
}

function exchangeOptions(args: Args): Options.AssertExchange {
  return {
    durable: flag(args, 'durable', true),
    autoDelete: flag(args, 'autoDelete', false),
    internal: flag(args, 'internal', false),
    arguments: args,
  }
}

/** A queue with a name lasts; one without belongs to this connection. */
function queueOptions(args: Args, isNamed: boolean): Options.AssertQueue {
  return {
    durable: flag(args, 'durable', isNamed),
    autoDelete: flag(args, 'autoDelete', !isNamed),
    exclusive: flag(args, 'exclusive', !isNamed),
    arguments: args,
  }
}
