import { expect, test } from 'vitest'
import { EndpointMeter } from '../../../src/core/connection.ts'
import { errors } from '../../../src/core/errors.ts'
import { type ConnectorContext, Supervisor } from '../../../src/kit/index.ts'
import { ManualClock, settled } from '../../helpers/manual-clock.ts'

interface World {
  readonly clock: ManualClock
  readonly states: string[]
  readonly meter: EndpointMeter
  readonly supervisor: Supervisor<string>
  /** What the next attempts do. */
  readonly attempts: (string | Error)[]
  readonly closed: string[]
  lose(cause?: unknown): void
}

function world(...attempts: (string | Error)[]): World {
  const clock = new ManualClock()
  const states: string[] = []
  const closed: string[] = []
  const meter = new EndpointMeter()
  const context = {
    meter,
    services: { clock },
    log: () => undefined,
    connection: (state: string | undefined, cause?: string) => void states.push(cause === undefined ? String(state) : `${state}: ${cause}`),
  } as unknown as ConnectorContext
  let lose!: (cause?: unknown) => void
  const supervisor = new Supervisor<string>(context, {
    what: 'service x',
    async open(lost) {
      lose = lost
      const next = attempts.shift()
      if (next instanceof Error) throw next
      return next ?? 'connection'
    },
    close: connection => void closed.push(connection),
  })
  return { clock, states, meter, supervisor, attempts, closed, lose: cause => lose(cause) }
}

const down = () => errors.KF_CONN_UNREACHABLE({ connector: 'x', address: 'here', reason: 'refused' })

test('a start that finds the service connects and says so', async () => {
  const { supervisor, states } = world('one')
  await supervisor.start()
  expect(supervisor.current).toBe('one')
  expect(states).toEqual(['connecting', 'connected'])
})

test('a start without the service goes on trying, and is connected within five seconds of its coming', async () => {
  const { supervisor, states, clock, attempts } = world(...Array.from({ length: 40 }, down))
  await supervisor.start()
  expect(states.at(-1)).toBe('connecting: x: cannot reach here: refused')
  await clock.advance(60_000)
  expect(supervisor.current).toBeUndefined()
  attempts.length = 0
  await clock.advance(5000)
  expect(supervisor.current).toBe('connection')
  expect(states.at(-1)).toBe('connected')
})

test('a connection that is lost is closed, and opened again', async () => {
  const { supervisor, states, clock, closed, meter, lose } = world('one', 'two')
  await supervisor.start()
  lose(down())
  expect(supervisor.current).toBeUndefined()
  await clock.advance(200)
  expect(supervisor.current).toBe('two')
  expect(closed).toEqual(['one'])
  expect(meter.reconnects).toBe(1)
  expect(states).toEqual(['connecting', 'connected', 'connecting: x: cannot reach here: refused', 'connected'])
})

test('what is told of a former connection changes nothing', async () => {
  const losses: ((cause?: unknown) => void)[] = []
  const { supervisor, clock } = world()
  const steps = (supervisor as unknown as { steps: { open: (lost: () => void) => Promise<string> } }).steps
  const { open } = steps
  steps.open = lost => {
    losses.push(lost)
    return open(lost)
  }
  await supervisor.start()
  losses[0]!()
  await clock.advance(200)
  losses[0]!()
  await settled()
  expect(supervisor.current).toBe('connection')
})

test('refused credentials end it: the start rejects and nothing is tried again', async () => {
  const refused = errors.KF_CONN_AUTH({ what: 'x', reason: 'wrong password' })
  const { supervisor, clock, states, attempts } = world(refused, 'two')
  await expect(supervisor.start()).rejects.toBe(refused)
  await clock.advance(60_000)
  expect(attempts).toEqual(['two'])
  expect(states.at(-1)).toBe('failed: x: the credentials are refused: wrong password')
  await expect(supervisor.acquire(1000)).rejects.toBe(refused)
})

test('who needs the connection waits for it, but not longer than given', async () => {
  const { supervisor, clock } = world(down(), 'two')
  await supervisor.start()
  const got = supervisor.acquire(1000)
  await clock.advance(150)
  await expect(got).resolves.toBe('two')
  const never = world(...Array.from({ length: 10 }, down))
  await never.supervisor.start()
  const waiting = expect(never.supervisor.acquire(500)).rejects.toMatchObject({ code: 'KF_CONN_NOT_CONNECTED', retryable: true })
  await never.clock.advance(500)
  await waiting
})

test('a stop during connecting closes what is opened late', async () => {
  let opened!: (connection: string) => void
  const { supervisor, closed } = world()
  const steps = (supervisor as unknown as { steps: { open: () => Promise<string> } }).steps
  steps.open = () => new Promise(resolve => (opened = resolve))
  const starting = supervisor.start()
  const stopping = supervisor.stop()
  opened('late')
  await Promise.all([starting, stopping])
  expect(supervisor.current).toBeUndefined()
  expect(closed).toEqual(['late'])
})
