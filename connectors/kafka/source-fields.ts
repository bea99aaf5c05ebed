import { bean, boolean, choice, duration, integer, type StateRepository, sourceFields, text } from '../../src/kit/index.ts'
import { commonFields, SCHEMA_REGISTRY } from './common-fields.ts'

export const kafkaSourceFields = {
  ...sourceFields,
  ...commonFields,
  topicIsPattern: boolean({
    describe: 'Whether the topic is a regular expression: all topics with such a name are read, new ones too.',
    default: false,
  }),
  groupId: text({
    describe: 'The group that shares the records; without it a group of its own is made at each start, which knows no positions.',
  }),
  consumersCount: integer({ describe: 'How many members of the group there are; each works on its own partitions.', default: 1 }),
  concurrency: integer({
    describe:
      'How many records a member works on at a time (Kafila). Above 1 the order is kept for each key, and for the records without key of each partition.',
    default: 1,
  }),
  autoOffsetReset: choice(['latest', 'earliest', 'none'], {
    describe: 'Where reading begins without a committed position: after what is there, or at its beginning. none is not supported.',
    default: 'latest',
  }),
  seekTo: choice(['BEGINNING', 'END'], { describe: 'Where reading begins at the start of the route, whatever was committed.' }),
  maxPollRecords: integer({
    describe: 'How many records of a partition wait at most before no more are fetched; in a batch: how many are one list.',
    default: 500,
  }),
  batching: boolean({ describe: 'Whether several records are one message: its body is a list of exchanges.', default: false }),
  batchingIntervalMs: duration({ describe: 'How long a batch that is not full waits for further records; without it, it does not wait.' }),
  breakOnFirstError: boolean({
    describe: 'Whether a record that failed is tried again until it succeeds, which is the default; false skips it, as Camel does.',
  }),
  pollOnError: choice(['DISCARD', 'ERROR_HANDLER', 'RECONNECT', 'RETRY', 'STOP'], {
    describe: 'What follows a failure to read: it is tried again, with a new connection where needed. STOP and DISCARD are not supported.',
    default: 'ERROR_HANDLER',
  }),
  autoCommitEnable: boolean({
    describe: 'Has no effect: positions are committed when their records have ended, not when they are read.',
    default: true,
  }),
  autoCommitIntervalMs: duration({
    describe: 'How long a position waits at most until it is committed; 20 ms without it.',
    advanced: true,
  }),
  allowManualCommit: boolean({
    describe:
      'Whether the route commits: records then have CamelKafkaManualCommit, whose commit() does it, and only what is committed so counts.',
    default: false,
  }),
  isolationLevel: choice(['read_uncommitted', 'read_committed'], {
    describe: 'Whether records of open and aborted transactions are read.',
    default: 'read_uncommitted',
    advanced: true,
  }),
  keyDeserializer: text({
    describe: 'The Java class that reads keys.',
    default: 'org.apache.kafka.common.serialization.StringDeserializer',
  }),
  valueDeserializer: text({
    describe: 'The Java class that reads values.',
    default: 'org.apache.kafka.common.serialization.StringDeserializer',
  }),
  headerDeserializer: text({
    describe:
      'How headers are read: as bytes, or as text with #class:org.apache.camel.component.kafka.serde.ToStringKafkaHeaderDeserializer.',
    advanced: true,
  }),
  partitionAssignor: text({
    describe: 'How the group shares out partitions: RangeAssignor or RoundRobinAssignor.',
    default: 'org.apache.kafka.clients.consumer.RangeAssignor',
    advanced: true,
  }),
  sessionTimeoutMs: duration({ describe: 'A member that is silent for so long is given up by its group.', default: 45_000 }),
  heartbeatIntervalMs: duration({ describe: 'How often a member is heard of.', default: 3000, advanced: true }),
  maxPollIntervalMs: duration({
    describe: 'How long the group waits for its members when it shares out partitions.',
    default: 300_000,
    advanced: true,
  }),
  rebalanceDrainMs: duration({
    describe: 'How long records in hand may take to end before their partitions are given back (Kafila); others may get them again.',
    default: 10_000,
    advanced: true,
  }),
  fetchMinBytes: integer({
    describe: 'A fetch waits until so many bytes are there, or fetchWaitMaxMs is over.',
    default: 1,
    advanced: true,
  }),
  fetchMaxBytes: integer({ describe: 'How many bytes a fetch brings at most.', default: 52_428_800, advanced: true }),
  maxPartitionFetchBytes: integer({
    describe: 'How many bytes of one partition a fetch brings at most.',
    default: 1_048_576,
    advanced: true,
  }),
  fetchWaitMaxMs: duration({ describe: 'How long a fetch waits for records.', default: 500, advanced: true }),
  consumerRequestTimeoutMs: duration({ describe: 'How long an answer of a broker may take.', default: 30_000, advanced: true }),
  pollTimeoutMs: duration({ describe: 'Has no effect: records are handed over when they are there.', default: 5000, advanced: true }),
  commitTimeoutMs: duration({ describe: 'How long a stop waits for its last commit.', default: 5000, advanced: true }),
  checkCrcs: boolean({ describe: 'Has no effect: the checksum of batches is not compared.', default: true, advanced: true }),
  groupInstanceId: text({ describe: 'Static membership.', advanced: true, unsupported: 'the client has no static members' }),
  groupProtocol: choice(['classic'], {
    describe: 'How the group is formed; only `classic` is supported.',
    default: 'classic',
    advanced: true,
  }),
  groupRemoteAssignor: text({
    describe: 'Assignor of the new group protocol.',
    advanced: true,
    unsupported: 'only the classic group protocol is there',
  }),
  offsetRepository: bean<StateRepository>({
    describe:
      'Keeps positions outside of Kafka: a store, or a bean with `getState` and `setState`. Where it knows a position reading begins there, whatever the group knows; the group gets to know it, too.',
    advanced: true,
  }),
  kafkaManualCommitFactory: text({ describe: 'Has no effect: allowManualCommit says enough.', advanced: true }),
  specificAvroReader: boolean({ describe: 'Avro classes.', default: false, advanced: true, unsupported: SCHEMA_REGISTRY }),
}
