import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { certificate, fromMaven, JAVA, PASSWORD, USER } from './install.mjs'

const program = fromMaven('greenmail', 'com.icegreen:greenmail-standalone:2.1.13')
const HOST = '127.0.0.1'
const PROTOCOLS = ['smtp', 'smtps', 'imap', 'imaps', 'pop3', 'pop3s']

/** Ports: +0 SMTP, +1 SMTPS, +2 IMAP, +3 IMAPS, +4 POP3, +5 POP3S, +6 its HTTP interface. It keeps nothing. */
export default {
  from: 'GreenMail 2.1.13 (Maven; needs Java): SMTP, IMAP, POP3 in memory',
  ports: 7,
  install: () => program.install(),
  check: () => program.check(),
  async start({ data, port, run, ready }) {
    const tls = certificate(data)
    const store = join(data, 'tls/keys.p12')
    execFileSync('openssl', ['pkcs12', '-export', '-in', tls.both, '-out', store, '-passout', `pass:${PASSWORD}`])
    const ports = PROTOCOLS.flatMap((each, index) => [`-Dgreenmail.${each}.hostname=${HOST}`, `-Dgreenmail.${each}.port=${port + index}`])
    run('java', [
      '-Xmx512m',
      ...JAVA,
      ...ports,
      `-Dgreenmail.api.hostname=${HOST}`,
      `-Dgreenmail.api.port=${port + 6}`,
      `-Dgreenmail.users=${USER}:${PASSWORD}@example.test`,
      `-Dgreenmail.tls.keystore.file=${store}`,
      `-Dgreenmail.tls.keystore.password=${PASSWORD}`,
      '-cp',
      `${program.folder}/libs/*`,
      'com.icegreen.greenmail.standalone.GreenMailStandaloneRunner',
    ])
    const api = `http://${HOST}:${port + 6}`
    await ready('its readiness', () =>
      fetch(`${api}/api/service/readiness`).then(
        ({ ok }) => ok,
        () => false,
      ),
    )
    return {
      MAIL_HOST: HOST,
      ...Object.fromEntries(PROTOCOLS.map((each, index) => [`MAIL_${each.toUpperCase()}_PORT`, String(port + index)])),
      MAIL_API: api,
      MAIL_USER: USER,
      MAIL_PASSWORD: PASSWORD,
      MAIL_ADDRESS: `${USER}@example.test`,
      MAIL_CA: tls.cert,
    }
  },
}
