import { bean } from '../kit/field.ts'
import { type Processor, processorStep } from '../kit/processor.ts'
import { defineStep } from '../kit/step.ts'

export const process = defineStep({
  name: 'process',
  summary: 'Calls a function of the host application with the exchange.',
  category: 'bean',
  notes: [
    'The bean is a function `(exchange) => …`, or an object with a method `process`; a promise is waited for, another result ignored.',
  ],
  fields: {
    ref: bean<Processor, { describe: string; required: true }>({
      describe: 'The bean: its name, `#bean:name` or `#class:…`.',
      required: true,
    }),
  },
  examples: [
    {
      title: 'A function that the embedding program gives as bean',
      yaml: `- from:
    uri: direct:start
    steps:
      - process: { ref: checkOrder }
      - to: mock:end
`,
      beans: ['checkOrder'],
    },
  ],
  compile: ({ ref }) => processorStep(ref),
})
