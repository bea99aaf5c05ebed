import { defineConnector, type Field, text } from '../../src/kit/index.ts'
import { beanEndpointFields, openBeanSink } from '../../src/languages/bean-endpoint.ts'

const beanName: Field<unknown> = {
  ...text({ describe: 'Name of the bean.', required: true }),
  build: (raw, scope) => scope.bean(scope.text(String(raw)) ?? ''),
}

export default defineConnector({
  name: 'bean',
  summary: 'Calls a method of a bean; its result becomes the body.',
  notes: [
    'A method that returns nothing leaves the body. Arguments are simple expressions, texts in quotes, numbers, or `*` for the body; without any, a method that wants some gets the body and the exchange.',
    'A method that returns a promise is waited for; what it throws is the failure of the message.',
  ],
  inMemory: true,
  syntax: 'bean:beanName',
  path: { beanName },
  sink: { fields: beanEndpointFields, open: ({ beanName: bean, method }, context) => openBeanSink(bean, method, context) },
  examples: [
    {
      title: 'Count messages',
      yaml: `- beans:
    - name: counter
      type: java.util.concurrent.atomic.AtomicInteger
- from:
    uri: direct:start
    steps:
      - to: bean:counter?method=incrementAndGet
      - to: mock:end
`,
    },
  ],
})
