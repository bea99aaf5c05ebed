import { boolean, browseLimit, choice, duration, integer, sinkFields, sourceFields, text } from '../index.ts'

const common = {
  size: integer({ describe: 'How many messages the queue holds; 1000 unless given. All endpoints of a queue that give it must agree.' }),
  queue: text({ describe: 'A queue of your own.', advanced: true, unsupported: 'it takes a Java object' }),
  browseLimit,
}

/** Options of the components by other names than those of their endpoints. */
export const sedaComponentOptions = {
  queueSize: 'size',
  defaultBlockWhenFull: 'blockWhenFull',
  defaultDiscardWhenFull: 'discardWhenFull',
  defaultOfferTimeout: 'offerTimeout',
  defaultPollTimeout: 'pollTimeout',
} as const

/** Options of whoever takes messages from a queue. */
export const sedaSourceFields = {
  ...sourceFields,
  ...common,
  concurrentConsumers: integer({ describe: 'How many messages are worked on at a time; with 1 they keep their order.', default: 1 }),
  limitConcurrentConsumers: boolean({ describe: 'Whether more than 500 are refused.', default: true, advanced: true }),
  multipleConsumers: boolean({
    describe: 'Whether several routes may consume; each then gets every message.',
    default: false,
    advanced: true,
  }),
  purgeWhenStopping: boolean({
    describe: 'Whether a stop drops what is queued; those who sent it learn that it failed.',
    default: false,
    advanced: true,
  }),
  pollTimeout: integer({ describe: 'Has no effect: a consumer is woken when a message comes.', default: 1000, advanced: true }),
  virtualThreadPerTask: boolean({ describe: 'Has no effect: there are no threads.', default: false, advanced: true }),
}

/** Options of whoever sends to a queue. */
export const sedaSinkFields = {
  ...sinkFields,
  ...common,
  waitForTaskToComplete: choice(['Never', 'IfReplyExpected', 'Always'], {
    describe: 'When the sender waits for the consuming route to end.',
    default: 'IfReplyExpected',
  }),
  timeout: duration({ describe: 'How long it waits; 0 or less: for ever.', default: 30_000 }),
  blockWhenFull: boolean({
    describe: 'Whether the sender waits for room in a full queue; otherwise it fails.',
    default: false,
    advanced: true,
  }),
  offerTimeout: duration({ describe: 'How long it waits for room; 0 or less: for ever.', default: 0, advanced: true }),
  discardWhenFull: boolean({ describe: 'Whether a message to a full queue is dropped.', default: false, advanced: true }),
  failIfNoConsumers: boolean({ describe: 'Whether a message fails where nobody consumes.', default: false, advanced: true }),
  discardIfNoConsumers: boolean({ describe: 'Whether a message is dropped where nobody consumes.', default: false, advanced: true }),
}
