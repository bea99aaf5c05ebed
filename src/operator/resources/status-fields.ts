import { choice, dateTime, integer, list, long, object, required, text } from './schema.ts'

const condition = object(
  { describe: 'How one side of it stands.' },
  {
    type: required(text({ describe: 'Accepted, Resolved, Built, Deployed, Ready, Reconciling or Stalled.', maxLength: 316 })),
    status: required(choice({ describe: 'Whether it holds.' }, ['True', 'False', 'Unknown'])),
    reason: required(text({ describe: 'Why, in one word.', maxLength: 1024, pattern: '^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$' })),
    message: required(text({ describe: 'Why, for people.', maxLength: 32768 })),
    observedGeneration: long('The generation of the resource that it tells of.'),
    lastTransitionTime: required(dateTime('When the status changed last.')),
  },
)

/** What the status of Integrations and Pipes both tells. */
const standing = {
  observedGeneration: long('The generation that the status tells of.'),
  phase: text({ describe: 'In one word, derived from the conditions.', maxLength: 64 }),
  conditions: list({ describe: 'How its sides stand.', maxItems: 16, keys: ['type'] }, condition),
  replicas: integer({ describe: 'How many pods there are.' }),
  readyReplicas: integer({ describe: 'How many of them are ready.' }),
  selector: text({ describe: 'The labels of its pods.' }),
}

/** The status of Integrations. */
export const integrationStatus = object(
  { describe: 'How it stands; written by the operator.' },
  {
    ...standing,
    workload: text({ describe: 'What runs it: Deployment/NAME.', maxLength: 512 }),
    revision: text({ describe: 'The revision that is deployed.', maxLength: 253 }),
    revisions: list(
      { describe: 'The revisions that are kept, the newest first: what spec.deploy.revision may name.', maxItems: 64 },
      object(
        { describe: 'A revision.' },
        {
          name: required(text({ describe: 'Its name.', maxLength: 253 })),
          number: integer({ describe: 'Counts up.' }),
          created: dateTime('When it was made.'),
        },
      ),
    ),
    runtime: object(
      { describe: 'The runtime that it is pinned to.' },
      { version: text({ describe: 'The version.', maxLength: 64 }), image: text({ describe: 'The image.', maxLength: 512 }) },
    ),
    url: text({ describe: 'Where its HTTP routes are reached within the cluster.' }),
    lastRunTime: dateTime('CronJob: when it ran last.'),
  },
)

/** The status of Pipes: that of their Integration. */
export const pipeStatus = object(
  { describe: 'How it stands: as its Integration.' },
  {
    ...standing,
  },
)
