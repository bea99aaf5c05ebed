import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import dovecot, { startDovecot } from './dovecot.mjs'
import { certificate, fromDebian } from './install.mjs'
import { listens } from './listens.mjs'

const HOST = '127.0.0.1'
const DOMAIN = 'example.test'
const MASTER = '/usr/lib/postfix/sbin/master'
const packages = [dovecot, fromDebian(MASTER, 'postfix'), fromDebian('/usr/lib/dovecot/lmtp', 'dovecot-lmtpd', 'postfix')]

/**
 * Ports: +0 SMTP, +1 SMTPS, +2 IMAP, +3 IMAPS, +4 POP3, +5 POP3S. Postfix takes mails to `USER@example.test` into its queue on the disk and gives them
 * to a Dovecot of its own, whose users may log in here too; one that it took and was killed with is there after the next start. `busy@` is put off (450),
 * `refused@` refused (550); a mail to `later@` or `never@` is answered 451 or 554 when all of it has come.
 */
export default {
  from: 'Postfix and Dovecot (Debian; needs root): SMTP, IMAP, POP3, mails in files',
  ports: 6,
  async install() {
    for (const each of packages) await each.install()
  },
  async check() {
    for (const each of packages) await each.check()
    if (process.getuid() !== 0) throw new Error('postfix runs as root alone')
  },
  async start(instance) {
    const { data, port, run, ready } = instance
    const [dovecotData, config, queue, own] = ['dovecot', 'postfix', 'queue', 'own'].map(each => join(data, each))
    for (const each of [dovecotData, config, queue, own]) mkdirSync(each, { recursive: true })
    execFileSync('chown', ['postfix', own])
    const tls = certificate(dovecotData)
    const mailboxes = await startDovecot({ ...instance, data: dovecotData, port: port + 2 }, FOR_POSTFIX)
    writeFileSync(join(config, 'main.cf'), settings({ queue, own, sockets: join(dovecotData, 'run'), tls }))
    writeFileSync(join(config, 'master.cf'), processes(port))
    // makes the folders of its queue
    if (!existsSync(join(queue, 'incoming'))) execFileSync('postfix', ['-c', config, 'check'], { stdio: 'ignore' })
    run(MASTER, ['-c', config, '-s'])
    for (const each of [0, 1]) await ready('its port', () => listens(port + each))
    return { ...mailboxes, MAIL_SMTP_PORT: String(port), MAIL_SMTPS_PORT: String(port + 1) }
  },
}

/** Mails come to Dovecot by a socket, and it tells by another one who may log in. */
const FOR_POSTFIX = `protocols = imap pop3 lmtp
maildir_very_dirty_syncs = yes
postmaster_address = postmaster@${DOMAIN}
service lmtp {
  process_min_avail = 2
  unix_listener lmtp {
    mode = 0666
  }
}
service auth {
  unix_listener auth-smtp {
    mode = 0666
  }
}
protocol lmtp {
  auth_username_format = %n
}
`

function settings({ queue, own, sockets, tls }) {
  return `compatibility_level = 3.6
queue_directory = ${queue}
data_directory = ${own}
maillog_file = /dev/stdout
myhostname = mail.${DOMAIN}
mydestination =
inet_interfaces = ${HOST}
inet_protocols = ipv4
alias_maps =
virtual_mailbox_domains = ${DOMAIN}
virtual_mailbox_maps = static:all
virtual_transport = lmtp:unix:${join(sockets, 'lmtp')}
default_transport = error:no mail leaves this machine
relay_transport = error:no mail leaves this machine
smtpd_relay_restrictions = reject_unauth_destination
smtpd_recipient_restrictions = check_recipient_access regexp:{{/^busy@/ 450 4.2.1 busy for now} {/^refused@/ 550 5.1.1 no such user}}
smtpd_end_of_data_restrictions = check_recipient_access regexp:{{/^later@/ 451 4.7.1 try again later} {/^never@/ 554 5.7.1 not such a mail}}
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = ${join(sockets, 'auth-smtp')}
smtpd_tls_security_level = may
smtpd_tls_cert_file = ${tls.cert}
smtpd_tls_key_file = ${tls.key}
smtpd_client_connection_count_limit = 0
smtpd_error_sleep_time = 0
message_size_limit = 10240000
in_flow_delay = 1
qmgr_message_active_limit = 100
lmtp_destination_recipient_limit = 1
lmtp_destination_concurrency_limit = 8
queue_run_delay = 1
minimal_backoff_time = 1
maximal_backoff_time = 2
transport_retry_time = 1
`
}

function processes(port) {
  const inet = (name, ...options) => `${HOST}:${name} inet n - n - - smtpd${options.map(each => `\n  -o ${each}`).join('')}`
  return `${inet(port)}
${inet(port + 1, 'smtpd_tls_wrappermode=yes')}
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
scache unix - - n - 1 scache
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
`
}
