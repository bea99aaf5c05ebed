import { choice, defineConnector, sinkFields, sourceFields, text } from '../../src/kit/index.ts'

const METHODS = ['get', 'post', 'put', 'delete', 'patch', 'head', 'trace', 'connect', 'options'] as const

const mediaFields = {
  consumes: text({ describe: 'Media types that are taken; for a call what it accepts.' }),
  produces: text({ describe: 'Media types that are answered; for a call its content type.' }),
  inType: text({ describe: 'Has no effect: what comes in is bound by rest and bindingMode.' }),
  outType: text({ describe: 'Has no effect: what goes out is bound by rest and bindingMode.' }),
  routeId: text({ describe: 'Has no effect on the endpoint.', advanced: true }),
  description: text({ describe: 'Has no effect on the endpoint.', advanced: true }),
}

export default defineConnector({
  name: 'rest',
  summary: 'Serves one method of one path, or calls it on another server.',
  notes: [
    'A service is served as by platform-http; contextPath and CORS of restConfiguration apply.',
    '{name} in the path of a call is the header or variable of that name, in queryParameters `{name?}` is left out where there is none.',
  ],
  syntax: 'rest:method:path:uriTemplate',
  componentOptions: { host: true },
  path: {
    method: choice(METHODS, { describe: 'The method.', required: true }),
    path: text({ describe: 'The path.', required: true }),
    uriTemplate: text({ describe: 'What follows the path, with {name} parts.' }),
  },
  lenient: true,
  source: {
    fields: {
      ...sourceFields,
      ...mediaFields,
      consumerComponentName: choice(['platform-http'], { describe: 'What serves it.', default: 'platform-http' }),
    },
    async open(options, context, { extra }) {
      const { openRestSource } = await import('./source.ts')
      return openRestSource(options, context, extra)
    },
  },
  sink: {
    fields: {
      ...sinkFields,
      ...mediaFields,
      host: text({ describe: 'Server to call: host, host:port or http://host:port. Default: that of restConfiguration.' }),
      queryParameters: text({ describe: 'Query of the call; values may be {name}.' }),
      producerComponentName: choice(['http', 'https'], { describe: 'What calls.', default: 'http' }),
      bindingMode: choice(['off', 'auto', 'json', 'xml', 'json_xml'], {
        describe: 'Whether bodies are marshalled; only off.',
        unsupported: 'marshal before and unmarshal after the call',
      }),
      apiDoc: text({ describe: 'Document that calls are checked against.', unsupported: 'calls are not checked' }),
    },
    async open(options, context, { extra }) {
      const { openRestSink } = await import('./sink.ts')
      return openRestSink(options, context, extra)
    },
  },
  examples: [
    {
      title: 'A path that is served without a rest element',
      yaml: `- from:
    uri: rest:get:hello:/{name}
    steps:
      - setBody: { simple: "Hello \${header.name}" }
`,
    },
  ],
})
