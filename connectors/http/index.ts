import { bean, boolean, choice, defineConnector, duration, integer, sinkFields, text } from '../../src/kit/index.ts'
import { shareServer } from './share.ts'

const JVM = 'it is a Java object'
const NTLM = 'NTLM is not supported'

/** Options of HTTP clients; the `rest` connector sends by the same. */
export const httpFields = {
  ...sinkFields,
  httpMethod: choice(['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PATCH'], {
    describe: 'The method. Without it: CamelHttpMethod, else GET where there is a query or no body, else POST.',
  }),
  bridgeEndpoint: boolean({
    describe: 'Ignores CamelHttpUri, passes bodies on as they are, keeps no cookies, and does not repeat query parameters as headers.',
    default: false,
  }),
  throwExceptionOnFailure: boolean({ describe: 'Whether other statuses than those of okStatusCodeRange are failures.', default: true }),
  okStatusCodeRange: text({ describe: 'The good statuses: 200-204,209,301-304.', default: '200-299', advanced: true }),
  connectionClose: boolean({ describe: 'Closes the connection after the answer.', default: false }),
  skipControlHeaders: boolean({ describe: 'Ignores CamelHttpMethod, CamelHttpUri, CamelHttpPath and CamelHttpQuery.', default: false }),
  skipRequestHeaders: boolean({ describe: 'Sends no headers of the message.', default: false }),
  skipResponseHeaders: boolean({ describe: 'Takes no headers of the answer.', default: false }),
  copyHeaders: boolean({ describe: 'Keeps the headers of the message beside those of the answer.', default: true, advanced: true }),
  multipartUpload: boolean({ describe: 'Sends the body as a part of a form.', default: false }),
  multipartUploadName: text({ describe: 'The name of that part.', default: 'data' }),
  customHostHeader: text({ describe: 'Value of the Host header.', advanced: true }),
  preserveHostHeader: boolean({ describe: "Sends the message's own Host header.", default: false, advanced: true }),
  userAgent: text({ describe: 'Value of the User-Agent header; `kafila` without it.', advanced: true }),
  deleteWithBody: boolean({ describe: 'Sends the body with DELETE.', default: false, advanced: true }),
  getWithBody: boolean({ describe: 'Sends the body with GET.', default: false, advanced: true }),
  followRedirects: boolean({ describe: 'Follows redirects; without it they are failures.', default: false, advanced: true }),
  ignoreResponseBody: boolean({
    describe: 'Leaves the body of the answer unread: the message has none then.',
    default: false,
    advanced: true,
  }),
  disableStreamCache: boolean({ describe: 'Passes the answer on unread; it can be read once.', default: false }),
  contentTypeCharsetEnabled: boolean({
    describe: 'Adds the charset of the exchange to the content type of text.',
    default: true,
    advanced: true,
  }),
  connectionsPerRoute: integer({ describe: 'Most connections to one server.', default: 20, advanced: true }),
  maxTotalConnections: integer({ describe: 'Most connections altogether.', default: 200, advanced: true }),
  connectTimeout: duration({ describe: 'Time for a connection to stand; 0 for ever.', default: 180_000, advanced: true }),
  responseTimeout: duration({ describe: 'Time without a byte of the answer; soTimeout without it.', advanced: true }),
  soTimeout: duration({ describe: 'Time without a byte of the answer; 0 for ever.', default: 180_000, advanced: true }),
  connectionRequestTimeout: duration({ describe: 'Time that a request waits for a free connection.', default: 180_000, advanced: true }),
  authMethod: choice(['Basic', 'Bearer', 'NTLM'], { describe: 'How the client proves who it is; NTLM is not supported.' }),
  authUsername: text({ describe: 'The user.', secret: true }),
  authPassword: text({ describe: 'The password.', secret: true }),
  authBearerToken: text({ describe: 'The token.', secret: true }),
  authenticationPreemptive: boolean({ describe: 'Sends credentials at once instead of when the server asks for them.', default: false }),
  authDomain: text({ describe: 'Domain for NTLM.', unsupported: NTLM }),
  authHost: text({ describe: 'Host for NTLM.', unsupported: NTLM }),
  oauth2ClientId: text({ describe: 'OAuth 2 client; with the secret and the endpoint each request carries a token.' }),
  oauth2ClientSecret: text({ describe: 'OAuth 2 secret.', secret: true }),
  oauth2TokenEndpoint: text({ describe: 'Address that gives tokens.' }),
  oauth2Scope: text({ describe: 'OAuth 2 scope.' }),
  oauth2ResourceIndicator: text({ describe: 'OAuth 2 resource.' }),
  oauth2BodyAuthentication: boolean({ describe: 'Sends id and secret in the body instead of the Authorization header.', default: false }),
  oauth2CacheTokens: boolean({ describe: 'Keeps a token until it expires.', default: false }),
  oauth2CachedTokensDefaultExpirySeconds: integer({ describe: 'How long a token holds that does not say.', default: 3600 }),
  oauth2CachedTokensExpirationMarginSeconds: integer({ describe: 'How long before its end a token is renewed.', default: 5 }),
  proxyHost: text({ describe: 'Proxy.' }),
  proxyPort: integer({ describe: 'Port of the proxy.' }),
  proxyAuthHost: text({ describe: 'Proxy; before proxyHost.' }),
  proxyAuthPort: integer({ describe: 'Port of the proxy; before proxyPort.' }),
  proxyAuthScheme: choice(['http', 'https'], { describe: 'How the proxy is reached; always http.', default: 'http' }),
  proxyAuthMethod: choice(['Basic', 'Bearer', 'NTLM'], { describe: 'How the client proves to the proxy who it is; always Basic.' }),
  proxyAuthUsername: text({ describe: 'User for the proxy.', secret: true }),
  proxyAuthPassword: text({ describe: 'Password for the proxy.', secret: true }),
  proxyAuthDomain: text({ describe: 'Domain for NTLM.', unsupported: NTLM }),
  proxyAuthNtHost: text({ describe: 'Host for NTLM.', unsupported: NTLM }),
  nonProxyHosts: text({ describe: 'Hosts that are reached without the proxy, with commas between: localhost, *.example.com, 192.168.*.' }),
  sslContextParameters: bean<Readonly<Record<string, unknown>>>({
    describe: 'A bean with options of node:tls: ca, cert, key, pfx, passphrase, rejectUnauthorized, servername.',
  }),
  clearExpiredCookies: boolean({ describe: 'Has no effect: expired cookies are never kept.', default: true, advanced: true }),
  logHttpActivity: boolean({ describe: 'Logs requests.', unsupported: 'use a log step' }),
  hostnameVerificationPolicy: choice(['CLIENT', 'BUILTIN', 'BOTH'], {
    describe: 'Has no effect: the host name is always verified, unless the tls options say otherwise.',
    default: 'CLIENT',
    advanced: true,
  }),
  useSystemProperties: boolean({ describe: 'Has no effect: there are no Java system properties.', default: false, advanced: true }),
  headerFilterStrategy: text({ describe: 'Bean that filters headers.', advanced: true, unsupported: JVM }),
  cookieHandler: text({ describe: 'Bean that keeps cookies.', advanced: true, unsupported: JVM }),
  cookieStore: text({ describe: 'Bean that keeps cookies.', advanced: true, unsupported: JVM }),
  httpActivityListener: text({ describe: 'Bean that is told of requests.', advanced: true, unsupported: JVM }),
  clientBuilder: text({ describe: 'Builder of the client.', advanced: true, unsupported: JVM }),
  clientConnectionManager: text({ describe: 'Manager of connections.', advanced: true, unsupported: JVM }),
  httpClient: text({ describe: 'The client.', advanced: true, unsupported: JVM }),
  httpClientConfigurer: text({ describe: 'Configures the client.', advanced: true, unsupported: JVM }),
  httpClientOptions: text({ describe: 'Options of the client; write them as httpClient.NAME.', advanced: true, unsupported: JVM }),
  httpConnectionOptions: text({ describe: 'Options of connections; write them as httpConnection.NAME.', advanced: true, unsupported: JVM }),
  httpContext: text({ describe: 'Context of the client.', advanced: true, unsupported: JVM }),
  x509HostnameVerifier: text({ describe: 'Verifies host names.', advanced: true, unsupported: 'use sslContextParameters' }),
}

/** Whether a parameter of the URI is an option of the endpoint; others go to the server. */
function isOption(name: string): boolean {
  return Object.hasOwn(httpFields, name) || /^http(?:Client|Connection)\./.test(name)
}

export default defineConnector({
  name: 'http',
  aliases: ['https'],
  summary: 'Calls HTTP servers.',
  notes: [
    'A query in the URI, or in CamelHttpQuery, makes the request a GET, and its body is not sent, unless httpMethod says otherwise.',
    'CamelHttpUri, CamelHttpPath, CamelHttpQuery and CamelHttpMethod of the message override the endpoint; remove them, or set bridgeEndpoint or skipControlHeaders, where they come from somebody else.',
    'Numbers, booleans, lists and maps are no bodies: marshal them first.',
    'An answer of up to 10 MiB is read into memory; a longer one is a stream that can be read once.',
    'A server that answers 429 or 503 is asked once more after Retry-After or a second, as with Camel; camel.component.http.automaticRetriesDisabled=true turns that off.',
    'poll and pollEnrich GET the address: any status is an answer, and nothing of the message goes along.',
    'httpClient.connectTimeout, httpClient.responseTimeout, httpClient.connectionRequestTimeout and httpConnection.soTimeout are taken too.',
  ],
  syntax: 'http://httpUri',
  componentOptions: { automaticRetriesDisabled: true, cookieManagementDisabled: true },
  path: { httpUri: text({ describe: 'Host, port and path.', required: true }) },
  lenient: true,
  repeatable: true,
  sink: {
    fields: httpFields,
    async open(options, context, address) {
      const { openHttpSink } = await import('./sink.ts')
      return openHttpSink(options, context, address)
    },
    share: (uri, exchange) => shareServer(uri, exchange, isOption),
  },
  polled: {
    async open(options, context, address) {
      const { openHttpPoller } = await import('./poller.ts')
      return openHttpPoller(options, context, address)
    },
  },
  examples: [
    {
      title: 'A question to a server, and what it failed with',
      yaml: `- from:
    uri: direct:start
    steps:
      - doTry:
          steps:
            - to: { uri: "http:localhost:8080/orders", parameters: { httpMethod: GET, responseTimeout: 5s } }
          doCatch:
            - exception: [ org.apache.camel.http.base.HttpOperationFailedException ]
              steps:
                - setBody: { simple: "\${exception.statusCode} \${exception.responseBody}" }
`,
    },
  ],
})
