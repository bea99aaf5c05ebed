import { type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'

/** A logger, which is its name. */
const logger = defineBeanType({
  names: ['org.slf4j.Logger', 'org.slf4j.LoggerFactory'],
  summary: 'A logger: its name is the constructor argument (of `LoggerFactory.getLogger`).',
  fields: {},
  create: (_options, { constructorArguments: [name = 'ROOT'] }) => ({ name: String(name) }),
})

/** Loggers as beans, for the `logger` of a log step. */
export const loggers: readonly BeanTypeDefinition[] = [logger]
