import { errors } from '../core/errors.ts'
import { setVariable } from '../core/variables.ts'
import { expression, group, list, text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { assignment, inOrder } from './support/assign.ts'

export const setVariables = defineStep({
  name: 'setVariables',
  summary: 'Sets several variables, each to the result of its own expression.',
  category: 'transformation',
  notes: ['The variables are set one after the other: an expression sees those before it.'],
  fields: {
    variables: list(
      group(
        {
          name: text({
            describe: 'The name, with its repository where it is not the exchange; a text with `${` is simple.',
            required: true,
          }),
          expression: expression({ describe: 'The value.', required: true }),
        },
        { describe: 'A variable.' },
      ),
      { describe: 'The variables, in the order in which they are set.', required: true },
    ),
  },
  examples: [
    {
      title: 'Two variables',
      yaml: `- from:
    uri: direct:start
    steps:
      - setVariables:
          variables:
            - { name: first, simple: "\${body}" }
            - { name: second, simple: "\${variable.first}!" }
      - setBody: { variable: second }
      - to: mock:end
`,
    },
  ],
  compile({ variables }, context) {
    if (variables.length === 0) throw errors.KF_ROUTE_MISSING({ what: 'setVariables', option: 'variables' })
    return inOrder(variables.map(({ name, expression }) => assignment(name, expression, setVariable, context)))
  },
})
