import { exceptionLineage } from '../../../core/exceptions.ts'

/** Whether a Java exception is unchecked: those are thrown as they are, others wrapped. */
export function isSubtypeOfRuntime(type: string): boolean {
  return exceptionLineage(type).includes('java.lang.RuntimeException')
}
