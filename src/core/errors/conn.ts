import { entry } from './define.ts'

/** Area CONN: a connector failed. Foreign errors are wrapped once, at the client call. */
export const connErrors = {
  KF_CONN_UNREACHABLE: entry<{ connector: string; address: string; reason: string }>({
    message: d => `${d.connector}: cannot reach ${d.address}: ${d.reason}`,
    help: 'Is the service running, and is the address right?',
    type: 'java.net.ConnectException',
    retryable: true,
  }),
  KF_CONN_FAILED: entry<{ connector: string; reason: string }>({
    message: d => `${d.connector}: ${d.reason}`,
    help: 'The remote side or the operating system refused; the cause tells more.',
    type: 'java.io.IOException',
    retryable: true,
  }),
} as const
