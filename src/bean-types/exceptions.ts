import { errors } from '../core/errors.ts'
import { exceptionLineage, knownExceptions } from '../core/exceptions.ts'
import { type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'

/** The exceptions of the table as beans: message and cause are constructor arguments, as in Java. */
const exception = (type: string): BeanTypeDefinition =>
  defineBeanType({
    names: [type],
    summary: `An exception of this class (a ${exceptionLineage(type)[1] ?? 'java.lang.Object'}).`,
    fields: {},
    create: (_options, { constructorArguments }) => {
      const message = constructorArguments.find(each => typeof each === 'string') as string | undefined
      const cause = constructorArguments.find(each => each instanceof Error)
      return errors.KF_RUN_THROWN({ message: message ?? null }, { type, ...(cause !== undefined && { cause }) })
    },
  })

/** Java's and Camel's exceptions, to be thrown by `throwException: { ref: … }`. */
export const exceptions: readonly BeanTypeDefinition[] = knownExceptions().map(exception)
