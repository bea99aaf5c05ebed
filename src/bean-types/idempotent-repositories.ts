import { isAbsolute, join } from 'node:path'
import { errors } from '../core/errors.ts'
import { type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'
import { bean, integer } from '../kit/field.ts'
import { MemoryIdempotentRepository } from '../kit/idempotent-repository.ts'
import { FileIdempotentRepository } from '../stores/file-idempotent-repository.ts'
import { JavaFile } from './java-file.ts'

const CLASS = 'org.apache.camel.support.processor.idempotent.'
const cacheSize = integer({ describe: 'How many keys are known; the oldest beyond are forgotten.', default: 1000 })

const memory = defineBeanType({
  names: [`${CLASS}MemoryIdempotentRepository`],
  summary: 'Remembers keys in memory; they are forgotten when the runtime stops.',
  fields: { cacheSize },
  create: ({ cacheSize }) => new MemoryIdempotentRepository(cacheSize),
})

const file = defineBeanType({
  names: [`${CLASS}FileIdempotentRepository`],
  summary: 'Remembers keys in a file, one a line. One process at a time may use it.',
  fields: {
    fileStore: bean({ describe: 'The file: a bean of the type java.io.File.', required: true }),
    cacheSize,
    maxFileStoreSize: integer({
      describe: 'Bytes beyond which the file is written anew with the keys that are known.',
      default: 32_768_000,
    }),
    dropOldestFileStore: integer({ describe: 'Has no effect: what is dropped are the keys that are no longer known.', default: 1000 }),
  },
  create({ fileStore, cacheSize, maxFileStoreSize }, { name, services }) {
    if (!(fileStore instanceof JavaFile)) throw errors.KF_ROUTE_BEAN({ name, reason: 'fileStore is no bean of the type java.io.File' })
    const path = isAbsolute(fileStore.path) ? fileStore.path : join(services.directory, fileStore.path)
    return new FileIdempotentRepository(path, { cacheSize, maxFileStoreSize })
  },
})

/** What remembers which messages were seen. */
export const idempotentRepositories: readonly BeanTypeDefinition[] = [file as BeanTypeDefinition, memory as BeanTypeDefinition]
