import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { certificate, fromDebian, PASSWORD, USER } from './install.mjs'
import { listens } from './listens.mjs'

const HOST = '127.0.0.1'
const SERVER = '/usr/lib/rabbitmq/bin/rabbitmq-server'

/** Ports: +0 AMQP, +1 the same over TLS, +3 and +4 Erlang's own. A queue that was declared less than 3 s before kill9 may be gone after it. */
export default {
  from: 'RabbitMQ (Debian)',
  ports: 5,
  ...fromDebian(SERVER, 'rabbitmq-server'),
  async start({ data, port, run, ready }) {
    const tls = certificate(data)
    mkdirSync(join(data, 'home'), { recursive: true })
    writeFileSync(join(data, 'plugins'), '[].')
    writeFileSync(
      join(data, 'rabbitmq.conf'),
      `listeners.tcp.1 = ${HOST}:${port}
listeners.ssl.1 = ${HOST}:${port + 1}
ssl_options.cacertfile = ${tls.cert}
ssl_options.certfile = ${tls.cert}
ssl_options.keyfile = ${tls.key}
ssl_options.verify = verify_none
default_user = ${USER}
default_pass = ${PASSWORD}
default_user_tags.administrator = true
vm_memory_high_watermark.absolute = 512MB
disk_free_limit.absolute = 50MB
log.console = true
log.console.level = warning
log.file = false
`,
    )
    const epmd = { ERL_EPMD_ADDRESS: HOST, ERL_EPMD_PORT: String(port + 3) }
    run('epmd', [], { env: epmd })
    await ready('epmd', () => listens(port + 3))
    run(SERVER, [], {
      env: {
        ...epmd,
        HOME: join(data, 'home'),
        RABBITMQ_NODENAME: `svc${port}@localhost`,
        RABBITMQ_DIST_PORT: String(port + 4),
        RABBITMQ_MNESIA_BASE: join(data, 'db'),
        RABBITMQ_LOG_BASE: join(data, 'logs'),
        RABBITMQ_ENABLED_PLUGINS_FILE: join(data, 'plugins'),
        RABBITMQ_CONFIG_FILE: join(data, 'rabbitmq'),
        RABBITMQ_ADVANCED_CONFIG_FILE: join(data, 'none'),
        RABBITMQ_PID_FILE: join(data, 'pid'),
        RABBITMQ_CONF_ENV_FILE: join(data, 'none-env'),
        RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1} -start_epmd false +sbwt none',
      },
    })
    await ready('its port', () => listens(port))
    const login = `${USER}:${PASSWORD}@${HOST}`
    return {
      AMQP_URL: `amqp://${login}:${port}`,
      AMQPS_URL: `amqps://${login}:${port + 1}`,
      RABBITMQ_HOST: HOST,
      RABBITMQ_PORT: String(port),
      RABBITMQ_USER: USER,
      RABBITMQ_PASSWORD: PASSWORD,
      RABBITMQ_CA: tls.cert,
    }
  },
}
