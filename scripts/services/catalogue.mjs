import dovecot from './dovecot.mjs'
import greenmail from './greenmail.mjs'
import kafka from './kafka.mjs'
import mosquitto from './mosquitto.mjs'
import postfix from './postfix.mjs'
import postgres from './postgres.mjs'
import rabbitmq from './rabbitmq.mjs'
import s3 from './s3.mjs'
import toxiproxy from './toxiproxy.mjs'

/**
 * The services, one file each: `from` (what it is), `ports` (how many in a row), `install`, `check` (rejects where it is not installed),
 * `start(instance)` (configures, runs, waits until it is ready, gives KEY: value).
 */
export const catalogue = { dovecot, greenmail, kafka, mosquitto, postfix, postgres, rabbitmq, s3, toxiproxy }

/** The service of an instance's name: `kafka@b` is a kafka. */
export function named(name = '') {
  const service = catalogue[name.split('@')[0]]
  if (service === undefined) throw new Error(`unknown service ${JSON.stringify(name)}: one of ${Object.keys(catalogue).join(', ')}`)
  return service
}
