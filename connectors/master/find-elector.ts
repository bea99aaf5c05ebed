import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { errors } from '../../src/core/errors.ts'
import { ClusterService, type Elector, KUBERNETES_CLUSTER } from '../../src/kit/cluster-service.ts'
import type { SourceContext } from '../../src/kit/index.ts'

const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token'
const FOLDER = '.kafila/cluster'

/** How this process takes part in elections: as the only bean for it says; else by Leases in a pod, and by files elsewhere. */
export async function findElector({ services }: SourceContext): Promise<Elector> {
  const found = [...services.beans()].filter((bean): bean is ClusterService => bean instanceof ClusterService)
  if (found.length > 1)
    throw errors.KF_RUN_START({ what: 'master:', reason: `there are ${found.length} beans that elect, and none of them is chosen` })
  const settings = found[0]?.settings ?? defaultSettings(services.directory)
  if (settings.kind === 'file') {
    const { FileElector } = await import('./file-elector.ts')
    return new FileElector(settings.options, services.clock)
  }
  const { LeaseElector } = await import('./lease-elector.ts')
  return new LeaseElector(settings.options, services.clock)
}

function defaultSettings(directory: string): ClusterService['settings'] {
  if (process.env['KUBERNETES_SERVICE_HOST'] === undefined)
    return { kind: 'file', options: { root: join(directory, FOLDER), acquireLockDelay: 0, acquireLockInterval: 2000 } }
  if (!existsSync(TOKEN))
    throw errors.KF_RUN_START({
      what: 'master:',
      reason: 'the pod has no token of its ServiceAccount (automountServiceAccountToken), and no bean elects otherwise',
    })
  return { kind: 'kubernetes', options: KUBERNETES_CLUSTER }
}
