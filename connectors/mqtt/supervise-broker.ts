import { errors } from '../../src/core/errors.ts'
import { type BackoffTimes, type ConnectorContext, RECONNECT, Supervisor } from '../../src/kit/index.ts'
import type { MqttConnection } from './connection.ts'
import type { MqttOptions, MqttSettings } from './settings.ts'

/** Connects, and subscribes where there is something to subscribe to. */
type Connect = (lost: (cause?: unknown) => void, signal: AbortSignal) => Promise<MqttConnection>

/** Keeps a connection to a broker as its options say. */
export function superviseBroker(context: ConnectorContext, settings: MqttSettings, connect: Connect): Supervisor<MqttConnection> {
  return new Supervisor(context, {
    what: settings.what,
    times: reconnectTimes(settings.options),
    open: (lost, signal) => connect(cause => lost(lossOf(cause, settings)), signal),
    close: connection => connection.close(),
  })
}

function reconnectTimes({ maxReconnectDelay }: MqttOptions): BackoffTimes {
  return maxReconnectDelay === undefined ? RECONNECT : { ...RECONNECT, maxMs: maxReconnectDelay }
}

/** What a lost connection means: that it is opened again, or the end. */
function lossOf(cause: unknown, { options, what }: MqttSettings): unknown {
  if (options.automaticReconnect) return cause
  return errors.KF_CONN_SETUP({ what, reason: 'the connection is lost, and automaticReconnect is false' }, { cause })
}
