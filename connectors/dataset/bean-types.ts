import { type BeanTypeDefinition, defineBeanType, integer, map, text } from '../../src/kit/index.ts'
import { FileDataSet, SimpleDataSet } from './data-set.ts'

const reportCount = integer({ describe: 'Has no effect: progress is not logged.', default: -1 })

const simple = defineBeanType({
  names: ['org.apache.camel.component.dataset.SimpleDataSet'],
  summary: 'A data set of so many equal messages.',
  fields: {
    size: integer({ describe: 'How many messages.', default: 10 }),
    defaultBody: text({ describe: 'Their body.', default: '<hello>world!</hello>' }),
    defaultHeaders: map({ describe: 'Their headers.' }),
    reportCount,
  },
  create: ({ size, defaultBody, defaultHeaders }) => new SimpleDataSet(size, defaultBody, defaultHeaders),
})

const file = defineBeanType({
  names: ['org.apache.camel.component.dataset.FileDataSet'],
  summary: 'A data set of the parts of a file.',
  fields: {
    sourceFile: text({ describe: 'The file; the first constructor argument otherwise.' }),
    delimiter: text({ describe: 'What stands between two messages; without it the file is one message.' }),
    size: integer({ describe: 'How many messages; as many as the file has unless given.' }),
    reportCount,
  },
  create: ({ sourceFile, delimiter, size }, { constructorArguments: [path, separator] }) =>
    new FileDataSet(sourceFile ?? String(path), delimiter ?? (separator as string | undefined), size),
})

/** Bean types for `dataset:`. */
export const dataSets: readonly BeanTypeDefinition[] = [file, simple] as readonly BeanTypeDefinition[]
