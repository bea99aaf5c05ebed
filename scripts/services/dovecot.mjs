import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { certificate, fromDebian, handTo, PASSWORD, USER } from './install.mjs'
import { listens } from './listens.mjs'

const HOST = '127.0.0.1'
const SERVER = 'dovecot'
const packages = [fromDebian('/usr/lib/dovecot/imap', 'dovecot-imapd'), fromDebian('/usr/lib/dovecot/pop3', 'dovecot-pop3d')]

/**
 * Ports: +0 IMAP, +1 IMAPS, +2 POP3, +3 POP3S. Each user is a file of that name in MAIL_USERS with one line, `name:{PLAIN}password::::::`, behind
 * which stand Dovecot's settings for that user (`userdb_namespace/inbox/separator=/`): of one file for all it would see changes a second later. Mails
 * stay when it is killed.
 */
export default {
  from: 'Dovecot (Debian): IMAP and POP3, mails in files',
  ports: 4,
  async install() {
    for (const each of packages) await each.install()
  },
  async check() {
    for (const each of packages) await each.check()
  },
  start: instance => startDovecot(instance),
}

/** Runs Dovecot in the data folder; `more` is put behind its settings. */
export async function startDovecot({ data, port, run, ready }, more = '') {
  const tls = certificate(data)
  const users = join(data, 'users')
  // of one that was killed: it would look alive
  rmSync(join(data, 'run'), { recursive: true, force: true })
  for (const each of ['run', 'state', 'mail', 'users']) mkdirSync(join(data, each), { recursive: true })
  writeFileSync(join(users, USER), `${USER}:{PLAIN}${PASSWORD}::::::\n`)
  // as root its processes would be of many users
  const as = handTo('dovecot', data)
  const config = join(data, 'dovecot.conf')
  writeFileSync(config, configuration({ data, port, tls, users, ...names(as) }) + more)
  chmodSync(tls.key, 0o600)
  run(SERVER, ['-F', '-c', config], as)
  for (const each of [0, 1, 2, 3]) await ready('its port', () => listens(port + each))
  return {
    MAIL_HOST: HOST,
    MAIL_IMAP_PORT: String(port),
    MAIL_IMAPS_PORT: String(port + 1),
    MAIL_POP3_PORT: String(port + 2),
    MAIL_POP3S_PORT: String(port + 3),
    MAIL_USER: USER,
    MAIL_PASSWORD: PASSWORD,
    MAIL_USERS: users,
    MAIL_CA: tls.cert,
  }
}

/** All of it in the data folder, and all as one user: the package's own, where this one is root. */
function configuration({ data, port, tls, users, user, group }) {
  const login = (protocol, first) => `service ${protocol}-login {
  chroot =
  service_count = 0
  process_min_avail = 1
  inet_listener ${protocol} {
    address = ${HOST}
    port = ${first}
  }
  inet_listener ${protocol}s {
    address = ${HOST}
    port = ${first + 1}
    ssl = yes
  }
}`
  return `protocols = imap pop3
base_dir = ${join(data, 'run')}
state_dir = ${join(data, 'state')}
log_path = /dev/stderr
listen = ${HOST}
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${user}
first_valid_uid = 1
ssl = yes
ssl_cert = <${tls.cert}
ssl_key = <${tls.key}
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
mail_location = maildir:~/mail
mail_fsync = never
mail_max_userip_connections = 100
passdb {
  driver = passwd-file
  args = ${users}/%u
}
userdb {
  driver = passwd-file
  args = ${users}/%u
  override_fields = uid=${user} gid=${group} home=${join(data, 'mail')}/%u
}
namespace inbox {
  inbox = yes
}
service anvil {
  chroot =
  # a refused login would slow down all later ones from this machine
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
${login('imap', port)}
${login('pop3', port + 2)}
`
}

/** The names of the user and group that it runs as. */
function names({ uid }) {
  if (uid !== undefined) return { user: 'dovecot', group: 'dovecot' }
  return { user: userInfo().username, group: execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim() }
}
