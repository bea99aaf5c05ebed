/** What benchmarks use of the library, as an embedding application and an author of plug-ins would. */

export type { Expression } from '../../src/core/expression.ts'
export * from '../../src/index.ts'
export { defineConnector, defineStep, expression, predicate, text } from '../../src/kit/index.ts'
