import type { KubeObject } from '../client/kube-object.ts'
import { anyObject, anyValue, list, object, required, text, type ValueOf } from './schema.ts'

/** `spec` of a Kamelet, as in Camel. */
export const kameletSpec = object(
  { describe: 'What it does.' },
  {
    definition: object(
      { describe: 'Its parameters, as JSON Schema.' },
      {
        title: text({ describe: 'Its title.' }),
        description: text({ describe: 'What it does.', maxLength: 65536 }),
        type: text({ describe: 'Always object.', maxLength: 16 }),
        required: list(
          { describe: 'Parameters that have to be given.', maxItems: 128 },
          text({ describe: 'A parameter.', maxLength: 253 }),
        ),
        properties: anyObject({ describe: 'The parameters by name.' }),
      },
    ),
    template: required(anyObject({ describe: 'The route, from kamelet:source or to kamelet:sink, and its beans.' })),
    dataTypes: anyObject({ describe: 'The data types that it takes and gives.' }),
    types: anyObject({ describe: 'As dataTypes, in the old form.' }),
    dependencies: list({ describe: 'Camel modules; not needed here.', maxItems: 128 }, anyValue({ describe: 'A module.' })),
    sources: list({ describe: 'Not supported.', maxItems: 0 }, anyObject({ describe: 'A source.' })),
    versions: anyObject({
      describe: 'Not supported.',
      rules: [{ rule: 'false', message: 'other versions are not supported: store each as a Kamelet of its own name' }],
    }),
  },
)

/** A `Kamelet`: a route with parameters that Integrations and Pipes use by name. */
export interface Kamelet extends KubeObject {
  readonly spec: ValueOf<typeof kameletSpec>
}
