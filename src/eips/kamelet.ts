import { type Field, type FieldMeta, map, steps, text } from '../kit/field.ts'
import type { KameletSink } from '../kit/kamelet-routes.ts'
import { defineStep } from '../kit/step.ts'

/** As in Camel, a value without text is empty here, where other endpoints leave it out. */
function parameters(meta: FieldMeta): Field<Readonly<Record<string, unknown>> | undefined> {
  const field = map(meta)
  return { ...field, build: (raw, scope) => field.build(raw, { ...scope, text: each => scope.text(each) ?? '' }) }
}

export const kamelet = defineStep({
  name: 'kamelet',
  summary: 'Calls a Kamelet; what `kamelet:sink` calls inside of it are the steps of this step.',
  category: 'endpoint',
  notes: [
    'Without steps of its own it takes those behind it, as every block does. A Kamelet that has no `kamelet:sink` calls the steps at its end.',
    'Unlike with `to`, the Kamelet does not take over the error handler or the route configuration of this route: failures inside go to the global error handler, and to the sender.',
  ],
  shorthand: 'name',
  fields: {
    name: text({ describe: 'The Kamelet, with the id of its route behind a slash and parameters behind a question mark.', required: true }),
    parameters: parameters({ describe: 'Parameters of the Kamelet; an optional placeholder without value is an empty text.' }),
    steps: steps({ describe: 'What `kamelet:sink` calls.' }),
  },
  examples: [
    {
      title: 'Steps inside of a Kamelet',
      yaml: `- from:
    uri: direct:start
    steps:
      - kamelet:
          name: around-action
          steps:
            - setBody: { simple: "<\${body}>" }
      - to: mock:end
`,
      files: {
        'around-action.kamelet.yaml': `apiVersion: camel.apache.org/v1
kind: Kamelet
metadata: { name: around-action, labels: { camel.apache.org/kamelet.type: action } }
spec:
  definition:
    title: Around
  template:
    from:
      uri: kamelet:source
      steps:
        - setBody: { simple: "(\${body}" }
        - to: kamelet:sink
        - setBody: { simple: "\${body})" }
`,
      },
    },
  ],
  compile({ name, parameters, steps }, context) {
    const endpoint = context.endpoint(`kamelet:${name}`, parameters, 'sink', { apart: true })
    let sink: KameletSink | undefined
    context.onStart(async () => {
      sink = (await endpoint.sink()) as KameletSink
      sink.attach(steps)
    })
    return exchange => sink?.send(exchange)
  },
})
