import type { KubeObject } from '../client/kube-object.ts'
import { deploymentFields, deploymentRules, exactlyOne } from './deployment-fields.ts'
import { anyObject, choice, list, name, object, required, text, type ValueOf } from './schema.ts'
import type { integrationStatus } from './status-fields.ts'

const sources = list(
  { describe: 'Route files as text.', maxItems: 64, keys: ['name'] },
  object(
    { describe: 'A route file.', rules: [exactlyOne('content', 'contentRef')] },
    {
      name: required(text({ describe: 'Its name, as orders.camel.yaml.', pattern: '^[-._a-zA-Z0-9]+\\.ya?ml$', maxLength: 253 })),
      content: text({ describe: 'Its text.', maxLength: 1048576 }),
      contentRef: name('A ConfigMap that has its text.'),
      contentKey: text({ describe: 'The key there. Default: the name of the source.', pattern: '^[-._a-zA-Z0-9]+$', maxLength: 253 }),
      language: choice({ describe: 'Its language.' }, ['yaml']),
    },
  ),
)

/** `spec` of an Integration. */
export const integrationSpec = object(
  {
    describe: 'What is wanted.',
    rules: [
      {
        rule: '(has(self.flows) && size(self.flows) > 0) || (has(self.sources) && size(self.sources) > 0) || (has(self.runtime) && has(self.runtime.image))',
        message: 'flows or sources must have a route, unless runtime.image brings its own',
      },
      ...deploymentRules,
    ],
  },
  {
    flows: list(
      { describe: 'Routes and other elements of a route file: from, route, rest, beans …', maxItems: 512 },
      anyObject({ describe: 'An element of a route file.' }),
    ),
    sources,
    ...deploymentFields,
  },
)

export type IntegrationSpec = ValueOf<typeof integrationSpec>
export type IntegrationStatus = ValueOf<typeof integrationStatus>

/** An `Integration`: routes, and how they run. */
export interface Integration extends KubeObject {
  readonly spec: IntegrationSpec
  readonly status?: IntegrationStatus
}
