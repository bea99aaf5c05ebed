import type { IntegrationSpec } from '../resources/integration.ts'
import type { CheckOptions } from './check-routes.ts'

/** What an Integration says of the pods that its routes will run in, for checking them. */
export function podFacts(spec: IntegrationSpec): Required<Pick<CheckOptions, 'env' | 'hasFiles' | 'hasHiddenProperties'>> {
  const { env = [], configs, volumes, runtime } = spec
  const literal = env.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]))
  return {
    env: { POD_NAME: 'pod', POD_NAMESPACE: 'namespace', ...Object.fromEntries(literal) },
    hasFiles: configs !== undefined || volumes !== undefined || runtime?.image !== undefined,
    hasHiddenProperties: (configs ?? []).some(({ as }) => as === 'Environment') || env.some(({ valueFrom }) => valueFrom !== undefined),
  }
}
