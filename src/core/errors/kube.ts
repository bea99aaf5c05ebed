import { entry } from './define.ts'

/** Area KUBE: a Kubernetes API server cannot be reached, refuses a request, or its answer ended early. */
export const kubeErrors = {
  KF_KUBE_CONFIG: entry<{ file: string; reason: string }>({
    message: d => `the access to the cluster (${d.file}) cannot be used: ${d.reason}`,
    help: 'Name a kubeconfig by --kubeconfig or KUBECONFIG; inside of a pod the service account is used.',
  }),
  KF_KUBE_UNREACHABLE: entry<{ server: string; reason: string }>({
    message: d => `the API server ${d.server} does not answer: ${d.reason}`,
    help: 'Is the cluster running, and does the context of the kubeconfig name the right one?',
    retryable: true,
  }),
  KF_KUBE_STATUS: entry<{
    /** The HTTP status. */
    code: number
    /** The API server's word for it: `NotFound`, `Conflict`, `Invalid` … */
    reason: string
    message: string
    request: string
    retryAfterMs?: number
    causes?: readonly { readonly field?: string; readonly reason?: string; readonly message?: string }[]
  }>({
    message: d => `${d.request}: ${d.message || d.reason} (${d.code})`,
    help: 'The API server refused the request; its own words say why.',
  }),
  KF_KUBE_STREAM: entry<{ request: string; reason: string }>({
    message: d => `${d.request}: the answer ended early: ${d.reason}`,
    help: 'The connection to the API server was cut while it answered; what is watched is read again by itself.',
    retryable: true,
  }),
} as const
