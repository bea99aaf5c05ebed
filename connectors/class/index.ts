import { errors } from '../../src/core/errors.ts'
import { defineConnector, type Field, text } from '../../src/kit/index.ts'
import { beanEndpointFields, openBeanSink } from '../../src/languages/bean-endpoint.ts'
import { staticMethods } from '../../src/languages/static-methods.ts'

const beanName: Field<unknown> = {
  ...text({ describe: 'Name of the class.', required: true }),
  build(raw, scope) {
    const name = scope.text(String(raw)) ?? ''
    return staticMethods(name) ?? scope.bean(`#class:${name}`)
  },
}

export default defineConnector({
  name: 'class',
  summary: 'Calls a method of a class: a static one of the few that have a counterpart here, or one of a bean made for this endpoint.',
  notes: [
    'Static methods: of `java.lang.String`, `Integer`, `Long`, `Double`, `Boolean`, `Math` and `System`, and of `java.util.UUID` and `Objects`. Other classes are those that `beans:` may name.',
  ],
  inMemory: true,
  syntax: 'class:beanName',
  path: { beanName },
  sink: {
    fields: beanEndpointFields,
    open: ({ beanName: bean, method, scope }, context) => {
      if (scope !== 'Singleton') throw errors.KF_ROUTE_UNSUPPORTED({ what: `scope=${scope}`, reason: 'one bean serves all messages' })
      return openBeanSink(bean, method, context)
    },
  },
  examples: [
    {
      title: 'A text from a list',
      yaml: `- from:
    uri: direct:start
    steps:
      - to: class:java.lang.String?method=join('-', \${body})
      - to: mock:end
`,
    },
  ],
})
