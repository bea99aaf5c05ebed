// Generated from the declarations of the elements by `npm run generate`. Do not edit.
import { elementOf } from './element-call.ts'
import type { RouteElement } from './element.ts'
import type { Block } from './steps.gen.ts'
import type { Bean, Condition, Duration, NoHeaders, NodeOptions, NoOptions, Parameters, Placeholder } from './types.ts'
import type { SinkEndpoint } from './values.ts'

export interface BeansOptions {
  /** The name. */
  readonly name: string
  /** A class of Camel or the JDK that has an alias here, or a module (`./orders.js#OrderService`). */
  readonly type: string
  /** Properties to set. */
  readonly properties?: Parameters | undefined
  /** Constructor arguments by their index. */
  readonly constructors?: Parameters | undefined
  /** Method called when the runtime starts. */
  readonly initMethod?: string | undefined
  /** Method called when it stops. */
  readonly destroyMethod?: string | undefined
  /** Method that makes the bean. */
  readonly factoryMethod?: string | undefined
  /** Bean whose method makes the bean. */
  readonly factoryBean?: string | undefined
  /** Class of a builder. */
  readonly builderClass?: string | undefined
  /** Method of the builder that makes the bean. */
  readonly builderMethod?: string | undefined
  /** Language of the script. */
  readonly scriptLanguage?: string | undefined
  /** Script that makes the bean. */
  readonly script?: string | undefined
  /** Whether placeholders in the script are resolved. Default: `true`. */
  readonly scriptPropertyPlaceholders?: boolean | Placeholder | undefined
}

export interface FromOptions {
  /** Variable that takes the incoming body. */
  readonly variableReceive?: string | undefined
  /** The id of the node. */
  readonly id?: string | undefined
  /** What it is for. */
  readonly description?: string | undefined
  /** A note for readers of the file. */
  readonly note?: string | undefined
}

export interface InterceptOptions<B = unknown, H = NoHeaders> extends NodeOptions {
  /** Only for exchanges for which this is true. */
  readonly onWhen?: Condition<B, H> | undefined
}

export interface InterceptFromOptions<B = unknown, H = NoHeaders> extends NodeOptions {
  /** Only for exchanges for which this is true. */
  readonly onWhen?: Condition<B, H> | undefined
}

export interface InterceptSendToEndpointOptions<B = unknown, H = NoHeaders> extends NodeOptions {
  /** Whether the endpoint itself is left out. */
  readonly skipSendToOriginalEndpoint?: string | undefined
  /** Endpoint to send to afterwards. */
  readonly afterUri?: string | SinkEndpoint | undefined
  /** Only for exchanges for which this is true. */
  readonly onWhen?: Condition<B, H> | undefined
}

export interface OnCompletionOptions<B = unknown, H = NoHeaders> extends NodeOptions {
  /** Whether they run after the reply was given, on a copy, or before it. Default: `AfterConsumer`. */
  readonly mode?: 'AfterConsumer' | 'BeforeConsumer' | Placeholder | undefined
  /** Only when the exchange succeeded. Default: `false`. */
  readonly onCompleteOnly?: boolean | Placeholder | undefined
  /** Only when it failed. Default: `false`. */
  readonly onFailureOnly?: boolean | Placeholder | undefined
  /** Only for exchanges for which this is true. */
  readonly onWhen?: Condition<B, H> | undefined
  /** Whether they run beside the caller. Default: `false`. */
  readonly parallelProcessing?: boolean | Placeholder | undefined
  /** Thread pool; no effect on results here. */
  readonly executorService?: Bean | undefined
  /** Whether the steps get the message as it came in. Default: `false`. */
  readonly useOriginalMessage?: boolean | Placeholder | undefined
}

export interface OnExceptionRedeliveryPolicyOptions extends NodeOptions {
  /** How often a failed step is tried again; -1: for ever. Default 0. */
  readonly maximumRedeliveries?: number | Placeholder | undefined
  /** Delay before a step is tried again, in milliseconds. Default: `1000`. */
  readonly redeliveryDelay?: Duration | undefined
  /** Whether the delay frees the worker; delays never block here. Default: `false`. */
  readonly asyncDelayedRedelivery?: boolean | Placeholder | undefined
  /** Factor between delays with useExponentialBackOff. Default: `2`. */
  readonly backOffMultiplier?: number | Placeholder | undefined
  /** Whether delays grow. Default: `false`. */
  readonly useExponentialBackOff?: boolean | Placeholder | undefined
  /** Random part of each delay with useCollisionAvoidance. Default: `0.15`. */
  readonly collisionAvoidanceFactor?: number | Placeholder | undefined
  /** Whether delays vary at random. Default: `false`. */
  readonly useCollisionAvoidance?: boolean | Placeholder | undefined
  /** Longest delay. Default: `60000`. */
  readonly maximumRedeliveryDelay?: Duration | undefined
  /** Level of the line logged when the last attempt failed. Default: `ERROR`. */
  readonly retriesExhaustedLogLevel?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'OFF' | Placeholder | undefined
  /** Level of the line logged for each attempt. Default: `DEBUG`. */
  readonly retryAttemptedLogLevel?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'OFF' | Placeholder | undefined
  /** Logs each n-th attempt. Default: `1`. */
  readonly retryAttemptedLogInterval?: number | Placeholder | undefined
  /** Whether attempts are logged. Default: `true`. */
  readonly logRetryAttempted?: boolean | Placeholder | undefined
  /** Whether the stack trace is logged when the last attempt failed. Default: `true`. */
  readonly logStackTrace?: boolean | Placeholder | undefined
  /** Whether the stack trace is logged for each attempt. Default: `false`. */
  readonly logRetryStackTrace?: boolean | Placeholder | undefined
  /** Whether handled failures are logged. Default: `false`. */
  readonly logHandled?: boolean | Placeholder | undefined
  /** Whether a failure while a failure is handled is logged. Default: `true`. */
  readonly logNewException?: boolean | Placeholder | undefined
  /** Whether continued failures are logged. Default: `false`. */
  readonly logContinued?: boolean | Placeholder | undefined
  /** Whether a failure whose attempts are used up is logged. Default: `true`. */
  readonly logExhausted?: boolean | Placeholder | undefined
  /** Whether the message history is logged with it. Default: `false`. */
  readonly logExhaustedMessageHistory?: boolean | Placeholder | undefined
  /** Whether the message is logged with it. Default: `false`. */
  readonly logExhaustedMessageBody?: boolean | Placeholder | undefined
  /** Turns redelivery off. Default: `false`. */
  readonly disableRedelivery?: boolean | Placeholder | undefined
  /** Delays by attempt: `0:1000;5:5000` waits 1 s, from the fifth attempt on 5 s. */
  readonly delayPattern?: string | undefined
  /** Whether failed steps are still tried again while the runtime stops. No effect here: they are, until the deadline of the stop. Default: `true`. */
  readonly allowRedeliveryWhileStopping?: boolean | Placeholder | undefined
}

export interface OnExceptionOptions<B = unknown, H = NoHeaders> extends NodeOptions {
  /** Only for exchanges for which this is true. */
  readonly onWhen?: Condition<B, H> | undefined
  /** Whether the failure is dealt with by the steps: the caller sees none. */
  readonly handled?: Condition<B, H> | undefined
  /** Whether the route goes on behind the step that failed. */
  readonly continued?: Condition<B, H> | undefined
  /** Tries again while this is true. */
  readonly retryWhile?: Condition<B, H> | undefined
  /** How the failed step is tried again. */
  readonly redeliveryPolicy?: OnExceptionRedeliveryPolicyOptions | undefined
  /** Bean with the redelivery policy. */
  readonly redeliveryPolicyRef?: string | undefined
  /** Bean called before each attempt. */
  readonly onRedeliveryRef?: string | undefined
  /** Bean called when the failure occurs. */
  readonly onExceptionOccurredRef?: string | undefined
  /** Whether the steps get the message as it came in. Default: `false`. */
  readonly useOriginalMessage?: boolean | Placeholder | undefined
  /** Whether the steps get the body as it came in. Default: `false`. */
  readonly useOriginalBody?: boolean | Placeholder | undefined
}

export interface RestGetToOptions extends NodeOptions {
  /** The endpoint; a direct: route becomes the route of the verb itself. */
  readonly uri: string
  /** Options of the endpoint. */
  readonly parameters?: Parameters | undefined
  /** Whether a reply is asked for. */
  readonly pattern?: 'InOnly' | 'InOut' | Placeholder | undefined
  /** Variable that is sent instead of the body. */
  readonly variableSend?: string | undefined
  /** Variable that takes the reply. */
  readonly variableReceive?: string | undefined
}

export interface RestGetParamAllowableValuesOptions extends NodeOptions {
  /** The value. */
  readonly value?: string | undefined
}

export interface RestGetParamExamplesOptions extends NodeOptions {
  /** The name. */
  readonly key: string
  /** The value. */
  readonly value: string
}

export interface RestGetParamOptions extends NodeOptions {
  /** The name. */
  readonly name: string
  /** Where it stands. Default: path. */
  readonly type?: 'body' | 'formData' | 'header' | 'path' | 'query' | Placeholder | undefined
  /** Whether it must be given, where requests are validated. Default: true. */
  readonly required?: boolean | Placeholder | undefined
  /** Value of a header or query parameter that is not given. */
  readonly defaultValue?: string | undefined
  /** Type, for the documentation of the API. */
  readonly dataType?: string | undefined
  /** Format, for the documentation of the API. */
  readonly dataFormat?: string | undefined
  /** Type of the items, for the documentation of the API. */
  readonly arrayType?: string | undefined
  /** How several values are written, for the documentation of the API. */
  readonly collectionFormat?: 'csv' | 'multi' | 'pipes' | 'ssv' | 'tsv' | Placeholder | undefined
  /** The values that it may have. */
  readonly allowableValues?: readonly (string | RestGetParamAllowableValuesOptions)[] | undefined
  /** Examples, for the documentation of the API. */
  readonly examples?: readonly RestGetParamExamplesOptions[] | { readonly [name: string]: string } | undefined
}

export interface RestGetResponseMessageHeaderOptions extends NodeOptions {
  /** The name. */
  readonly name: string
  /** Type, for the documentation of the API. */
  readonly dataType?: string | undefined
  /** Format, for the documentation of the API. */
  readonly dataFormat?: string | undefined
  /** Type of the items, for the documentation of the API. */
  readonly arrayType?: string | undefined
  /** How several values are written, for the documentation of the API. */
  readonly collectionFormat?: 'csv' | 'multi' | 'pipes' | 'ssv' | 'tsv' | Placeholder | undefined
  /** The values that it may have. */
  readonly allowableValues?: readonly (string | RestGetParamAllowableValuesOptions)[] | undefined
  /** Example, for the documentation of the API. */
  readonly example?: string | undefined
}

export interface RestGetResponseMessageOptions extends NodeOptions {
  /** The status. Default: 200. */
  readonly code?: string | undefined
  /** What it means. */
  readonly message: string
  /** Media type of the answer. */
  readonly contentType?: string | undefined
  /** Class of the answer, for the documentation of the API. */
  readonly responseModel?: string | undefined
  /** Headers of the answer. */
  readonly header?: readonly RestGetResponseMessageHeaderOptions[] | undefined
  /** Examples, for the documentation of the API. */
  readonly examples?: readonly RestGetParamExamplesOptions[] | { readonly [name: string]: string } | undefined
}

export interface RestGetSecurityOptions extends NodeOptions {
  /** The definition. */
  readonly key: string
  /** Scopes, with commas between. */
  readonly scopes?: string | undefined
}

export interface RestGetOptions extends NodeOptions {
  /** The path below that of the service, with {name} parts. */
  readonly path?: string | undefined
  /** Where the requests go. */
  readonly to: string | RestGetToOptions
  /** Id of the route. */
  readonly routeId?: string | undefined
  /** Media types that are taken; others are answered with 415. */
  readonly consumes?: string | undefined
  /** Media types that are answered; clients that accept none of them get 406. */
  readonly produces?: string | undefined
  /** Whether bodies are read and written as JSON or XML for the route. Default: off. */
  readonly bindingMode?: 'off' | 'auto' | 'json' | 'xml' | 'json_xml' | Placeholder | undefined
  /** Whether an answer with a status of 300 or more is left as it is. Default: true. */
  readonly skipBindingOnErrorCode?: boolean | Placeholder | undefined
  /** Whether requests without required parameters, body or a fitting content type are refused. */
  readonly clientRequestValidation?: boolean | Placeholder | undefined
  /** Whether answers that are not as declared become a failure. */
  readonly clientResponseValidation?: boolean | Placeholder | undefined
  /** Whether answers carry the headers of CORS. */
  readonly enableCORS?: boolean | Placeholder | undefined
  /** Whether an answer of an empty object or list becomes 204. */
  readonly enableNoContentResponse?: boolean | Placeholder | undefined
  /** Class that the body is read into; `[]` behind it makes a list. */
  readonly type?: string | undefined
  /** Class of the answer. */
  readonly outType?: string | undefined
  /** The parameters. */
  readonly param?: readonly RestGetParamOptions[] | undefined
  /** The answers. */
  readonly responseMessage?: readonly RestGetResponseMessageOptions[] | undefined
  /** Security, for the documentation of the API; nothing is checked. */
  readonly security?: readonly RestGetSecurityOptions[] | { readonly [name: string]: string } | undefined
  /** Whether it is in the documentation. Default: true. */
  readonly apiDocs?: boolean | Placeholder | undefined
  /** Whether it is deprecated, for the documentation of the API. */
  readonly deprecated?: boolean | Placeholder | undefined
  /** Whether streams can be read again; they can. */
  readonly streamCache?: boolean | Placeholder | undefined
}

export interface RestOpenApiOptions extends NodeOptions {
  /** The document, JSON or YAML: `file:path`, `classpath:path` or a bare path. */
  readonly specification: string
  /** What happens with operations without route: the start fails, or they answer by themselves. Default: fail. */
  readonly missingOperation?: 'fail' | 'ignore' | 'mock' | Placeholder | undefined
  /** Files with answers of operations without route. Default: classpath:camel-mock/**. */
  readonly mockIncludePattern?: string | undefined
  /** Path that the document is served under, below those of the operations. */
  readonly apiContextPath?: string | undefined
  /** Id of the route. */
  readonly routeId?: string | undefined
}

export interface RestSecurityDefinitionsBasicAuthOptions extends NodeOptions {
  /** Its name. */
  readonly key: string
  /** A description. */
  readonly description?: string | undefined
}

export interface RestSecurityDefinitionsBearerTokenOptions extends NodeOptions {
  /** Its name. */
  readonly key: string
  /** A description. */
  readonly description?: string | undefined
  /** What kind of token. */
  readonly format?: string | undefined
}

export interface RestSecurityDefinitionsApiKeyOptions extends NodeOptions {
  /** Its name. */
  readonly key: string
  /** A description. */
  readonly description?: string | undefined
  /** Name of the header, parameter or cookie. */
  readonly name: string
  /** Whether it is a header. */
  readonly inHeader?: string | undefined
  /** Whether it is a parameter. */
  readonly inQuery?: string | undefined
  /** Whether it is a cookie. */
  readonly inCookie?: string | undefined
}

export interface RestSecurityDefinitionsOauth2Options extends NodeOptions {
  /** Its name. */
  readonly key: string
  /** A description. */
  readonly description?: string | undefined
  /** The flow. Default: by the addresses. */
  readonly flow?: 'implicit' | 'password' | 'application' | 'clientCredentials' | 'accessCode' | 'authorizationCode' | Placeholder | undefined
  /** Where users agree. */
  readonly authorizationUrl?: string | undefined
  /** Where tokens come from. */
  readonly tokenUrl?: string | undefined
  /** Where tokens are renewed. */
  readonly refreshUrl?: string | undefined
  /** The scopes and what they mean. */
  readonly scopes?: readonly RestGetParamExamplesOptions[] | { readonly [name: string]: string } | undefined
}

export interface RestSecurityDefinitionsOpenIdConnectOptions extends NodeOptions {
  /** Its name. */
  readonly key: string
  /** A description. */
  readonly description?: string | undefined
  /** Address of the discovery document. */
  readonly url: string
}

export interface RestSecurityDefinitionsOptions extends NodeOptions {
  /** Name and password. */
  readonly basicAuth?: RestSecurityDefinitionsBasicAuthOptions | undefined
  /** A token in the header Authorization. */
  readonly bearerToken?: RestSecurityDefinitionsBearerTokenOptions | undefined
  /** A key. */
  readonly apiKey?: RestSecurityDefinitionsApiKeyOptions | undefined
  /** OAuth 2. */
  readonly oauth2?: RestSecurityDefinitionsOauth2Options | undefined
  /** A certificate of the client. */
  readonly mutualTLS?: RestSecurityDefinitionsBasicAuthOptions | undefined
  /** OpenID Connect. */
  readonly openIdConnect?: RestSecurityDefinitionsOpenIdConnectOptions | undefined
}

export interface RestOptions extends NodeOptions {
  /** The path of the service. */
  readonly path?: string | undefined
  /** Name of a group, for the documentation of the API. */
  readonly tag?: string | undefined
  /** Media types that are taken; others are answered with 415. */
  readonly consumes?: string | undefined
  /** Media types that are answered; clients that accept none of them get 406. */
  readonly produces?: string | undefined
  /** Whether bodies are read and written as JSON or XML for the route. Default: off. */
  readonly bindingMode?: 'off' | 'auto' | 'json' | 'xml' | 'json_xml' | Placeholder | undefined
  /** Whether an answer with a status of 300 or more is left as it is. Default: true. */
  readonly skipBindingOnErrorCode?: boolean | Placeholder | undefined
  /** Whether requests without required parameters, body or a fitting content type are refused. */
  readonly clientRequestValidation?: boolean | Placeholder | undefined
  /** Whether answers that are not as declared become a failure. */
  readonly clientResponseValidation?: boolean | Placeholder | undefined
  /** Whether answers carry the headers of CORS. */
  readonly enableCORS?: boolean | Placeholder | undefined
  /** Whether an answer of an empty object or list becomes 204. */
  readonly enableNoContentResponse?: boolean | Placeholder | undefined
  /** Whether it is in the documentation. Default: true. */
  readonly apiDocs?: boolean | Placeholder | undefined
  /** What it does with GET. */
  readonly get?: readonly RestGetOptions[] | undefined
  /** What it does with POST. */
  readonly post?: readonly RestGetOptions[] | undefined
  /** What it does with PUT. */
  readonly put?: readonly RestGetOptions[] | undefined
  /** What it does with DELETE. */
  readonly delete?: readonly RestGetOptions[] | undefined
  /** What it does with PATCH. */
  readonly patch?: readonly RestGetOptions[] | undefined
  /** What it does with HEAD. */
  readonly head?: readonly RestGetOptions[] | undefined
  /** An OpenAPI document whose operations are served by the routes `direct:OPERATION`. */
  readonly openApi?: RestOpenApiOptions | undefined
  /** Kinds of security, for the documentation of the API; nothing is checked. */
  readonly securityDefinitions?: RestSecurityDefinitionsOptions | undefined
  /** Security, for the documentation of the API; nothing is checked. */
  readonly securityRequirements?: readonly RestGetSecurityOptions[] | { readonly [name: string]: string } | undefined
}

export interface RestConfigurationOptions extends NodeOptions {
  /** What serves them: platform-http. The others are refused. */
  readonly component?: 'platform-http' | 'servlet' | 'jetty' | 'undertow' | 'netty-http' | 'coap' | Placeholder | undefined
  /** What sends: always http. */
  readonly producerComponent?: 'vertx-http' | 'http' | 'undertow' | 'netty-http' | Placeholder | undefined
  /** Scheme of the address that rest: sends to. */
  readonly scheme?: string | undefined
  /** Host that rest: sends to. */
  readonly host?: string | undefined
  /** Port that rest: sends to. */
  readonly port?: string | undefined
  /** Comes before the paths of all services. */
  readonly contextPath?: string | undefined
  /** Whether bodies are read and written as JSON or XML for the route. Default: off. */
  readonly bindingMode?: 'off' | 'auto' | 'json' | 'xml' | 'json_xml' | Placeholder | undefined
  /** Whether an answer with a status of 300 or more is left as it is. Default: true. */
  readonly skipBindingOnErrorCode?: boolean | Placeholder | undefined
  /** Whether requests without required parameters, body or a fitting content type are refused. */
  readonly clientRequestValidation?: boolean | Placeholder | undefined
  /** Whether answers that are not as declared become a failure. */
  readonly clientResponseValidation?: boolean | Placeholder | undefined
  /** Whether answers carry the headers of CORS. */
  readonly enableCORS?: boolean | Placeholder | undefined
  /** Whether an answer of an empty object or list becomes 204. */
  readonly enableNoContentResponse?: boolean | Placeholder | undefined
  /** Whether a direct: route becomes the route of the verb that names it. Default: true. */
  readonly inlineRoutes?: boolean | Placeholder | undefined
  /** What reads and writes JSON. */
  readonly jsonDataFormat?: 'jackson' | 'jsonb' | 'fastjson' | 'gson' | Placeholder | undefined
  /** What reads and writes XML; jaxb is not supported. */
  readonly xmlDataFormat?: 'jaxb' | 'jacksonXml' | Placeholder | undefined
  /** Headers of CORS, instead of the usual ones. */
  readonly corsHeaders?: readonly RestGetParamExamplesOptions[] | { readonly [name: string]: string } | undefined
  /** Options of the data formats: prettyPrint, or json.in.NAME, json.out.NAME, xml.in.NAME, xml.out.NAME. */
  readonly dataFormatProperty?: readonly RestGetParamExamplesOptions[] | { readonly [name: string]: string } | undefined
  /** Options of the endpoints that serve. */
  readonly endpointProperty?: readonly RestGetParamExamplesOptions[] | { readonly [name: string]: string } | undefined
  /** Options of the component that serves. */
  readonly componentProperty?: readonly RestGetParamExamplesOptions[] | { readonly [name: string]: string } | undefined
  /** Options of the consumers that serve. */
  readonly consumerProperty?: readonly RestGetParamExamplesOptions[] | { readonly [name: string]: string } | undefined
  /** What makes the documentation: openapi. The other is refused. */
  readonly apiComponent?: 'openapi' | 'swagger' | Placeholder | undefined
  /** Path that the OpenAPI document of the services is served under. */
  readonly apiContextPath?: string | undefined
  /** Id of the route that serves the documentation. */
  readonly apiContextRouteId?: string | undefined
  /** Host that the documentation names. */
  readonly apiHost?: string | undefined
  /** Facts of the documentation: openapi.version, api.title, api.version, api.description, api.termsOfService, api.contact.name and so on, api.license.name and url, externalDocs.url and description, host, schemes, base.path, cors, api.default.consumes and produces, api.specification.contentType.json and yaml. */
  readonly apiProperty?: readonly RestGetParamExamplesOptions[] | { readonly [name: string]: string } | undefined
  /** Whether the documentation names the runtime in x-camelContextId. */
  readonly apiVendorExtension?: boolean | Placeholder | undefined
  /** Whether the documentation names the address of the proxy that X-Forwarded headers tell. */
  readonly useXForwardHeaders?: boolean | Placeholder | undefined
  /** How the documentation names the host. */
  readonly hostNameResolver?: 'allLocalIp' | 'localHostName' | 'localIp' | 'none' | Placeholder | undefined
  /** Levels of validation by an OpenAPI validator; has no effect. */
  readonly validationLevels?: readonly RestGetParamExamplesOptions[] | { readonly [name: string]: string } | undefined
}

export interface RouteErrorHandlerDefaultErrorHandlerOptions extends NodeOptions {
  /** How failed steps are tried again. */
  readonly redeliveryPolicy?: OnExceptionRedeliveryPolicyOptions | undefined
  /** Bean with the redelivery policy. */
  readonly redeliveryPolicyRef?: string | undefined
  /** Whether the message goes to the failure processor as it came in. Default: `false`. */
  readonly useOriginalMessage?: boolean | Placeholder | undefined
  /** Whether the body goes to the failure processor as it came in. Default: `false`. */
  readonly useOriginalBody?: boolean | Placeholder | undefined
  /** Level of the log. Default: `ERROR`. */
  readonly level?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'OFF' | Placeholder | undefined
  /** Name of the logger. */
  readonly logName?: string | undefined
  /** Bean called before each attempt. */
  readonly onRedeliveryRef?: string | undefined
  /** Bean called when a failure occurs. */
  readonly onExceptionOccurredRef?: string | undefined
  /** Bean called before the failure processor. */
  readonly onPrepareFailureRef?: string | undefined
  /** Bean with the predicate that decides whether a step is tried again. */
  readonly retryWhileRef?: string | undefined
  /** Thread pool; there are no threads here, the option has no effect on results. */
  readonly executorServiceRef?: string | undefined
}

export interface RouteErrorHandlerDeadLetterChannelOptions extends NodeOptions {
  /** How failed steps are tried again. */
  readonly redeliveryPolicy?: OnExceptionRedeliveryPolicyOptions | undefined
  /** Bean with the redelivery policy. */
  readonly redeliveryPolicyRef?: string | undefined
  /** Whether the message goes to the failure processor as it came in. Default: `false`. */
  readonly useOriginalMessage?: boolean | Placeholder | undefined
  /** Whether the body goes to the failure processor as it came in. Default: `false`. */
  readonly useOriginalBody?: boolean | Placeholder | undefined
  /** Level of the log. Default: `ERROR`. */
  readonly level?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'OFF' | Placeholder | undefined
  /** Name of the logger. */
  readonly logName?: string | undefined
  /** Bean called before each attempt. */
  readonly onRedeliveryRef?: string | undefined
  /** Bean called when a failure occurs. */
  readonly onExceptionOccurredRef?: string | undefined
  /** Bean called before the failure processor. */
  readonly onPrepareFailureRef?: string | undefined
  /** Bean with the predicate that decides whether a step is tried again. */
  readonly retryWhileRef?: string | undefined
  /** Thread pool; there are no threads here, the option has no effect on results. */
  readonly executorServiceRef?: string | undefined
  /** Endpoint that failed messages go to. */
  readonly deadLetterUri: string | SinkEndpoint
  /** Whether a failure of the dead letter endpoint itself is only logged. Default: `true`. */
  readonly deadLetterHandleNewException?: boolean | Placeholder | undefined
}

export interface RouteErrorHandlerNoErrorHandlerOptions extends NodeOptions {
}

export interface RouteErrorHandlerRefErrorHandlerOptions extends NodeOptions {
  /** Bean of the error handler. */
  readonly ref: string
}

export interface RouteErrorHandlerOptions extends NodeOptions {
  /** Tries again as the policy says, then hands the failure to the caller. */
  readonly defaultErrorHandler?: RouteErrorHandlerDefaultErrorHandlerOptions | undefined
  /** Tries again as the policy says, then sends the message to the dead letter endpoint. */
  readonly deadLetterChannel?: RouteErrorHandlerDeadLetterChannelOptions | undefined
  /** Hands failures to the caller at once. */
  readonly noErrorHandler?: NoOptions | undefined
  /** An error handler that is a bean. */
  readonly refErrorHandler?: string | RouteErrorHandlerRefErrorHandlerOptions | undefined
}

export interface RouteInputTypeOptions extends NodeOptions {
  /** Data type. */
  readonly urn: string
  /** Whether it is validated. Default: `false`. */
  readonly validate?: boolean | Placeholder | undefined
}

export interface RouteOptions {
  /** Name of a group of routes. */
  readonly group?: string | undefined
  /** Prefix of the ids of the route's nodes. */
  readonly nodePrefixId?: string | undefined
  /** Route configurations to use: ids, `prefix*`, or regular expressions, with commas between. */
  readonly routeConfigurationId?: string | undefined
  /** Whether the route starts with the runtime. Default: `true`. */
  readonly autoStartup?: boolean | Placeholder | undefined
  /** Routes with a lower number start earlier and stop later. */
  readonly startupOrder?: number | Placeholder | undefined
  /** Whether a stream can be read again. Where not, what `convertBodyTo` makes a stream is there for the first who reads it. Default: `true`. */
  readonly streamCache?: boolean | Placeholder | undefined
  /** Whether each step is logged. Default: `false`. */
  readonly trace?: boolean | Placeholder | undefined
  /** Whether the way of each message is kept. Default: `false`. */
  readonly messageHistory?: boolean | Placeholder | undefined
  /** Whether secrets are masked in the log. Default: `false`. */
  readonly logMask?: boolean | Placeholder | undefined
  /** Bean of the error handler. */
  readonly errorHandlerRef?: string | undefined
  /** The error handler of this route. */
  readonly errorHandler?: RouteErrorHandlerOptions | RouteElement<'errorHandler'> | undefined
  /** A simple predicate, looked at once: false leaves the route out. */
  readonly precondition?: string | undefined
  /** Data type of the input. */
  readonly inputType?: RouteInputTypeOptions | undefined
  /** Data type of the output. */
  readonly outputType?: RouteInputTypeOptions | undefined
  /** Whether the route is stopped last. */
  readonly shutdownRoute?: 'Default' | 'Defer' | Placeholder | undefined
  /** Whether a stop waits for all that a source holds. */
  readonly shutdownRunningTask?: 'CompleteCurrentTaskOnly' | 'CompleteAllTasks' | Placeholder | undefined
  /** The id of the node. */
  readonly id?: string | undefined
  /** What it is for. */
  readonly description?: string | undefined
  /** A note for readers of the file. */
  readonly note?: string | undefined
}

export interface RouteConfigurationOptions {
  /** A simple predicate, looked at once: false leaves the configuration out. */
  readonly precondition?: string | undefined
  /** The error handler. */
  readonly errorHandler?: RouteErrorHandlerOptions | RouteElement<'errorHandler'> | undefined
  /** What happens when a step fails with one of these exceptions. */
  readonly onException?: readonly RouteElement<'onException'>[] | undefined
  /** Steps that run when an exchange is done. */
  readonly onCompletion?: readonly RouteElement<'onCompletion'>[] | undefined
  /** Steps that run before every step of the routes. */
  readonly intercept?: readonly RouteElement<'intercept'>[] | undefined
  /** Steps that run when a message arrives. */
  readonly interceptFrom?: readonly RouteElement<'interceptFrom'>[] | undefined
  /** Steps that run when a message is sent to an endpoint. */
  readonly interceptSendToEndpoint?: readonly RouteElement<'interceptSendToEndpoint'>[] | undefined
  /** The id of the node. */
  readonly id?: string | undefined
  /** What it is for. */
  readonly description?: string | undefined
  /** A note for readers of the file. */
  readonly note?: string | undefined
}

export interface RouteTemplateParametersOptions extends NodeOptions {
  /** The name. */
  readonly name: string
  /** Value where none is given. */
  readonly defaultValue?: string | undefined
  /** Whether a value must be given. Default: `true`. */
  readonly required?: boolean | Placeholder | undefined
  /** What it is for. */
  readonly description?: string | undefined
}

export interface RouteTemplateBeansOptions extends NodeOptions {
  /** The name. */
  readonly name: string
  /** A class of Camel or the JDK that has an alias here, or a module (`./orders.js#OrderService`). */
  readonly type: string
  /** Properties to set. */
  readonly properties?: Parameters | undefined
  /** Constructor arguments by their index. */
  readonly constructors?: Parameters | undefined
  /** Method called when the runtime starts. */
  readonly initMethod?: string | undefined
  /** Method called when it stops. */
  readonly destroyMethod?: string | undefined
  /** Method that makes the bean. */
  readonly factoryMethod?: string | undefined
  /** Bean whose method makes the bean. */
  readonly factoryBean?: string | undefined
  /** Class of a builder. */
  readonly builderClass?: string | undefined
  /** Method of the builder that makes the bean. */
  readonly builderMethod?: string | undefined
  /** Language of the script. */
  readonly scriptLanguage?: string | undefined
  /** Script that makes the bean. */
  readonly script?: string | undefined
  /** Whether placeholders in the script are resolved. Default: `true`. */
  readonly scriptPropertyPlaceholders?: boolean | Placeholder | undefined
}

export interface RouteTemplateOptions {
  /** The parameters. */
  readonly parameters?: readonly RouteTemplateParametersOptions[] | undefined
  /** Beans made for each route of the template. */
  readonly beans?: readonly RouteTemplateBeansOptions[] | undefined
  /** The id of the node. */
  readonly id?: string | undefined
  /** What it is for. */
  readonly description?: string | undefined
  /** A note for readers of the file. */
  readonly note?: string | undefined
}

export interface TemplatedRouteParametersOptions extends NodeOptions {
  /** The name. */
  readonly name: string
  /** The value. */
  readonly value: string
}

export interface TemplatedRouteOptions extends NodeOptions {
  /** Id of the route. */
  readonly routeId?: string | undefined
  /** Prefix of the ids of the route's nodes. */
  readonly prefixId?: string | undefined
  /** Name of a group of routes. */
  readonly group?: string | undefined
  /** The parameters. */
  readonly parameters?: readonly TemplatedRouteParametersOptions[] | { readonly [name: string]: string } | undefined
  /** Beans for this route. */
  readonly beans?: readonly RouteTemplateBeansOptions[] | undefined
}

export interface DefaultErrorHandlerOptions extends NodeOptions {
  /** How failed steps are tried again. */
  readonly redeliveryPolicy?: OnExceptionRedeliveryPolicyOptions | undefined
  /** Bean with the redelivery policy. */
  readonly redeliveryPolicyRef?: string | undefined
  /** Whether the message goes to the failure processor as it came in. Default: `false`. */
  readonly useOriginalMessage?: boolean | Placeholder | undefined
  /** Whether the body goes to the failure processor as it came in. Default: `false`. */
  readonly useOriginalBody?: boolean | Placeholder | undefined
  /** Level of the log. Default: `ERROR`. */
  readonly level?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'OFF' | Placeholder | undefined
  /** Name of the logger. */
  readonly logName?: string | undefined
  /** Bean called before each attempt. */
  readonly onRedeliveryRef?: string | undefined
  /** Bean called when a failure occurs. */
  readonly onExceptionOccurredRef?: string | undefined
  /** Bean called before the failure processor. */
  readonly onPrepareFailureRef?: string | undefined
  /** Bean with the predicate that decides whether a step is tried again. */
  readonly retryWhileRef?: string | undefined
  /** Thread pool; there are no threads here, the option has no effect on results. */
  readonly executorServiceRef?: string | undefined
}

export interface DeadLetterChannelOptions extends NodeOptions {
  /** How failed steps are tried again. */
  readonly redeliveryPolicy?: OnExceptionRedeliveryPolicyOptions | undefined
  /** Bean with the redelivery policy. */
  readonly redeliveryPolicyRef?: string | undefined
  /** Whether the message goes to the failure processor as it came in. Default: `false`. */
  readonly useOriginalMessage?: boolean | Placeholder | undefined
  /** Whether the body goes to the failure processor as it came in. Default: `false`. */
  readonly useOriginalBody?: boolean | Placeholder | undefined
  /** Level of the log. Default: `ERROR`. */
  readonly level?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'OFF' | Placeholder | undefined
  /** Name of the logger. */
  readonly logName?: string | undefined
  /** Bean called before each attempt. */
  readonly onRedeliveryRef?: string | undefined
  /** Bean called when a failure occurs. */
  readonly onExceptionOccurredRef?: string | undefined
  /** Bean called before the failure processor. */
  readonly onPrepareFailureRef?: string | undefined
  /** Bean with the predicate that decides whether a step is tried again. */
  readonly retryWhileRef?: string | undefined
  /** Thread pool; there are no threads here, the option has no effect on results. */
  readonly executorServiceRef?: string | undefined
  /** Whether a failure of the dead letter endpoint itself is only logged. Default: `true`. */
  readonly deadLetterHandleNewException?: boolean | Placeholder | undefined
}

/** Steps that run before every step of the routes. */
export function intercept<B = unknown, H = NoHeaders>(steps: Block<B, H>): RouteElement<'intercept'>
export function intercept<B = unknown, H = NoHeaders>(options: InterceptOptions<B, H>, steps: Block<B, H>): RouteElement<'intercept'>
export function intercept(...args: readonly unknown[]): RouteElement<'intercept'> {
  return elementOf('intercept', undefined, [...args], intercept)
}

/**
 * Steps that run when a message arrives.
 * @param uri Only for sources with this URI: exact, `prefix*`, or a regular expression.
 */
export function interceptFrom<B = unknown, H = NoHeaders>(uri: string, steps: Block<B, H>): RouteElement<'interceptFrom'>
export function interceptFrom<B = unknown, H = NoHeaders>(uri: string, options: InterceptFromOptions<B, H>, steps: Block<B, H>): RouteElement<'interceptFrom'>
export function interceptFrom<B = unknown, H = NoHeaders>(steps: Block<B, H>): RouteElement<'interceptFrom'>
export function interceptFrom<B = unknown, H = NoHeaders>(options: InterceptFromOptions<B, H>, steps: Block<B, H>): RouteElement<'interceptFrom'>
export function interceptFrom(...args: readonly unknown[]): RouteElement<'interceptFrom'> {
  return elementOf('interceptFrom', undefined, [...args], interceptFrom)
}

/**
 * Steps that run when a message is sent to an endpoint.
 * @param uri The endpoint: exact, `prefix*`, or a regular expression. Default: all.
 */
export function interceptSendToEndpoint<B = unknown, H = NoHeaders>(uri: string, steps: Block<B, H>): RouteElement<'interceptSendToEndpoint'>
export function interceptSendToEndpoint<B = unknown, H = NoHeaders>(uri: string, options: InterceptSendToEndpointOptions<B, H>, steps: Block<B, H>): RouteElement<'interceptSendToEndpoint'>
export function interceptSendToEndpoint<B = unknown, H = NoHeaders>(steps: Block<B, H>): RouteElement<'interceptSendToEndpoint'>
export function interceptSendToEndpoint<B = unknown, H = NoHeaders>(options: InterceptSendToEndpointOptions<B, H>, steps: Block<B, H>): RouteElement<'interceptSendToEndpoint'>
export function interceptSendToEndpoint(...args: readonly unknown[]): RouteElement<'interceptSendToEndpoint'> {
  return elementOf('interceptSendToEndpoint', undefined, [...args], interceptSendToEndpoint)
}

/** Steps that run when an exchange is done. */
export function onCompletion<B = unknown, H = NoHeaders>(steps: Block<B, H>): RouteElement<'onCompletion'>
export function onCompletion<B = unknown, H = NoHeaders>(options: OnCompletionOptions<B, H>, steps: Block<B, H>): RouteElement<'onCompletion'>
export function onCompletion(...args: readonly unknown[]): RouteElement<'onCompletion'> {
  return elementOf('onCompletion', undefined, [...args], onCompletion)
}

/**
 * What happens when a step fails with one of these exceptions.
 * @param exception The exceptions, by their Java class names; subclasses count too.
 */
export function onException<B = unknown, H = NoHeaders>(exception: string | readonly string[], steps?: Block<B, H>): RouteElement<'onException'>
export function onException<B = unknown, H = NoHeaders>(exception: string | readonly string[], options: OnExceptionOptions<B, H>, steps?: Block<B, H>): RouteElement<'onException'>
export function onException(...args: readonly unknown[]): RouteElement<'onException'> {
  return elementOf('onException', undefined, [...args], onException)
}

/** A REST service: paths and verbs that call routes. */
export function rest(options?: RestOptions): RouteElement<'rest'> {
  return elementOf('rest', undefined, [options], rest)
}

/** What holds for all REST services. */
export function restConfiguration(options?: RestConfigurationOptions): RouteElement<'restConfiguration'> {
  return elementOf('restConfiguration', undefined, [options], restConfiguration)
}

/**
 * A route made from a template.
 * @param routeTemplateRef Id of the template.
 */
export function templatedRoute(routeTemplateRef: string, options?: TemplatedRouteOptions): RouteElement<'templatedRoute'> {
  return elementOf('templatedRoute', undefined, [routeTemplateRef, options], templatedRoute)
}

/** Tries again as the policy says, then hands the failure to the caller. */
export function defaultErrorHandler(options?: DefaultErrorHandlerOptions): RouteElement<'errorHandler'> {
  return elementOf('errorHandler', 'defaultErrorHandler', [options], defaultErrorHandler)
}

/**
 * Tries again as the policy says, then sends the message to the dead letter endpoint.
 * @param deadLetterUri Endpoint that failed messages go to.
 */
export function deadLetterChannel(deadLetterUri: string | SinkEndpoint, options?: DeadLetterChannelOptions): RouteElement<'errorHandler'> {
  return elementOf('errorHandler', 'deadLetterChannel', [deadLetterUri, options], deadLetterChannel)
}

/** Hands failures to the caller at once. */
export function noErrorHandler(): RouteElement<'errorHandler'> {
  return elementOf('errorHandler', 'noErrorHandler', [], noErrorHandler)
}

/**
 * An error handler that is a bean.
 * @param ref Bean of the error handler.
 */
export function refErrorHandler(ref: string): RouteElement<'errorHandler'> {
  return elementOf('errorHandler', 'refErrorHandler', [ref], refErrorHandler)
}
