import { boolean, choice, defineConnector, sinkFields, text } from '../../src/kit/index.ts'

export default defineConnector({
  name: 'rest-openapi',
  summary: 'Calls an operation of an OpenAPI document.',
  notes: [
    'The document is OpenAPI 3.0 or 3.1, JSON or YAML: `rest-openapi:shop.json#getOrder`, `file:path` or `classpath:path`; without one it is openapi.json. It is read when the route is built, and not from the web.',
    'The server is host of the endpoint, else of the component, else that of restConfiguration, else the first of the servers.',
    'Path and query parameters come from headers or variables of their names, or stand in the URI (`&status=open`); optional ones that are not given are left out. Headers that are parameters are sent as they are. Options of http can stand in the URI too; anything else is refused.',
    'Content-Type is the first media type of the request, unless the message has one; Accept names those of the answers.',
    'requestValidationEnabled checks required parameters and body, the content type, and a JSON body by its schema; what is wrong fails with RestOpenApiValidationException.',
    'To serve a document see openApi of rest: a route cannot start from rest-openapi.',
  ],
  syntax: 'rest-openapi:specificationUri#operationId',
  path: {
    specificationUri: text({ describe: 'The document.', default: 'openapi.json' }),
    operationId: text({ describe: 'The operation.' }),
  },
  lenient: true,
  sink: {
    fields: {
      ...sinkFields,
      host: text({ describe: 'Server to call, with scheme: https://api.example.com.' }),
      basePath: text({ describe: 'Path before that of the operation. Default: that of the server in the document.' }),
      consumes: text({ describe: 'Media types that are accepted, instead of those of the document.' }),
      produces: text({ describe: 'Media type that is sent, instead of that of the document.' }),
      requestValidationEnabled: boolean({ describe: 'Whether requests are checked by the document before they are sent.', default: false }),
      componentName: choice(['http', 'https'], { describe: 'What calls.', default: 'http', advanced: true }),
    },
    async open(options, context, { extra, path }) {
      const { openRestOpenApiSink } = await import('./sink.ts')
      return openRestOpenApiSink(options, context, extra, path)
    },
  },
  examples: [
    {
      title: 'An order by its id',
      yaml: `- from:
    uri: direct:order
    steps:
      - setHeader: { name: id, constant: "7" }
      - to: rest-openapi:shop.json#getOrder?host=http://localhost:8080
`,
    },
  ],
})
