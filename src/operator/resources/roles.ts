import { leaseRules, operatorRules, type PolicyRule, userRules } from './rbac.ts'
import type { JsonSchema } from './schema.ts'

const API = 'rbac.authorization.k8s.io'
const LABELS = { 'app.kubernetes.io/name': 'kafila-operator', 'app.kubernetes.io/part-of': 'kafila' }

export interface RoleOptions {
  /** Where the operator runs. */
  readonly namespace: string
  /** The namespaces that it looks at; undefined: all, for which it needs a ClusterRole. */
  readonly watched?: readonly string[]
  readonly serviceAccount?: string
}

/** The roles and bindings of an operator. With `watched` none of them is of the cluster. */
export function operatorRoles({ namespace, watched, serviceAccount = 'kafila-operator' }: RoleOptions): readonly JsonSchema[] {
  const subject = { kind: 'ServiceAccount', name: serviceAccount, namespace }
  const pair = (scope: 'Role' | 'ClusterRole', name: string, rules: readonly PolicyRule[], within?: string): JsonSchema[] => {
    const metadata = { name, ...(within !== undefined && { namespace: within }), labels: LABELS }
    const binding = {
      apiVersion: `${API}/v1`,
      kind: `${scope}Binding`,
      metadata,
      roleRef: { apiGroup: API, kind: scope, name },
      subjects: [subject],
    }
    return [{ apiVersion: `${API}/v1`, kind: scope, metadata, rules }, binding]
  }
  const work =
    watched === undefined
      ? pair('ClusterRole', serviceAccount, operatorRules)
      : watched.flatMap(each => pair('Role', serviceAccount, operatorRules, each))
  return [...work, ...pair('Role', `${serviceAccount}-lease`, leaseRules, namespace)]
}

/** ClusterRoles by which those who may edit or view a namespace may do so with its Integrations, Pipes and Kamelets. */
export function userRoles(): readonly JsonSchema[] {
  return Object.entries(userRules).map(([name, rules]) => ({
    apiVersion: `${API}/v1`,
    kind: 'ClusterRole',
    metadata: {
      name: `kafila-${name}`,
      labels: { ...LABELS, [`${API}/aggregate-to-${name}`]: 'true', ...(name === 'edit' && { [`${API}/aggregate-to-admin`]: 'true' }) },
    },
    rules,
  }))
}
