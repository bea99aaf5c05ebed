import { boolean, choice, defineConnector, duration, integer, sourceFields, text } from '../../src/kit/index.ts'

const cookieNote = 'Has no effect without useCookieHandler, which is not supported.'

export default defineConnector({
  name: 'platform-http',
  summary: 'Serves HTTP requests.',
  notes: [
    'The answer is sent when the route is done: its last body, with the headers that are not of Camel. CamelHttpResponseCode is the status; without it 200, 204 where there is no body, 500 after a failure.',
    'Text, bytes, streams and numbers (as their bytes) can be answered; a list, map or boolean is answered with 500: marshal it first.',
    'All endpoints of a runtime share one server: camel.server.port (8080), camel.server.host (0.0.0.0), camel.server.path, camel.server.maxBodySize (10 MiB, -1 for any).',
    'Requests wait while maxInFlight exchanges of the route are in flight; beyond 1000 waiting ones (camel.server.maxWaiting) the answer is 503 with Retry-After.',
    'A stopping runtime takes no new connection, answers the requests in flight and then closes their connections.',
  ],
  syntax: 'platform-http:path',
  pathInQuery: false,
  componentOptions: { host: true, maxBodySize: true, maxWaiting: true, path: true, port: true, serverRequestValidation: true },
  path: { path: text({ describe: 'The path, with {name} parts that become headers; `proxy` takes every path.', required: true }) },
  source: {
    exclusive: true,
    fields: {
      ...sourceFields,
      httpMethodRestrict: text({ describe: 'Methods to serve, with commas between; without it all. Others are answered with 405.' }),
      matchOnUriPrefix: boolean({ describe: 'Whether longer paths match too; /files then also takes /filesystem.', default: false }),
      consumes: text({ describe: 'Media types that are taken, with commas between; others are answered with 415.' }),
      produces: text({ describe: 'Media types that are answered, with commas between; clients that accept none of them get 406.' }),
      muteException: boolean({ describe: 'Whether the answer after a failure has an empty body.', default: true }),
      populateBodyWithForm: boolean({ describe: 'Whether the fields of a form become the body, a map.', default: true, advanced: true }),
      returnHttpRequestHeaders: boolean({
        describe: 'Whether headers such as Accept and User-Agent come back in the answer.',
        default: false,
        advanced: true,
      }),
      requestTimeout: duration({ describe: 'Time after which the client is answered with 503; the route goes on.', advanced: true }),
      useStreaming: boolean({
        describe: 'Whether a body larger than maxBodySize is passed on unread, to be read once, instead of being refused.',
        default: false,
        advanced: true,
      }),
      useBodyHandler: boolean({ describe: 'False is the same as useStreaming.', default: true, advanced: true }),
      fileNameExtWhitelist: text({ describe: 'Endings of the uploaded files that are taken.', advanced: true }),
      handleWriteResponseError: boolean({
        describe: 'Has no effect: an exchange is complete before its answer is written.',
        default: false,
        advanced: true,
      }),
      useCookieHandler: boolean({
        describe: 'Gives Java code a cookie handler.',
        default: false,
        advanced: true,
        unsupported: 'cookies are the headers Cookie and Set-Cookie',
      }),
      cookieDomain: text({ describe: cookieNote, advanced: true }),
      cookieHttpOnly: boolean({ describe: cookieNote, default: false, advanced: true }),
      cookieMaxAge: integer({ describe: cookieNote, advanced: true }),
      cookiePath: text({ describe: cookieNote, default: '/', advanced: true }),
      cookieSameSite: choice(['Strict', 'Lax', 'None'], { describe: cookieNote, default: 'Lax', advanced: true }),
      cookieSecure: boolean({ describe: cookieNote, default: false, advanced: true }),
      headerFilterStrategy: text({ describe: 'Bean that filters headers.', advanced: true, unsupported: 'it is a Java class' }),
      platformHttpEngine: text({ describe: 'The server to use.', advanced: true, unsupported: 'there is one server' }),
      oauthProfile: text({
        describe: 'Profile by which bearer tokens are checked.',
        unsupported: 'tokens are not checked yet; put a gateway before the server',
      }),
    },
    async open(options, context) {
      const { openPlatformHttpSource } = await import('./source.ts')
      return openPlatformHttpSource(options, context)
    },
  },
  examples: [
    {
      title: 'An answer made of a path parameter',
      yaml: `- from:
    uri: platform-http:/hello/{name}
    parameters: { httpMethodRestrict: GET }
    steps:
      - setBody: { simple: "Hello \${header.name}" }
`,
    },
  ],
})
