import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { certificate, fromDebian, PASSWORD, USER } from './install.mjs'
import { listens } from './listens.mjs'

const HOST = '127.0.0.1'

/**
 * Ports: +0 anonymous, +1 with password, +2 TLS. What it has acknowledged is in MQTT_DB about two seconds later, or at once after SIGUSR1: until
 * then kill9 loses it.
 */
export default {
  from: 'Eclipse Mosquitto (Debian), MQTT 3.1.1 and 5',
  ports: 3,
  ...fromDebian('mosquitto', 'mosquitto'),
  async start({ data, port, run, ready }) {
    const tls = certificate(data)
    const passwords = join(data, 'passwords')
    writeFileSync(passwords, '')
    execFileSync('mosquitto_passwd', ['-b', passwords, USER, PASSWORD])
    chmodSync(passwords, 0o600)
    mkdirSync(join(data, 'db'), { recursive: true })
    const config = join(data, 'mosquitto.conf')
    writeFileSync(
      config,
      `per_listener_settings true
${process.getuid() === 0 ? 'user root' : ''}
set_tcp_nodelay true
max_queued_messages 0
max_inflight_messages 1000
persistence true
persistence_location ${join(data, 'db')}/
autosave_on_changes false
autosave_interval 1
listener ${port} ${HOST}
allow_anonymous true
listener ${port + 1} ${HOST}
allow_anonymous false
password_file ${passwords}
listener ${port + 2} ${HOST}
allow_anonymous true
certfile ${tls.cert}
keyfile ${tls.key}
`,
    )
    run('mosquitto', ['-c', config])
    await ready('its port', () => listens(port))
    return {
      MQTT_URL: `mqtt://${HOST}:${port}`,
      MQTT_AUTH_URL: `mqtt://${HOST}:${port + 1}`,
      MQTT_TLS_URL: `mqtts://${HOST}:${port + 2}`,
      MQTT_USER: USER,
      MQTT_PASSWORD: PASSWORD,
      MQTT_CA: tls.cert,
      MQTT_DB: join(data, 'db', 'mosquitto.db'),
    }
  },
}
