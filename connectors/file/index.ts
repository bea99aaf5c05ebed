import { defineConnector } from '../../src/kit/index.ts'
import { directoryName } from './common-fields.ts'
import { openFilePoller } from './polled.ts'
import { openFileSink } from './sink.ts'
import { fileSinkFields } from './sink-fields.ts'
import { openFileSource } from './source.ts'
import { fileSourceFields } from './source-fields.ts'

export default defineConnector({
  name: 'file',
  summary: 'Reads files of a folder, and writes messages to files.',
  notes: [
    'A file is settled (moved, deleted, remembered) when its message has ended, in whatever route that is: behind `seda` a failure there counts. One whose message failed stays, or goes to `moveFailed`; a `stop` and a mere mark for rollback are no failures.',
    'The body stands for the file and is read only when somebody wants the content: a file of any size may be split by a tokenizer or written elsewhere without being read into memory.',
    'The source works on one file after the other. A stop lets the one in hand end; what was found besides is found again.',
    'The sink does not write outside of its folder unless `jailStartingDirectory=false`.',
  ],
  syntax: 'file:directoryName',
  pathInQuery: false,
  path: { directoryName },
  source: { fields: fileSourceFields, exclusive: true, open: (options, context) => openFileSource(options, context) },
  sink: { fields: fileSinkFields, open: (options, context) => openFileSink(options, context) },
  polled: { open: (options, context) => openFilePoller(options, context) },
  examples: [
    {
      title: 'Orders from one folder to another',
      yaml: `- from:
    uri: file:inbox?move=.done&moveFailed=.failed
    steps:
      - log: "\${file:name}"
      - to: file:outbox
`,
    },
  ],
})
