import { entry } from './define.ts'

/** Area STORE: something could not be kept, or what was kept cannot be read. */
export const storeErrors = {
  KF_STORE_FAILED: entry<{ store: string; reason: string }>({
    message: d => `${d.store}: ${d.reason}`,
    help: 'The disk or the database of the store refused; the cause tells more. Nothing was written.',
    type: 'java.io.IOException',
    retryable: true,
  }),
  KF_STORE_KEY: entry<{ length: number; limit: number }>({
    message: d => `a key of ${d.length} bytes is too long for a store: at most ${d.limit}`,
    help: 'Keys of stores are short names; take a digest of what is longer.',
    type: 'java.lang.IllegalArgumentException',
  }),
  KF_STORE_CLOSED: entry<{ store: string }>({
    message: d => `${d.store} is closed`,
    help: 'The runtime is stopping.',
    type: 'java.lang.IllegalStateException',
    retryable: true,
  }),
  KF_STORE_IN_USE: entry<{ what: string; owner: string }>({
    message: d => `${d.what} is used by another process: ${d.owner}`,
    help: 'Stop that process, or give this one a store, or a repositoryName, of its own.',
    type: 'java.lang.IllegalStateException',
    retryable: true,
  }),
  KF_STORE_UNSTORABLE: entry<{ what: string; type: string }>({
    message: d => `${d.what} is a ${d.type}, which cannot be stored`,
    help: 'Convert it first: bytes, texts, numbers, dates, lists and maps can be stored, objects of classes and functions cannot.',
    type: 'java.io.NotSerializableException',
  }),
  KF_STORE_FORMAT: entry<{ reason: string }>({
    message: d => `what is stored cannot be read: ${d.reason}`,
    help: 'It was written by a later version, or is damaged.',
    type: 'java.io.StreamCorruptedException',
  }),
  KF_STORE_IN_PROGRESS: entry<{ key: string }>({
    message: d => `the message ${d.key} is being worked on by another process`,
    help: 'Whether it is done is not known yet, so it is neither worked on twice nor passed over: it is given back, and tried again until that process has ended it or is gone.',
    type: 'java.lang.IllegalStateException',
    retryable: true,
  }),
} as const
