import type { KubeObject } from '../client/kube-object.ts'
import { deploymentFields, deploymentRules, exactlyOne } from './deployment-fields.ts'
import { anyObject, list, name, object, required, text, type ValueOf } from './schema.ts'
import type { pipeStatus } from './status-fields.ts'

const dataType = object(
  { describe: 'A data type.' },
  { scheme: text({ describe: 'Its scheme.', maxLength: 128 }), format: required(text({ describe: 'Its format.', maxLength: 128 })) },
)

const endpoint = (describe: string) =>
  object(
    { describe, rules: [exactlyOne('ref', 'uri')] },
    {
      ref: object(
        {
          describe: 'A Kamelet, or another resource that messages are read from or sent to.',
          rules: [{ rule: '!has(self.namespace)', message: 'objects of other namespaces are not supported', fieldPath: '.namespace' }],
        },
        {
          kind: required(text({ describe: 'Kamelet, KafkaTopic, Service …', maxLength: 63, minLength: 1 })),
          apiVersion: text({ describe: 'Its version of the API.', maxLength: 253 }),
          name: required(name('Its name.')),
          namespace: name('Not supported: it is always the own one.'),
        },
      ),
      uri: text({ describe: 'The URI of an endpoint.', minLength: 1 }),
      properties: anyObject({
        describe: 'Properties of the Kamelet or endpoint; a value may be {valueFrom: {secretKeyRef: {name, key}}}.',
      }),
      dataTypes: object({ describe: 'What messages are transformed to.' }, { in: dataType, out: dataType }),
    },
  )

const errorHandler = object(
  { describe: 'What happens to messages that fail.', rules: [exactlyOne('none', 'log', 'sink')] },
  {
    none: anyObject({ describe: 'Nothing is done about it.' }),
    log: object({ describe: 'It is logged.' }, { parameters: anyObject({ describe: 'maximumRedeliveries, redeliveryDelay …' }) }),
    sink: object(
      { describe: 'They are sent to another endpoint.' },
      { endpoint: required(endpoint('The endpoint.')), parameters: anyObject({ describe: 'maximumRedeliveries, redeliveryDelay …' }) },
    ),
  },
)

/** `spec` of a Pipe. */
export const pipeSpec = object(
  { describe: 'What is wanted.', rules: deploymentRules },
  {
    source: required(endpoint('Where messages come from.')),
    sink: required(endpoint('Where messages go.')),
    steps: list({ describe: 'What happens in between.', maxItems: 64 }, endpoint('A step.')),
    errorHandler,
    ...deploymentFields,
  },
)

export type PipeSpec = ValueOf<typeof pipeSpec>

/** A `Pipe`: from a source over steps to a sink, each a Kamelet or an endpoint. */
export interface Pipe extends KubeObject {
  readonly spec: PipeSpec
  readonly status?: ValueOf<typeof pipeStatus>
}
