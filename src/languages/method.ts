import { errors } from '../core/errors.ts'
import { choice, text } from '../kit/field.ts'
import { defineLanguage } from '../kit/language.ts'
import { compileBeanCall } from './bean-method.ts'
import { staticMethods } from './static-methods.ts'

/** The result of a bean's method. */
export const method = defineLanguage({
  name: 'method',
  aliases: ['bean'],
  shorthand: 'ref',
  summary: 'Calls a method of a bean.',
  notes: [
    'The method is a name, or a name with arguments: `add(${body}, 1)`. Arguments are simple expressions, texts in quotes, numbers, or `*` for the body.',
    'A bean that is a function, or has only one method, needs no method named. What it throws is the failure of the message.',
    'A method that does not exist keeps the route from starting.',
  ],
  fields: {
    ref: text({ describe: 'The name of the bean.' }),
    method: text({ describe: 'The method, with or without arguments.' }),
    beanType: text({
      describe: 'The type of the bean instead of its name: one that `beans:` could name, or one whose static methods `class:` knows.',
    }),
    scope: choice(['Singleton', 'Request', 'Prototype'], {
      describe: 'Whether one bean serves all messages; only Singleton is supported.',
      default: 'Singleton',
    }),
    validate: text({ describe: 'Whether the method is looked up when the route is built; it always is.' }),
  },
  examples: [
    {
      title: 'A price from a function of the application',
      beans: ['price'],
      yaml: `- route:
    id: price
    from:
      uri: direct:price
      steps:
        - setHeader: { name: price, method: { ref: price } }
`,
    },
  ],
  compile(source, options, context) {
    const [ref, named] = splitReference(options.ref ?? source)
    if (options.scope !== 'Singleton')
      throw errors.KF_EXPR_UNSUPPORTED({ language: 'method', what: `scope ${options.scope}`, reason: 'a bean is made once' })
    const { beanType } = options
    const bean = beanType === undefined || ref !== '' ? context.bean(ref) : (staticMethods(beanType) ?? context.bean(`#class:${beanType}`))
    // undefined where the method returns nothing: a bean step then leaves the body as it is
    return compileBeanCall(bean, options.method ?? named, context)
  },
})

/** `name`, `name?method=m`, `name::m` or `name.m`. */
function splitReference(text: string): [string, string | undefined] {
  const reference = text.replace(/^ref:/, '')
  const match = /^(.*?)(?:\?method=|::)(.+)$/s.exec(reference)
  return match ? [match[1]!, match[2]!] : [reference, undefined]
}
