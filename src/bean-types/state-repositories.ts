import { isAbsolute, join } from 'node:path'
import { errors } from '../core/errors.ts'
import { type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'
import { bean, integer } from '../kit/field.ts'
import { MemoryStateRepository } from '../kit/state-repository.ts'
import { FileStateRepository } from '../stores/file-state-repository.ts'
import { JavaFile } from './java-file.ts'

const CLASS = 'org.apache.camel.support.processor.state.'

const memory = defineBeanType({
  names: [`${CLASS}MemoryStateRepository`],
  summary: 'Keeps the positions of sources in memory; they are lost with the process.',
  fields: {},
  create: () => new MemoryStateRepository(),
})

const file = defineBeanType({
  names: [`${CLASS}FileStateRepository`],
  summary: 'Keeps the positions of sources in a file. One process at a time may use it.',
  fields: {
    fileStore: bean({ describe: 'The file: a bean of the type java.io.File.', required: true }),
    maxFileStoreSize: integer({ describe: 'Bytes beyond which the file is written anew with what counts.', default: 1_024_000 }),
  },
  create({ fileStore, maxFileStoreSize }, { name, services }) {
    if (!(fileStore instanceof JavaFile)) throw errors.KF_ROUTE_BEAN({ name, reason: 'fileStore is no bean of the type java.io.File' })
    const path = isAbsolute(fileStore.path) ? fileStore.path : join(services.directory, fileStore.path)
    return new FileStateRepository(path, maxFileStoreSize)
  },
})

/** What keeps where sources have got to. A store may stand there as well. */
export const stateRepositories: readonly BeanTypeDefinition[] = [file as BeanTypeDefinition, memory as BeanTypeDefinition]
