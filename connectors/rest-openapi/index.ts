import { boolean, choice, defineConnector, sinkFields, sourceFields, text } from '../../src/kit/index.ts'

const basePath = text({ describe: 'Path before those of the operations. Default: that of the server in the document.' })

export default defineConnector({
  name: 'rest-openapi',
  summary: 'Serves the operations of an OpenAPI document, or calls one of them.',
  notes: [
    'The document is OpenAPI 3.0 or 3.1, JSON or YAML: `rest-openapi:shop.json#getOrder`, `file:path` or `classpath:path`; without one it is openapi.json. It is read when the route is built, and not from the web.',
    'The server is host of the endpoint, else of the component, else that of restConfiguration, else the first of the servers.',
    'Path and query parameters come from headers or variables of their names, or stand in the URI (`&status=open`); optional ones that are not given are left out. Headers that are parameters are sent as they are. Options of http can stand in the URI too; anything else is refused.',
    'Content-Type is the first media type of the request, unless the message has one; Accept names those of the answers.',
    'requestValidationEnabled checks required parameters and body, the content type, and a JSON body by its schema; what is wrong fails with RestOpenApiValidationException.',
    'A route from a document serves all its operations: each calls the route direct:OPERATION, whose answer goes through the steps of the serving route. openApi of rest is such a route.',
    'Paths stand below basePath, else contextPath of restConfiguration, else the path of the first of the servers. Other paths are answered with 404, other methods with 405 and Allow; an operation without operationId is direct:GENOPID_METHOD and its path with dots for slashes and underscores for braces.',
    'Requests are bound by bindingMode and CORS of restConfiguration. clientRequestValidation checks content types (415, 406), required parameters and body, values of enum, and JSON bodies by their schema (400).',
    'missingOperation ignore answers an operation without route with what it got, mock from the first file below camel-mock that ends as the path of the request (camel-mock/pets/1.json), a GET else from the example of its answer 200, or without body (204).',
  ],
  syntax: 'rest-openapi:specificationUri#operationId',
  componentOptions: {
    apiContextPath: true,
    basePath: true,
    clientRequestValidation: true,
    clientResponseValidation: true,
    consumes: true,
    host: true,
    missingOperation: true,
    mockIncludePattern: true,
    produces: true,
    requestValidationEnabled: true,
    specificationUri: true,
  },
  path: {
    specificationUri: text({ describe: 'The document.', default: 'openapi.json' }),
    operationId: text({ describe: 'The operation.' }),
  },
  lenient: true,
  source: {
    fields: {
      ...sourceFields,
      basePath,
      apiContextPath: text({ describe: 'Path that the document is served under, as it is.' }),
      missingOperation: choice(['fail', 'ignore', 'mock'], {
        describe: 'What happens with operations without route: the start fails, or they answer by themselves.',
        default: 'fail',
      }),
      mockIncludePattern: text({ describe: 'Files with answers of operations without route.', default: 'classpath:camel-mock/**' }),
      clientRequestValidation: boolean({ describe: 'Whether requests are checked by the document.', default: false }),
      clientResponseValidation: boolean({ describe: 'Whether answers are checked by the document.', default: false }),
      consumes: text({ describe: 'Media types that are taken, where the document names none.' }),
      produces: text({ describe: 'Media types that are answered, where the document names none.' }),
      consumerComponentName: choice(['platform-http'], { describe: 'What serves it.', default: 'platform-http', advanced: true }),
    },
    async open(options, context, { path }) {
      const { openRestOpenApiSource } = await import('./source.ts')
      return openRestOpenApiSource(options, context, path)
    },
  },
  sink: {
    fields: {
      ...sinkFields,
      host: text({ describe: 'Server to call, with scheme: https://api.example.com.' }),
      basePath,
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
