import { choice, defineConnector, sinkFields, sourceFields, text } from '../../src/kit/index.ts'

export default defineConnector({
  name: 'rest-api',
  summary: 'Serves the OpenAPI document of the REST services.',
  notes: [
    'apiContextPath of restConfiguration makes a route from and to rest-api by itself: the source serves the path and all below it, the sink makes the document.',
    'A path that ends in .json or .yaml says the form, else the header Accept does; without both it is JSON.',
    'There are no Java classes: types other than numbers, texts and lists are documented as text.',
  ],
  syntax: 'rest-api:path',
  path: { path: text({ describe: 'The path.', required: true }) },
  lenient: true,
  source: {
    fields: {
      ...sourceFields,
      apiComponentName: choice(['openapi'], { describe: 'What makes the document.', default: 'openapi' }),
      consumerComponentName: choice(['platform-http'], { describe: 'What serves it.', default: 'platform-http' }),
    },
    async open({ path }, context) {
      const { openRestApiSource } = await import('./source.ts')
      return openRestApiSource(path, context)
    },
  },
  sink: {
    fields: {
      ...sinkFields,
      apiComponentName: choice(['openapi'], { describe: 'What makes the document.', default: 'openapi' }),
    },
    async open({ path }, context) {
      const { openRestApiSink } = await import('./sink.ts')
      return openRestApiSink(path, context)
    },
  },
  examples: [
    {
      title: 'A documented service',
      yaml: `- restConfiguration:
    apiContextPath: /api-doc
    apiProperty:
      - { key: api.title, value: Orders }
      - { key: api.version, value: "1.0" }
- rest:
    path: /orders
    get:
      - path: "/{id}"
        description: One order
        to: direct:order
- from:
    uri: direct:order
    steps:
      - setBody: { simple: "order \${header.id}" }
`,
    },
  ],
})
