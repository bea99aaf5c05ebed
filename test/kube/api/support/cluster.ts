import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseAllDocuments } from 'yaml'
import { errors } from '../../../../src/core/errors.ts'
import { ApiClient } from '../../../../src/operator/client/api-client.ts'
import { loadClusterConfig } from '../../../../src/operator/client/cluster-config.ts'
import { kinds } from '../../../../src/operator/client/kinds.ts'
import type { KubeKind, KubeObject } from '../../../../src/operator/client/kube-object.ts'

const API = 'rbac.authorization.k8s.io/v1'
const ADMISSION = 'admissionregistration.k8s.io/v1'

/** Kinds that only tests write. */
export const testKinds = {
  Role: { apiVersion: API, kind: 'Role', plural: 'roles', namespaced: true },
  RoleBinding: { apiVersion: API, kind: 'RoleBinding', plural: 'rolebindings', namespaced: true },
  ClusterRole: { apiVersion: API, kind: 'ClusterRole', plural: 'clusterroles', namespaced: false },
  ClusterRoleBinding: { apiVersion: API, kind: 'ClusterRoleBinding', plural: 'clusterrolebindings', namespaced: false },
  ValidatingAdmissionPolicy: {
    apiVersion: ADMISSION,
    kind: 'ValidatingAdmissionPolicy',
    plural: 'validatingadmissionpolicies',
    namespaced: false,
  },
  ValidatingAdmissionPolicyBinding: {
    apiVersion: ADMISSION,
    kind: 'ValidatingAdmissionPolicyBinding',
    plural: 'validatingadmissionpolicybindings',
    namespaced: false,
  },
} as const satisfies Readonly<Record<string, KubeKind>>

export const allKinds: ReadonlyMap<string, KubeKind> = new Map(
  [...Object.values(kinds), ...Object.values(testKinds)].map(each => [each.kind, each]),
)

/** The API server that the tests have to themselves: one that they start, or that of `KAFILA_KUBE_API`. */
export function clusterConfig() {
  const file = process.env['KAFILA_KUBE_API']
  if (file === undefined) throw errors.KF_KUBE_CONFIG({ file: 'KAFILA_KUBE_API', reason: 'it is not set' })
  return loadClusterConfig({ kubeconfig: file })
}

/** The environment of a command that works on that API server. */
export function commandEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, KUBECONFIG: process.env['KAFILA_KUBE_API'] }
}

/** The objects of a generated file of `schemas/`. */
export function objectsOf(path: string): KubeObject[] {
  const text = readFileSync(fileURLToPath(new URL(`../../../../schemas/${path}`, import.meta.url)), 'utf8')
  return parseAllDocuments(text).map(document => document.toJS() as KubeObject)
}

/** Before all tests: the definitions and the admission policy are installed, and served. */
export async function install(): Promise<void> {
  const client = new ApiClient(clusterConfig(), { fieldManager: 'kafila-tests' })
  await client.raw('GET', '/version')
  // a controller has made it: two that write the status of one Deployment would not agree
  if ((await client.get(kinds.ServiceAccount, 'default', 'default')) !== undefined)
    throw errors.KF_KUBE_CONFIG({
      file: 'KAFILA_KUBE_API',
      reason: 'controllers run in this cluster; these tests play them, and need an API server alone',
    })
  const files = ['crds/integrations.yaml', 'crds/pipes.yaml', 'crds/kamelets.yaml', 'operator/admission-policy.yaml']
  for (const object of files.flatMap(objectsOf)) await client.apply(allKinds.get(object.kind)!, object, { force: true })
  for (const kind of [kinds.Integration, kinds.Pipe, kinds.Kamelet]) await served(client, kind)
  client.close()
}

async function served(client: ApiClient, kind: KubeKind): Promise<void> {
  for (let attempt = 0; !(await client.serves(kind)); attempt++) {
    if (attempt > 100) throw errors.KF_KUBE_CONFIG({ file: 'KAFILA_KUBE_API', reason: `the API server does not serve ${kind.plural}` })
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}
