import { type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'

const transient = defineBeanType({
  names: ['org.apache.camel.processor.resume.TransientResumeStrategy'],
  summary: 'Keeps watermarks in memory: they are lost when the runtime stops.',
  fields: {},
  create: () => new Map<string, string>(),
})

/** Where watermarks of a split are kept. */
export const resumeStrategies: readonly BeanTypeDefinition[] = [transient]
