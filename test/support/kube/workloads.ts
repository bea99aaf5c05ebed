import type { FakeApiServer } from './api-server.ts'
import type { Json } from './managed-fields.ts'
import type { Stored } from './object-store.ts'

/** As the controllers of Kubernetes do it, all at once: the workloads of a namespace have all the pods that they want. */
export function rollOut(server: FakeApiServer): void {
  for (const resource of ['apps/deployments', 'apps/statefulsets'])
    for (const workload of server.store.list(resource)) setStatus(server, workload, { ready: replicasOf(workload) })
}

function replicasOf(workload: Stored): number {
  return ((workload['spec'] as Json)['replicas'] as number | undefined) ?? 1
}

/** A workload with so many pods of its template, of which so many are ready; its conditions as given. */
export function setStatus(
  server: FakeApiServer,
  workload: Stored,
  { ready, updated = replicasOf(workload), conditions }: { ready: number; updated?: number; conditions?: Json[] },
): void {
  const replicas = replicasOf(workload)
  const status = {
    observedGeneration: workload.metadata.generation,
    replicas,
    updatedReplicas: updated,
    readyReplicas: ready,
    availableReplicas: ready,
    ...(conditions && { conditions }),
  }
  server.put({ ...workload, status }, 'kube-controller-manager', 'status')
}

/** A pod of a workload with a status. */
export function putPod(server: FakeApiServer, workload: Stored, name: string, status: Json): void {
  const template = ((workload['spec'] as Json)['template'] as Json)['metadata'] as { labels: Record<string, string> }
  server.put(
    { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: workload.metadata.namespace, labels: template.labels }, status },
    'kubelet',
  )
}
