import { maskUri } from '../mask-secrets.ts'
import { entry } from './define.ts'

/** Areas YAML, ROUTE and FIELD: something is wrong with a file. Most are reported as diagnostics, not thrown. */
export const routeErrors = {
  KF_YAML_SYNTAX: entry<{ reason: string }>({
    message: d => d.reason,
    help: 'The file is not well-formed YAML. Look at the indentation, quotes and colons at the place shown.',
  }),
  KF_ROUTE_CALL: entry<{ place: string; reason: string }>({
    message: d => `${d.place}: ${d.reason}`,
    help: 'A function of the TypeScript DSL was called with something that it does not take. The types say what it takes.',
  }),
  KF_YAML_NESTING: entry<{ depth: number }>({
    message: d => `nested deeper than ${d.depth} levels`,
    help: 'Split the route: call a part of it by direct:.',
  }),
  KF_YAML_SIZE: entry<{ size: number; limit: number }>({
    message: d => `the file has ${d.size} bytes, more than the limit of ${d.limit}`,
    help: 'Split the file into several; they may stand in one directory.',
  }),
  KF_YAML_DOCUMENTS: entry({
    message: () => 'a route file holds one YAML document',
    help: 'Camel reads one document per file. Put each into a file of its own.',
  }),
  KF_YAML_MERGE: entry({
    message: () => 'merge keys (<<) are not read',
    help: 'Camel refuses merge keys. Write the options out, or use a routeTemplate.',
  }),
  KF_YAML_ALIASES: entry<{ limit: number }>({
    message: d => `the aliases expand to more than ${d.limit} nodes`,
    help: 'Write the repeated part out, or use a routeTemplate.',
  }),
  KF_YAML_DUPLICATE_KEY: entry<{ key: string }>({
    message: d => `\`${d.key}\` is given twice; the last one counts`,
    help: 'Camel takes the last of several equal keys. Remove the others.',
  }),
  KF_FILE_EMPTY: entry<{ reason: string }>({
    message: d => `no route: ${d.reason}`,
    help: 'A route file is a list whose items each have one key: route, from, beans, rest, onException and others.',
  }),
  KF_FILE_KIND: entry<{ kind: string }>({
    message: d => `a resource of the kind ${d.kind} holds no route; it is left out`,
    help: 'Route files are lists, or resources of the kind Integration.',
  }),
  KF_ROUTE_NO_EFFECT: entry<{ what: string; reason: string }>({
    message: d => `${d.what} has no effect: ${d.reason}`,
    help: 'Camel accepts it and does nothing with it. Remove it, or say it in the way that works.',
  }),
  KF_ROUTE_UNKNOWN_ELEMENT: entry<{ name: string }>({
    message: d => `unknown element \`${d.name}\``,
    help: 'The items of a route file are: from, route, beans, rest, restConfiguration, routeConfiguration, routeTemplate, templatedRoute, onException, errorHandler, intercept, interceptFrom, interceptSendToEndpoint, onCompletion, dataFormats.',
  }),
  KF_ROUTE_UNKNOWN_STEP: entry<{ name: string }>({
    message: d => `unknown step \`${d.name}\``,
    help: 'See `kafila list eips` for the steps that exist.',
  }),
  KF_ROUTE_UNSUPPORTED: entry<{ what: string; reason?: string; undeclared?: true }>({
    message: d => `${d.what} is not supported yet${d.reason ? `: ${d.reason}` : ''}`,
    help: 'Camel has this, Kafila does not yet; the coverage table in the docs tells what is missing.',
  }),
  KF_ROUTE_ONE_KEY: entry<{ found: number; names: string }>({
    message: d => `expected one key here, found ${d.found}: ${d.names}`,
    help: 'Each item of steps is a map with one key, the name of the step; its options stand one level deeper.',
  }),
  KF_ROUTE_FLOW: entry<{ step: string; taken: number }>({
    message: d => `${d.step} has no steps of its own, so it takes the ${d.taken === 1 ? 'step' : `${d.taken} steps`} behind it`,
    help: 'Camel puts the siblings behind a block without steps into the block. Indent them below `steps:` to say so.',
  }),
  KF_ROUTE_SHAPE: entry<{ expected: string; found: string }>({
    message: d => `expected ${d.expected}, found ${d.found}`,
    help: 'The value has another shape than Camel expects there.',
  }),
  KF_ROUTE_MISSING: entry<{ what: string; option: string }>({
    message: d => `${d.what} needs ${d.option.includes(' ') ? d.option : `\`${d.option}\``}`,
    help: 'Add the option; `kafila describe NAME` shows all of them.',
  }),
  KF_ROUTE_ORDER: entry<{ what: string }>({
    message: d => `${d.what} must stand before the routes of its file`,
    help: 'Camel applies it only to routes that follow; move it to the top of the file.',
  }),
  KF_ROUTE_DUPLICATE_ID: entry<{ id: string; first: string }>({
    message: d => `the id \`${d.id}\` is used already, at ${d.first}`,
    help: 'Ids are unique in a runtime. Rename one.',
  }),
  KF_ROUTE_STARTUP_ORDER: entry<{ order: number; first: string }>({
    message: d => `the startupOrder ${d.order} is used already, at ${d.first}`,
    help: 'Routes start one after the other; give each another number.',
  }),
  KF_ROUTE_OVERWRITTEN: entry<{ kind: string; name: string; first: string }>({
    message: d => `there is a ${d.kind} called \`${d.name}\` already, at ${d.first}; only one of them counts`,
    help: 'Of two with one name Camel takes the first, where their types differ the last. Rename one, or remove it.',
  }),
  KF_ROUTE_UNKNOWN_KAMELET: entry<{ name: string; looked: string }>({
    message: d => `there is no Kamelet \`${d.name}\`; looked for it ${d.looked}`,
    help: 'Give the file NAME.kamelet.yaml beside the routes, or name its folder in camel.component.kamelet.location.',
    type: 'java.io.FileNotFoundException',
  }),
  KF_ROUTE_PARAMETER: entry<{ template: string; name: string; reason: string }>({
    message: d => `the parameter \`${d.name}\` of ${d.template}: ${d.reason}`,
    help: 'See what the template or Kamelet declares. Camel takes other values too, so this is a warning.',
  }),
  KF_ROUTE_UNKNOWN_TEMPLATE: entry<{ name: string }>({
    message: d => `there is no route template \`${d.name}\``,
    help: 'Declare it under routeTemplate:, or check the id.',
  }),
  KF_ROUTE_DUPLICATE_CONSUMER: entry<{ uri: string; first: string }>({
    message: d => `another route consumes from ${d.uri} already, at ${d.first}`,
    help: 'direct: takes one consumer. Rename one of the endpoints, or use seda: with multipleConsumers.',
  }),
  KF_ROUTE_NO_CONSUMER: entry<{ uri: string }>({
    message: d => `no route consumes from ${d.uri}`,
    help: 'A message sent there would wait until the time-out and then fail. Check the name.',
  }),
  KF_ROUTE_UNKNOWN_BEAN: entry<{ name: string }>({
    message: d => `no bean is called \`${d.name}\``,
    help: 'Declare it under beans:, or check the name.',
    type: 'org.apache.camel.NoSuchBeanException',
  }),
  KF_ROUTE_BEAN: entry<{ name: string; reason: string; property?: string; undeclared?: true }>({
    message: d => `the bean ${d.name} could not be made: ${d.reason}`,
    help: 'See the reason, and `kafila describe beans`.',
    type: 'org.apache.camel.FailedToCreateRouteException',
  }),
  KF_ROUTE_PLACEHOLDER: entry<{ key: string }>({
    message: d => `the property placeholder {{${d.key}}} has no value`,
    help: 'Give the property in application.properties, by --property, or a default: {{key:default}}.',
    type: 'java.lang.IllegalArgumentException',
  }),
  KF_ROUTE_PLACEHOLDER_MOUNT: entry<{ key: string }>({
    message: d => `the property placeholder {{${d.key}}} has no value: no such file is mounted`,
    help: 'ConfigMaps and Secrets are read from files: mount them below the folders of camel.kubernetes-config.mount-path-configmaps and -secrets, or give a default.',
    type: 'java.lang.IllegalArgumentException',
  }),
  KF_ROUTE_PLACEHOLDER_SYNTAX: entry<{ text: string; reason: string }>({
    message: d => `bad property placeholder in ${JSON.stringify(d.text)}: ${d.reason}`,
    help: 'A placeholder is {{key}}, {{key:default}}, {{?key}} or {{!key}}; braces must be balanced.',
    type: 'java.lang.IllegalArgumentException',
  }),
  KF_ROUTE_URI_OPTIONS: entry<{ uri: string; problems: readonly { readonly message: string }[] }>({
    message: d => d.problems.map(each => each.message).join('; '),
    help: 'Several options of an endpoint are wrong; each is reported at its place.',
    type: 'org.apache.camel.ResolveEndpointFailedException',
  }),
  KF_ROUTE_URI_SYNTAX: entry<{ uri: string; reason: string; offset?: number }>({
    message: d => `bad endpoint URI ${JSON.stringify(maskUri(d.uri))}: ${d.reason}`,
    help: 'An endpoint is scheme:path?option=value&option=value.',
    type: 'org.apache.camel.ResolveEndpointFailedException',
  }),
  KF_ROUTE_UNKNOWN_COMPONENT: entry<{ scheme: string; undeclared?: true }>({
    message: d => `unknown component \`${d.scheme}\``,
    help: 'See `kafila list connectors`.',
    type: 'org.apache.camel.NoSuchEndpointException',
  }),
  KF_ROUTE_DIRECTION: entry<{ scheme: string; direction: 'source' | 'sink' }>({
    message: d => `\`${d.scheme}\` cannot be used as a ${d.direction}`,
    help: 'A source stands in from:, a sink in to:.',
  }),
  KF_ROUTE_NOT_PORTABLE: entry<{ what: string }>({
    message: d => `not portable: ${d.what}`,
    help: 'The file runs here, but not in Apache Camel. Ignore it where the file is only meant for Kafila.',
  }),
  KF_ROUTE_UNKNOWN_LANGUAGE: entry<{ name: string; undeclared?: true }>({
    message: d => `unknown language \`${d.name}\``,
    help: 'See `kafila list languages`.',
    type: 'org.apache.camel.NoSuchLanguageException',
  }),
  KF_ROUTE_UNKNOWN_FORMAT: entry<{ name: string; undeclared?: true }>({
    message: d => `unknown data format \`${d.name}\``,
    help: 'See `kafila list formats`.',
  }),
  KF_ROUTE_INVALID: entry<{ what: string; reason: string }>({
    message: d => `${d.what}: ${d.reason}`,
    help: 'The options contradict each other; see the reason.',
  }),
  KF_FIELD_UNKNOWN: entry<{ what: string; option: string }>({
    message: d => `${d.what} has no option \`${d.option}\``,
    help: '`kafila describe NAME` shows all options.',
  }),
  KF_FIELD_TYPE: entry<{ value: string; expected: string; option?: string }>({
    message: d => `${d.option === undefined ? '' : `${d.option}: `}expected ${d.expected}, found ${JSON.stringify(d.value)}`,
    help: 'The value has another type than the option.',
    type: 'java.lang.IllegalArgumentException',
  }),
  KF_FIELD_INVALID: entry<{ option: string; reason: string }>({
    message: d => `${d.option}: ${d.reason}`,
    help: 'See the reason.',
    type: 'org.apache.camel.FailedToCreateRouteException',
  }),
  KF_FIELD_EXPRESSION: entry<{ found: string }>({
    message: d => `an expression is expected here, not ${d.found}`,
    help: 'Name a language: { simple: "${body}" } or { constant: "true" }.',
  }),
  KF_ROUTE_FILES: entry<{ diagnostics: readonly { readonly code: string; readonly message: string; readonly severity: string }[] }>({
    message: d =>
      d.diagnostics
        .filter(each => each.severity === 'error')
        .map(each => `${each.code} ${each.message}`)
        .join('; '),
    help: 'The routes cannot start; every diagnostic names a place and a remedy.',
    type: 'org.apache.camel.FailedToCreateRouteException',
  }),
  KF_FILES_NOT_FOUND: entry<{ path: string; reason?: string }>({
    message: d => d.reason ?? `no such file or directory: ${d.path}`,
    help: 'Check the path; globs need quotes in most shells.',
  }),
  KF_FILES_PROPERTY: entry<{ property: string; reason: string; fix?: string }>({
    message: d => `the property ${d.property} is wrong: ${d.reason}`,
    help: 'Names below camel.main and camel.component are checked, as in Camel; camel.main.autoConfigurationFailFast=false makes warnings of these errors.',
    type: 'org.apache.camel.PropertyBindingException',
  }),
  KF_FILES_NONE: entry<{ path: string }>({
    message: d => `no route file in ${d.path}`,
    help: 'Route files end in .yaml or .yml (not .test.yaml); modules of routes that are found in a folder end in .camel.ts.',
  }),
  KF_ROUTE_CONVERT: entry<{ what: string; to: string; reason: string }>({
    message: d => `${d.what} cannot be written as ${d.to}: ${d.reason}`,
    help: 'What a program gives as functions or objects has no text. Put it into a bean of a module and name that, or use an expression of a language.',
  }),
  KF_FILES_MODULE: entry<{ file: string; reason: string }>({
    message: d => `${d.file}: ${d.reason}`,
    help: 'A module of routes is loaded as Node loads it, with its types erased: no enums, no namespaces; types are imported by `import type`.',
  }),
} as const
