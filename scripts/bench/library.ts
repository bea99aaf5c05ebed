/** What benchmarks use of the library, as an embedding application would. */
export * from '../../src/index.ts'
export { defineConnector, text } from '../../src/kit/index.ts'
