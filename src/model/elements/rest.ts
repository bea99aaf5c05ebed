import { defineElement } from '../../kit/element.ts'
import { boolean, choice, group, list, map, text } from '../../kit/field.ts'

const BINDING_MODES = ['off', 'auto', 'json', 'xml', 'json_xml'] as const
const COLLECTION_FORMATS = ['csv', 'multi', 'pipes', 'ssv', 'tsv'] as const
const DOCS_ONLY = 'for the documentation of the API'

const properties = (describe: string) =>
  list(
    group(
      { key: text({ describe: 'The name.', required: true }), value: text({ describe: 'The value.', required: true }) },
      { describe: 'A property.' },
    ),
    { describe },
  )

/** What a rest, a verb and the configuration have in common. */
const bindingFields = {
  bindingMode: choice(BINDING_MODES, { describe: 'Whether bodies are read and written as JSON or XML for the route. Default: off.' }),
  skipBindingOnErrorCode: boolean({ describe: 'Whether an answer with a status of 300 or more is left as it is. Default: true.' }),
  clientRequestValidation: boolean({
    describe: 'Whether requests without required parameters, body or a fitting content type are refused.',
  }),
  clientResponseValidation: boolean({ describe: 'Whether answers that are not as declared become a failure.' }),
  enableCORS: boolean({ describe: 'Whether answers carry the headers of CORS.' }),
  enableNoContentResponse: boolean({ describe: 'Whether an answer of an empty object or list becomes 204.' }),
}

const mediaFields = {
  consumes: text({ describe: 'Media types that are taken; others are answered with 415.' }),
  produces: text({ describe: 'Media types that are answered; clients that accept none of them get 406.' }),
}

const security = list(
  group(
    { key: text({ describe: 'The definition.', required: true }), scopes: text({ describe: 'Scopes, with commas between.' }) },
    { describe: 'A requirement.' },
  ),
  { describe: `Security, ${DOCS_ONLY}; nothing is checked.` },
)

const definition = <F extends Record<string, ReturnType<typeof text>>>(describe: string, fields: F) =>
  group(
    { key: text({ describe: 'Its name.', required: true }), description: text({ describe: 'A description.' }), ...fields },
    { describe },
  )

const securityDefinitions = group(
  {
    basicAuth: definition('Name and password.', {}),
    bearerToken: definition('A token in the header Authorization.', { format: text({ describe: 'What kind of token.' }) }),
    apiKey: definition('A key.', {
      name: text({ describe: 'Name of the header, parameter or cookie.', required: true }),
      inHeader: text({ describe: 'Whether it is a header.' }),
      inQuery: text({ describe: 'Whether it is a parameter.' }),
      inCookie: text({ describe: 'Whether it is a cookie.' }),
    }),
    oauth2: group(
      {
        key: text({ describe: 'Its name.', required: true }),
        description: text({ describe: 'A description.' }),
        flow: choice(['implicit', 'password', 'application', 'clientCredentials', 'accessCode', 'authorizationCode'], {
          describe: 'The flow. Default: by the addresses.',
        }),
        authorizationUrl: text({ describe: 'Where users agree.' }),
        tokenUrl: text({ describe: 'Where tokens come from.' }),
        refreshUrl: text({ describe: 'Where tokens are renewed.' }),
        scopes: properties('The scopes and what they mean.'),
      },
      { describe: 'OAuth 2.' },
    ),
    mutualTLS: definition('A certificate of the client.', {}),
    openIdConnect: definition('OpenID Connect.', { url: text({ describe: 'Address of the discovery document.', required: true }) }),
  },
  { describe: `Kinds of security, ${DOCS_ONLY}; nothing is checked.` },
)

const allowableValues = list(group({ value: text({ describe: 'The value.' }) }, { describe: 'A value.', shorthand: 'value' }), {
  describe: 'The values that it may have.',
})

const schemaFields = {
  dataType: text({ describe: `Type, ${DOCS_ONLY}.` }),
  dataFormat: text({ describe: `Format, ${DOCS_ONLY}.` }),
  arrayType: text({ describe: `Type of the items, ${DOCS_ONLY}.` }),
  collectionFormat: choice(COLLECTION_FORMATS, { describe: `How several values are written, ${DOCS_ONLY}.` }),
  allowableValues,
}

const param = group(
  {
    name: text({ describe: 'The name.', required: true }),
    type: choice(['body', 'formData', 'header', 'path', 'query'], { describe: 'Where it stands. Default: path.' }),
    required: boolean({ describe: 'Whether it must be given, where requests are validated. Default: true.' }),
    defaultValue: text({ describe: 'Value of a header or query parameter that is not given.' }),
    ...schemaFields,
    examples: properties(`Examples, ${DOCS_ONLY}.`),
  },
  { describe: 'A parameter.' },
)

const responseMessage = group(
  {
    code: text({ describe: 'The status. Default: 200.' }),
    message: text({ describe: 'What it means.', required: true }),
    contentType: text({ describe: 'Media type of the answer.' }),
    responseModel: text({ describe: `Class of the answer, ${DOCS_ONLY}.` }),
    header: list(
      group(
        { name: text({ describe: 'The name.', required: true }), ...schemaFields, example: text({ describe: `Example, ${DOCS_ONLY}.` }) },
        { describe: 'A header.' },
      ),
      { describe: 'Headers of the answer.' },
    ),
    examples: properties(`Examples, ${DOCS_ONLY}.`),
  },
  { describe: 'An answer.' },
)

/** Where the requests of a verb go. */
const target = group(
  {
    uri: text({ describe: 'The endpoint; a direct: route becomes the route of the verb itself.', required: true }),
    parameters: map({ describe: 'Options of the endpoint.' }),
    pattern: choice(['InOnly', 'InOut'], { describe: 'Whether a reply is asked for.' }),
    variableSend: text({ describe: 'Variable that is sent instead of the body.' }),
    variableReceive: text({ describe: 'Variable that takes the reply.' }),
  },
  { describe: 'Where the requests go.', shorthand: 'uri', required: true },
)

/** The options of one verb of a service. */
const verbFields = {
  path: text({ describe: 'The path below that of the service, with {name} parts.' }),
  to: target,
  routeId: text({ describe: 'Id of the route.' }),
  ...mediaFields,
  ...bindingFields,
  type: text({ describe: 'Class that the body is read into; `[]` behind it makes a list.' }),
  outType: text({ describe: 'Class of the answer.' }),
  param: list(param, { describe: 'The parameters.' }),
  responseMessage: list(responseMessage, { describe: 'The answers.' }),
  security,
  apiDocs: boolean({ describe: `Whether it is in the documentation. Default: true.` }),
  deprecated: boolean({ describe: `Whether it is deprecated, ${DOCS_ONLY}.` }),
  streamCache: boolean({ describe: 'Whether streams can be read again; they can.' }),
}

const verbs = (name: string) =>
  list(group(verbFields, { describe: `A ${name.toUpperCase()} of the service.` }), { describe: `What it does with ${name.toUpperCase()}.` })

const restElement = defineElement({
  name: 'rest',
  summary: 'A REST service: paths and verbs that call routes.',
  notes: [
    'Each verb becomes a route. A direct: route that a verb names becomes that route itself and can no longer be called, unless restConfiguration says inlineRoutes: false.',
    'The first declared path that matches wins, also against a more specific one.',
    'With openApi the operations of an OpenAPI 3.0 or 3.1 document are served by one route, from rest-openapi: with the options of openApi; each calls direct:OPERATION. That route stays and can be called by others too. The path of the service does not apply to them.',
    'Routes of templates and Kamelets do not count as routes of an operation.',
    'clientRequestValidation checks, by the contract, content types (415, 406), required parameters and body, values of enum, and JSON bodies by their schema (400); format in a schema is a remark, and properties that are readOnly may be missing. A range of media types (image/*) takes all. Types of parameters, cookies and security are not checked. Default values of query parameters are set whether or not it checks.',
    'apiContextPath of openApi, below the paths of the operations, serves the document as it is. That of restConfiguration serves the verbs, or the document of the only contract where there are none: with servers that name this one, unless hostNameResolver is none; as JSON, or YAML where the path ends so or it is accepted.',
    'References of a contract lead to other parts of the same document only.',
  ],
  fields: {
    path: text({ describe: 'The path of the service.' }),
    tag: text({ describe: `Name of a group, ${DOCS_ONLY}.` }),
    ...mediaFields,
    ...bindingFields,
    apiDocs: boolean({ describe: 'Whether it is in the documentation. Default: true.' }),
    get: verbs('get'),
    post: verbs('post'),
    put: verbs('put'),
    delete: verbs('delete'),
    patch: verbs('patch'),
    head: verbs('head'),
    openApi: group(
      {
        specification: text({ describe: 'The document, JSON or YAML: `file:path`, `classpath:path` or a bare path.', required: true }),
        missingOperation: choice(['fail', 'ignore', 'mock'], {
          describe: 'What happens with operations without route: the start fails, or they answer by themselves. Default: fail.',
        }),
        mockIncludePattern: text({ describe: 'Files with answers of operations without route. Default: classpath:camel-mock/**.' }),
        apiContextPath: text({ describe: 'Path that the document is served under, below those of the operations.' }),
        routeId: text({ describe: 'Id of the route.' }),
      },
      { describe: 'An OpenAPI document whose operations are served by the routes `direct:OPERATION`.' },
    ),
    securityDefinitions,
    securityRequirements: security,
  },
})

const restConfigurationElement = defineElement({
  name: 'restConfiguration',
  summary: 'What holds for all REST services.',
  notes: ['Services are served by platform-http, whose port is camel.server.port: host and port say where the rest: sink sends to.'],
  fields: {
    component: choice(['platform-http', 'servlet', 'jetty', 'undertow', 'netty-http', 'coap'], {
      describe: 'What serves them: platform-http. The others are refused.',
    }),
    producerComponent: choice(['vertx-http', 'http', 'undertow', 'netty-http'], { describe: 'What sends: always http.' }),
    scheme: text({ describe: 'Scheme of the address that rest: sends to.' }),
    host: text({ describe: 'Host that rest: sends to.' }),
    port: text({ describe: 'Port that rest: sends to.' }),
    contextPath: text({ describe: 'Comes before the paths of all services.' }),
    ...bindingFields,
    inlineRoutes: boolean({ describe: 'Whether a direct: route becomes the route of the verb that names it. Default: true.' }),
    jsonDataFormat: choice(['jackson', 'jsonb', 'fastjson', 'gson'], { describe: 'What reads and writes JSON.' }),
    xmlDataFormat: choice(['jaxb', 'jacksonXml'], { describe: 'What reads and writes XML; jaxb is not supported.' }),
    corsHeaders: properties('Headers of CORS, instead of the usual ones.'),
    dataFormatProperty: properties('Options of the data formats: prettyPrint, or json.in.NAME, json.out.NAME, xml.in.NAME, xml.out.NAME.'),
    endpointProperty: properties('Options of the endpoints that serve.'),
    componentProperty: properties('Options of the component that serves.'),
    consumerProperty: properties('Options of the consumers that serve.'),
    apiComponent: choice(['openapi', 'swagger'], { describe: 'What makes the documentation: openapi. The other is refused.' }),
    apiContextPath: text({ describe: 'Path that the OpenAPI document of the services is served under.' }),
    apiContextRouteId: text({ describe: 'Id of the route that serves the documentation.' }),
    apiHost: text({ describe: 'Host that the documentation names.' }),
    apiProperty: properties(
      'Facts of the documentation: openapi.version, api.title, api.version, api.description, api.termsOfService, api.contact.name and so on, api.license.name and url, externalDocs.url and description, host, schemes, base.path, cors, api.default.consumes and produces, api.specification.contentType.json and yaml.',
    ),
    apiVendorExtension: boolean({ describe: 'Whether the documentation names the runtime in x-camelContextId.' }),
    useXForwardHeaders: boolean({ describe: 'Whether the documentation names the address of the proxy that X-Forwarded headers tell.' }),
    hostNameResolver: choice(['allLocalIp', 'localHostName', 'localIp', 'none'], { describe: 'How the documentation names the host.' }),
    bindingPackageScan: text({ describe: 'Packages of Java classes.', unsupported: 'there are no Java classes' }),
    producerApiDoc: text({ describe: 'Document that rest: checks its calls against.', unsupported: 'calls are not checked' }),
    validationLevels: properties('Levels of validation by an OpenAPI validator; has no effect.'),
  },
})

/** A service: few files have one. */
export function rest() {
  return restElement
}

/** What holds for all services. */
export function restConfiguration() {
  return restConfigurationElement
}
