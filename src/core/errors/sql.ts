import { entry } from './define.ts'

/** Area SQL: a database refused a statement, or a statement lacks values. */
export const sqlErrors = {
  KF_SQL_STATEMENT: entry<{ sql: string; reason: string }>({
    message: d => `the statement [${d.sql}] is wrong: ${d.reason}`,
    help: 'The database does not understand the statement, or does not know a table or column in it.',
    type: 'org.springframework.jdbc.BadSqlGrammarException',
  }),
  KF_SQL_REFUSED: entry<{ reason: string }>({
    message: d => `the database refuses the row: ${d.reason}`,
    help: 'A constraint of the table, or the type of a column, does not allow this value; it will not do so later either.',
    type: 'org.springframework.dao.DataIntegrityViolationException',
  }),
  KF_SQL_CONFLICT: entry<{ reason: string }>({
    message: d => `the database gave way to another transaction: ${d.reason}`,
    help: 'Two transactions wanted the same rows, or the disk is full; the statement may succeed when it is tried again.',
    type: 'org.springframework.dao.ConcurrencyFailureException',
    retryable: true,
  }),
  KF_SQL_PARAMETERS: entry<{ expected: number; actual: number; sql: string }>({
    message: d => `Number of parameters mismatch. Expected: ${d.expected}, was: ${d.actual}, query: [${d.sql}]`,
    help: 'The body, a list or a text with separators, has fewer items than the statement has signs for parameters.',
    type: 'java.sql.SQLException',
  }),
  KF_SQL_NO_VALUE: entry<{ name: string; sql: string }>({
    message: d => `Cannot find key [${d.name}] in message body or headers to use when setting named parameter in query [${d.sql}]`,
    help: 'A parameter by name takes its value from the body where that is a map, otherwise from a header.',
    type: 'org.apache.camel.RuntimeExchangeException',
  }),
  KF_SQL_NOT_ONE: entry<{ rows: number }>({
    message: d => `Query result not unique for outputType=SelectOne. Got ${d.rows} count instead.`,
    help: 'outputType=SelectOne is for statements that give one row at most.',
    type: 'java.sql.SQLDataException',
  }),
  KF_SQL_UPDATE_COUNT: entry<{ expected: number; actual: number; sql: string }>({
    message: d => `Incorrect update count. Expected: ${d.expected}, was: ${d.actual}, query: [${d.sql}]`,
    help: 'onConsume did not change as many rows as expectedUpdateCount says: somebody else may have taken the row.',
    type: 'org.springframework.jdbc.JdbcUpdateAffectedIncorrectNumberOfRowsException',
    retryable: true,
  }),
} as const
