import { errors, type KafilaError } from '../../src/core/errors.ts'
import type { DataSource } from '../../src/kit/index.ts'

/** Classes of PostgreSQL's SQLSTATE: the first two characters. */
const CONNECTION = ['08', '53', '57']
const LOGIN = ['28', '3D']
const CONSTRAINT = '23'
const GRAMMAR = '42'
const CONFLICT = ['40']

const SPRING = 'org.springframework'

/** A failure of the PostgreSQL client as an error of the table, with the class by which routes know it. */
export function postgresError(cause: Error, sql: string, { address }: DataSource): KafilaError {
  const code = (cause as { code?: string }).code ?? ''
  const state = /^[0-9A-Z]{5}$/.test(code) ? code.slice(0, 2) : ''
  const reason = cause.message === '' ? code : cause.message
  if (LOGIN.includes(state)) return errors.KF_CONN_AUTH({ what: `sql ${address}`, reason }, { cause })
  if (state === CONSTRAINT)
    return errors.KF_SQL_REFUSED(
      { reason },
      { cause, type: `${SPRING}.dao.${code === '23505' ? 'DuplicateKeyException' : 'DataIntegrityViolationException'}` },
    )
  if (state === GRAMMAR) return errors.KF_SQL_STATEMENT({ sql, reason }, { cause })
  if (CONFLICT.includes(state)) return errors.KF_SQL_CONFLICT({ reason }, { cause })
  if (state === '' || CONNECTION.includes(state))
    return errors.KF_CONN_UNREACHABLE(
      { connector: 'sql', address, reason },
      { cause, type: `${SPRING}.jdbc.CannotGetJdbcConnectionException` },
    )
  return errors.KF_SQL_REFUSED({ reason }, { cause, type: `${SPRING}.dao.DataIntegrityViolationException` })
}

/** A failure of SQLite as an error of the table. */
export function sqliteError(cause: Error, sql: string): KafilaError {
  const code = (cause as { code?: string }).code ?? ''
  const reason = cause.message
  if (code.startsWith('SQLITE_CONSTRAINT')) {
    const type = /UNIQUE|PRIMARYKEY/.test(code) ? 'DuplicateKeyException' : 'DataIntegrityViolationException'
    return errors.KF_SQL_REFUSED({ reason }, { cause, type: `${SPRING}.dao.${type}` })
  }
  if (/^SQLITE_(BUSY|LOCKED|FULL|IOERR)/.test(code)) return errors.KF_SQL_CONFLICT({ reason }, { cause })
  return errors.KF_SQL_STATEMENT({ sql, reason }, { cause })
}
