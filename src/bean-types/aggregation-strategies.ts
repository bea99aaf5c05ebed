import { errors } from '../core/errors.ts'
import type { Expression } from '../core/expression.ts'
import { archived } from '../eips/strategies/archived.ts'
import { groupedBody, groupedExchange, groupedMessage } from '../eips/strategies/grouped.ts'
import { joinedText } from '../eips/strategies/joined-text.ts'
import { lastBody } from '../eips/strategies/last-body.ts'
import { useLatest } from '../eips/strategies/use-latest.ts'
import { useOriginal } from '../eips/strategies/use-original.ts'
import type { ArchiveKind } from '../formats/archive/format.ts'
import { TAR } from '../formats/tar-file.ts'
import { ZIP } from '../formats/zip-file.ts'
import type { AggregationStrategy } from '../kit/aggregation.ts'
import { type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'
import { bean, boolean, text } from '../kit/field.ts'

const CLASS = 'org.apache.camel.processor.aggregate.'

const groupedBodyStrategy = defineBeanType({
  names: [`${CLASS}GroupedBodyAggregationStrategy`],
  summary: 'Joins messages to a list of their bodies.',
  fields: {},
  create: () => groupedBody,
})

const groupedExchangeStrategy = defineBeanType({
  names: [`${CLASS}GroupedExchangeAggregationStrategy`],
  summary: 'Joins messages to a list of the exchanges themselves, in a new message without headers.',
  fields: {},
  create: () => groupedExchange,
})

const groupedMessageStrategy = defineBeanType({
  names: [`${CLASS}GroupedMessageAggregationStrategy`],
  summary: 'Joins messages to a list of the messages themselves, in a new message without headers; a split makes them its parts.',
  fields: {},
  create: () => groupedMessage,
})

const stringStrategy = defineBeanType({
  names: [`${CLASS}StringAggregationStrategy`],
  summary: 'Joins the bodies to one text.',
  fields: {
    delimiter: text({ describe: 'Stands between the texts.', default: '' }),
    pickExpression: bean<Expression>({ describe: 'Expression that gives the texts instead of the bodies.' }),
  },
  create: ({ delimiter, pickExpression }) => joinedText(delimiter, pickExpression),
})

const useLatestStrategy = defineBeanType({
  names: [`${CLASS}UseLatestAggregationStrategy`],
  summary: 'Keeps the last message.',
  fields: {},
  create: () => useLatest,
})

const useOriginalStrategy = defineBeanType({
  names: [`${CLASS}UseOriginalAggregationStrategy`],
  summary: 'Keeps the message as it was before; the constructor argument `false` also swallows failures of the parts.',
  fields: {},
  create: (_options, { constructorArguments: [propagate] }) => useOriginal(String(propagate ?? 'true') !== 'false'),
})

const flexibleStrategy = defineBeanType({
  names: ['org.apache.camel.builder.FlexibleAggregationStrategy'],
  summary: 'Keeps the first message with the last body that is not null; what its methods in Java change cannot be said in YAML.',
  fields: {},
  create: () => lastBody,
})

/** The factory methods of Camel's class, by what they make of their arguments. */
const FACTORIES: Readonly<Record<string, (first: unknown) => AggregationStrategy>> = {
  flexible: () => lastBody,
  groupedBody: () => groupedBody,
  groupedExchange: () => groupedExchange,
  groupedMessage: () => groupedMessage,
  string: delimiter => joinedText(String(delimiter ?? '')),
  useLatest: () => useLatest,
  useOriginal: propagate => useOriginal(String(propagate ?? 'true') !== 'false'),
}

const factory = defineBeanType({
  names: ['org.apache.camel.builder.AggregationStrategies', 'org.apache.camel.AggregationStrategy'],
  summary: `A strategy by a factory method of \`org.apache.camel.builder.AggregationStrategies\`: ${Object.keys(FACTORIES).join(', ')}.`,
  fields: {},
  create(_options, { name, factory, constructorArguments: [first] }) {
    const make = factory && Object.hasOwn(FACTORIES, factory.method) ? FACTORIES[factory.method] : undefined
    if (make !== undefined) return make(first)
    const reason = factory === undefined ? 'factoryMethod is missing' : `there is no factory method ${factory.method} here`
    throw errors.KF_ROUTE_BEAN({ name, reason })
  },
})

const archiveFields = {
  filePrefix: text({ describe: 'Beginning of the name of the temporary file.' }),
  fileSuffix: text({ describe: 'End of the name of the temporary file: .zip, .tar.' }),
  allowEmptyFiles: boolean({ describe: 'Whether empty messages become entries too.', default: false }),
  preserveFolderStructure: boolean({ describe: 'Whether files are named by CamelFileName, with folders.', default: false }),
  useFilenameHeader: boolean({ describe: 'Whether other messages are named by CamelFileName, instead of their id.', default: false }),
  useTempFile: boolean({ describe: 'Has no effect.', default: false }),
  parentDir: text({ describe: 'Folder of the temporary file. Default: that of the system.' }),
}

/** The constructor arguments of both classes, in their order. */
const ARGUMENTS = ['preserveFolderStructure', 'useFilenameHeader', 'useTempFile', 'allowEmptyFiles'] as const

function archiveStrategyType(className: string, kind: ArchiveKind) {
  return defineBeanType({
    names: [`${CLASS}${className}`],
    summary: `Joins messages to a ${kind.title} archive in a temporary file, which is deleted when the group has ended.`,
    fields: archiveFields,
    create(options, { constructorArguments }) {
      const given = ARGUMENTS.filter((_, index) => constructorArguments[index] !== undefined)
      const flags = Object.fromEntries(given.map((name, index) => [name, String(constructorArguments[index]) === 'true']))
      return archived(kind, { ...options, ...flags })
    },
  })
}

/** Camel's aggregation strategies. */
export const aggregationStrategies: readonly BeanTypeDefinition[] = [
  archiveStrategyType('zipfile.ZipAggregationStrategy', ZIP),
  archiveStrategyType('tarfile.TarAggregationStrategy', TAR),
  factory,
  flexibleStrategy,
  groupedBodyStrategy,
  groupedExchangeStrategy,
  groupedMessageStrategy,
  stringStrategy as BeanTypeDefinition,
  useLatestStrategy,
  useOriginalStrategy,
]
