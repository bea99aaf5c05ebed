/** What every connector with a delivery guarantee is made of. */

export { outcomeOf } from '../../core/outcome.ts'
export * from './backoff.ts'
export * from './batcher.ts'
export * from './flow-gate.ts'
export * from './held-delivery.ts'
export * from './lanes.ts'
export * from './postponed.ts'
export * from './supervisor.ts'
export * from './watermark.ts'
