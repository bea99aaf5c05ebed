import { bean, boolean, choice, type DataSource, integer, pollFields, sinkFields, sourceFields, text } from '../../src/kit/index.ts'

const JAVA = 'it is a Java object'

/** What sources and sinks have in common. */
const common = {
  dataSource: bean<DataSource>({
    describe: 'The database: a data source among the beans. Without it the only one there is, else an embedded one.',
  }),
  allowNamedParameters: boolean({ describe: 'Whether :#name stands for a parameter.', default: true }),
  usePlaceholder: boolean({ describe: 'Whether the placeholder stands for a parameter.', default: true, advanced: true }),
  placeholder: text({ describe: 'The sign that stands for a parameter.', default: '#', advanced: true }),
  separator: text({ describe: 'Cuts a text into parameters by position.', default: ',' }),
  outputType: choice(['SelectOne', 'SelectList', 'StreamList'], {
    describe: 'Rows as a list, the one row (its value, where it has one column), or one after the other while they are read.',
    default: 'SelectList',
  }),
  outputClass: text({ describe: 'A Java class that a row becomes.', unsupported: 'there are no Java classes; rows are maps' }),
  outputHeader: text({ describe: 'The header that takes the result; the body then stays.' }),
  fetchSize: integer({ describe: 'How many rows are fetched at a time with StreamList.', advanced: true }),
  parametersCount: integer({ describe: 'Has no effect: parameters are counted in the statement.', advanced: true }),
  alwaysPopulateStatement: boolean({
    describe: 'Has no effect: a statement without parameters takes none.',
    default: false,
    advanced: true,
  }),
  prepareStatementStrategy: text({ describe: 'Takes parameters from messages.', advanced: true, unsupported: JAVA }),
  rowMapperFactory: text({ describe: 'Makes objects of rows.', advanced: true, unsupported: JAVA }),
  templateOptions: text({ describe: 'Options of the template of Spring.', advanced: true, unsupported: 'there is no Spring' }),
}

export const sqlSourceFields = {
  ...sourceFields,
  ...pollFields,
  ...common,
  useIterator: boolean({ describe: 'Whether each row is a message; otherwise all rows of a poll are one.', default: true }),
  maxMessagesPerPoll: integer({ describe: 'How many rows a poll takes at most; 0: all.', default: 0 }),
  routeEmptyResultSet: boolean({ describe: 'Whether a poll without rows is a message too (an empty list).', default: false }),
  onConsume: text({
    describe: 'A statement for each row whose message ended well: marks or deletes it. Parameters by name are its columns.',
  }),
  onConsumeFailed: text({ describe: 'A statement for each row whose message failed.' }),
  onConsumeBatchComplete: text({ describe: 'A statement when all rows of a poll are done.' }),
  expectedUpdateCount: integer({ describe: 'How many rows onConsume must change; -1: any number.', default: -1 }),
  breakBatchOnConsumeFail: boolean({ describe: 'Whether the rest of the poll is left where onConsume fails.', default: false }),
  transacted: boolean({ describe: 'Whether the rest of the poll is left where a message fails.', default: false }),
  concurrency: integer({ describe: 'How many rows are worked on at a time; not of Camel.', default: 1 }),
  concurrencyKey: text({ describe: 'A column: with `concurrency`, rows with the same value in it keep their order; not of Camel.' }),
  processingStrategy: text({ describe: 'Runs the statements for consumed rows.', advanced: true, unsupported: JAVA }),
}

export const sqlSinkFields = {
  ...sinkFields,
  ...common,
  batch: boolean({ describe: 'Whether the body is a list of sets of parameters, all written in one transaction.', default: false }),
  batchAutoCommitDisabled: boolean({ describe: 'Has no effect: a batch is one transaction.', default: true }),
  noop: boolean({ describe: 'Ignores the result: the message goes on as it was.', default: false }),
  useMessageBodyForSql: boolean({
    describe: 'Takes the statement from the body and its parameters from CamelSqlParameters.',
    default: false,
  }),
  connectTimeout: integer({ describe: 'How long a message waits for the database, in milliseconds; not of Camel.', default: 10_000 }),
}
