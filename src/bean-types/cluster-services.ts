import { isAbsolute, join } from 'node:path'
import { type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'
import { ClusterService, KUBERNETES_CLUSTER } from '../kit/cluster-service.ts'
import { duration, text } from '../kit/field.ts'

const file = defineBeanType({
  names: ['org.apache.camel.component.file.cluster.FileLockClusterService'],
  summary: 'Elects one of the processes that share a folder, by files in it (master:).',
  fields: {
    root: text({ describe: 'The folder.', required: true }),
    acquireLockDelay: duration({ describe: 'How long before the first try to lead.', default: 1000 }),
    acquireLockInterval: duration({ describe: 'Between two tries, and two signs of life of the leader.', default: 10_000 }),
  },
  create: ({ root, ...times }, { services }) =>
    new ClusterService({ kind: 'file', options: { root: isAbsolute(root) ? root : join(services.directory, root), ...times } }),
})

const kubernetes = defineBeanType({
  names: ['org.apache.camel.component.kubernetes.cluster.KubernetesClusterService'],
  summary: 'Elects one of several pods by a Lease (master:).',
  fields: {
    kubernetesNamespace: text({ describe: 'The namespace of the Leases. Default: that of the pod.' }),
    kubernetesResourceName: text({ describe: 'How names of Leases begin.', default: KUBERNETES_CLUSTER.kubernetesResourceName }),
    podName: text({ describe: 'Who this process is. Default: POD_NAME, else the host.' }),
    leaseDurationMillis: duration({
      describe: 'How long others wait for a leader that is silent.',
      default: KUBERNETES_CLUSTER.leaseDurationMillis,
    }),
    renewDeadlineMillis: duration({
      describe: 'After how long a leader that cannot renew its Lease leads no more.',
      default: KUBERNETES_CLUSTER.renewDeadlineMillis,
    }),
    retryPeriodMillis: duration({ describe: 'Between two tries.', default: KUBERNETES_CLUSTER.retryPeriodMillis }),
    leaseResourceType: text({ describe: 'Always Lease.', default: 'Lease', advanced: true }),
  },
  create: ({ leaseResourceType: _type, ...options }) => new ClusterService({ kind: 'kubernetes', options }),
})

/** What elects one of several processes. */
export const clusterServices: readonly BeanTypeDefinition[] = [file as BeanTypeDefinition, kubernetes as BeanTypeDefinition]
