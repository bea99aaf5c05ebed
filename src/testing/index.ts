/** For tests of one's own connectors: the suite that every connector passes. */
export type { Check } from './connector/check.ts'
export { connectorChecks, connectorConformance, runCheck, type TestApi } from './connector/conformance.ts'
export type { ConnectorDriver, NetworkControl, Place, RawMessage, ServiceControl } from './connector/driver.ts'
export * from './routes/index.ts'
export * from './store-conformance.ts'
