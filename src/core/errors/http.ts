import { entry } from './define.ts'

/** Area HTTP: what an HTTP server refuses, and what a client gets for an answer. */
export const httpErrors = {
  KF_HTTP_REQUEST: entry<{ status: number; reason: string }>({
    message: d => d.reason,
    help: 'The request is malformed; the client is told so by the status.',
    type: 'java.lang.IllegalArgumentException',
  }),
  KF_HTTP_CONTRACT: entry<{ operation: string; reason: string }>({
    message: d => `the request for ${d.operation} is not as specified: ${d.reason}`,
    help: 'The OpenAPI document wants it otherwise; requestValidationEnabled=false sends it all the same.',
    type: 'org.apache.camel.component.rest.openapi.RestOpenApiValidationException',
  }),
  KF_HTTP_LISTEN: entry<{ address: string; reason: string }>({
    message: d => `cannot listen on ${d.address}: ${d.reason}`,
    help: 'Is another program listening there? Choose another port by camel.server.port.',
    type: 'java.net.BindException',
  }),
  KF_HTTP_FAILED: entry<{
    uri: string
    statusCode: number
    statusText: string | null
    redirectLocation: string | null
    responseHeaders: Readonly<Record<string, string>>
    responseBody: string | null
  }>({
    message: d =>
      `HTTP operation failed invoking ${d.uri} with statusCode: ${d.statusCode}${d.redirectLocation === null ? '' : `, redirectLocation: ${d.redirectLocation}`}`,
    help: 'The server answered with a status outside okStatusCodeRange. Its body is in ${exception.responseBody}; throwExceptionOnFailure=false takes any answer.',
    type: 'org.apache.camel.http.base.HttpOperationFailedException',
    retryable: true,
  }),
  KF_HTTP_UNREACHABLE: entry<{ address: string; reason: string }>({
    message: d => `Connect to ${d.address} failed: ${d.reason}`,
    help: 'Is the server running, and is the address right?',
    type: 'org.apache.hc.client5.http.HttpHostConnectException',
    retryable: true,
  }),
  KF_HTTP_TIMEOUT: entry<{ what: 'Read' | 'Connect' | 'Pool'; address: string }>({
    message: d =>
      d.what === 'Read'
        ? 'Read timed out'
        : d.what === 'Connect'
          ? `Connect to ${d.address} failed: Connect timed out`
          : `no connection to ${d.address} became free in time`,
    help: 'Raise responseTimeout, connectTimeout or connectionRequestTimeout, allow more connections, or find out why the server is slow.',
    type: 'java.net.SocketTimeoutException',
    retryable: true,
  }),
  KF_HTTP_CONNECTION: entry<{ reason: string }>({
    message: d => d.reason,
    help: 'The connection could not be made, or broke while a request was under way.',
    type: 'java.net.SocketException',
    retryable: true,
  }),
  KF_HTTP_PROTOCOL: entry<{ reason: string }>({
    message: d => d.reason,
    help: 'The address or the answer is not what HTTP allows.',
    type: 'org.apache.hc.client5.http.ClientProtocolException',
  }),
} as const
