import { entry } from './define.ts'

/** Area OPER: the operator, or what it makes of custom resources. */
export const operErrors = {
  KF_OPER_RESOURCE: entry<{ what: string; field: string; reason: string }>({
    message: d => `${d.what}: ${d.field}: ${d.reason}`,
    help: 'The field of the custom resource has a value that no manifests can be made of.',
  }),
  KF_OPER_TOO_LARGE: entry<{ what: string; bytes: number; limit: number }>({
    message: d => `${d.what} has ${d.bytes} bytes, a ConfigMap holds ${d.limit}`,
    help: 'Split the routes into several Integrations, or put them into an image (spec.runtime.image).',
  }),
  KF_OPER_LEASE_LOST: entry<{ lease: string; holder: string }>({
    message: d => `the lease ${d.lease} is held by ${d.holder}: this process no longer writes`,
    help: 'Another operator has taken over. This process ends, so that it starts anew as its stand-by.',
  }),
} as const
