import { kinds } from '../client/kinds.ts'
import type { Renderer } from './context.ts'
import { replicasOf } from './deployment.ts'
import { child, selectorLabels } from './metadata.ts'
import { podTemplate } from './pod-template.ts'
import { DEFAULT_STORAGE, STORAGE_VOLUME } from './pod-volumes.ts'

/** The StatefulSet, with a volume for each pod that outlives it, and the Service without an address that it needs. */
export const renderStatefulSet: Renderer = input => {
  if (input.workload !== 'StatefulSet') return []
  const { integration } = input
  const { deploy = {}, storage = DEFAULT_STORAGE } = integration.spec
  const serviceName = `${integration.metadata.name}-pods`
  const claim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: STORAGE_VOLUME, labels: selectorLabels(integration) },
    spec: {
      accessModes: ['ReadWriteOnce'],
      ...('storageClassName' in storage && storage.storageClassName !== undefined && { storageClassName: storage.storageClassName }),
      resources: { requests: { storage: String(storage.size) } },
      volumeMode: 'Filesystem',
    },
  }
  const spec = {
    ...replicasOf(input),
    serviceName,
    podManagementPolicy: 'Parallel',
    revisionHistoryLimit: 2,
    ...(deploy.minReadySeconds !== undefined && { minReadySeconds: deploy.minReadySeconds }),
    updateStrategy: { type: 'RollingUpdate' },
    selector: { matchLabels: selectorLabels(integration) },
    template: podTemplate(input),
    volumeClaimTemplates: [claim],
  }
  const service = { clusterIP: 'None', selector: selectorLabels(integration), publishNotReadyAddresses: true, type: 'ClusterIP' }
  return [child(input, kinds.Service, { spec: service }, { name: serviceName }), child(input, kinds.StatefulSet, { spec })]
}
