import { errors } from '../core/errors.ts'
import { andThen } from '../core/step.ts'
import { choice, text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'

export const bean = defineStep({
  name: 'bean',
  summary: 'Calls a method of a bean; what it returns is the new body.',
  category: 'bean',
  shorthand: 'ref',
  notes: [
    'A bean is a function or an object of the host application, or one declared under `beans`. A function, and the only method of an object, gets the body and the exchange.',
    'The method is a name, or a name with arguments: `add(${body}, 1)`. Arguments are simple texts, texts in quotes, numbers, or `*` for the body.',
    'A method that returns nothing leaves the body as it is. What it throws is the failure of the message.',
    'A bean or method that does not exist keeps the route from starting.',
  ],
  fields: {
    ref: text({ describe: 'The bean: its name, `#bean:name` or `#class:…`.' }),
    method: text({ describe: 'The method, with or without arguments.' }),
    beanType: text({
      describe: 'The class of the bean instead of its name: one that `beans` could name, or one whose static methods `class:` knows.',
    }),
    scope: choice(['Singleton', 'Request', 'Prototype'], {
      describe: 'Whether a bean given by `beanType` is made once, or anew for each call (Request, Prototype).',
      default: 'Singleton',
    }),
  },
  examples: [
    {
      title: 'Each message gets a number',
      yaml: `- beans:
    - name: counter
      type: java.util.concurrent.atomic.AtomicInteger
- from:
    uri: direct:start
    steps:
      - bean: { ref: counter, method: incrementAndGet }
      - to: mock:end
`,
    },
  ],
  compile({ ref, method, beanType, scope }, context) {
    if (ref === undefined && beanType === undefined) throw errors.KF_ROUTE_MISSING({ what: 'bean', option: 'ref' })
    const options = {
      ...(ref === undefined ? { beanType } : { ref }),
      ...(method !== undefined && { method }),
    }
    const compile = () => context.expression({ language: 'method', expression: '', options })
    const shared = compile()
    const anew = ref === undefined && scope !== 'Singleton'
    return exchange =>
      andThen((anew ? compile() : shared)(exchange), result => {
        if (result !== undefined) exchange.body = result
      })
  },
})
