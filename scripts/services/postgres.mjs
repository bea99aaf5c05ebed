import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { certificate, fromDebian, handTo, PASSWORD, USER } from './install.mjs'

const HOST = '127.0.0.1'

/** The programs of the newest version that is installed. */
function programs() {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  return join(root, versions[0] ?? '15', 'bin')
}

export default {
  from: 'PostgreSQL (Debian)',
  ports: 1,
  stopSignal: 'SIGINT',
  install: () => fromDebian(join(programs(), 'postgres'), 'postgresql').install(),
  check: () => fromDebian(join(programs(), 'postgres'), 'postgresql').check(),
  async start({ data, port, run, ready }) {
    const bin = programs()
    const tls = certificate(data)
    chmodSync(tls.key, 0o600)
    const db = join(data, 'db')
    const sockets = join(data, 'sockets')
    for (const each of [db, sockets]) mkdirSync(each, { recursive: true })
    // it refuses to run as root
    const as = handTo('postgres', data)
    if (!existsSync(join(db, 'PG_VERSION'))) {
      const password = join(data, 'password')
      writeFileSync(password, PASSWORD)
      const options = { ...as, stdio: ['ignore', 'ignore', 'inherit'], cwd: data }
      execFileSync(
        join(bin, 'initdb'),
        ['-D', db, '-U', USER, `--pwfile=${password}`, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
        options,
      )
    }
    // of one that was killed: it would look alive
    rmSync(join(db, 'postmaster.pid'), { force: true })
    rmSync(sockets, { recursive: true })
    mkdirSync(sockets)
    if (as.uid !== undefined) execFileSync('chown', [String(as.uid), sockets])
    const settings = [
      'fsync=off',
      'wal_level=logical',
      'max_connections=200',
      'ssl=on',
      `ssl_cert_file=${tls.cert}`,
      `ssl_key_file=${tls.key}`,
    ]
    run(join(bin, 'postgres'), ['-D', db, '-h', HOST, '-p', String(port), '-k', sockets, ...settings.flatMap(each => ['-c', each])], as)
    await ready('its readiness', () =>
      succeeds(join(bin, 'pg_isready'), ['-q', '-h', HOST, '-p', String(port), '-U', USER, '-d', 'postgres']),
    )
    return {
      PG_HOST: HOST,
      PG_PORT: String(port),
      PG_USER: USER,
      PG_PASSWORD: PASSWORD,
      PG_DATABASE: 'postgres',
      PG_URL: `postgres://${USER}:${PASSWORD}@${HOST}:${port}/postgres`,
      PG_CA: tls.cert,
    }
  },
}

function succeeds(program, args) {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
