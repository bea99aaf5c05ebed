import { didYouMean } from '../core/nearest.ts'
import { isSameName } from '../model/names.ts'
import { type PropertyProblem, unreadProperty, wrongProperty } from './main-options.ts'

/** Options of one group of properties, `camel.GROUP.OPTION`, separated by blanks. */
interface Group {
  /** Those that have an effect. */
  readonly options: string
  /** Those that Camel has, and nothing here reads. */
  readonly unread: string
}

const GROUPS: Readonly<Record<string, Group>> = {
  rest: {
    options: `apiComponent apiContextPath apiContextRouteId apiHost apiProperties apiProperty apiVendorExtension bindingMode
      clientRequestValidation clientResponseValidation component contextPath corsHeaders dataFormatProperties dataFormatProperty enableCORS
      enableNoContentResponse endpointProperties endpointProperty host hostNameResolver inlineRoutes jsonDataFormat port scheme
      skipBindingOnErrorCode useXForwardHeaders xmlDataFormat`,
    unread: 'bindingPackageScan componentProperties consumerProperties producerApiDoc producerComponent validationLevels',
  },
  server: {
    options: 'host port path maxBodySize maxWaiting',
    unread: `enabled useGlobalSslContextParameters fileUploadEnabled fileUploadDirectory staticEnabled staticSourceDir staticContextPath
      authenticationEnabled authenticationPath authenticationRealm basicPropertiesFile jwtKeystoreType jwtKeystorePath jwtKeystorePassword
      jwtIssuer jwtAudience jwtAllowMissingIssuerAndAudience mcpEnabled mcpTags mcpToolTimeout mcpPath mcpServerName
      mcpSessionKeepAliveInterval mcpSessionIdleTtl`,
  },
  resilience4j: {
    options: `circuitBreaker config failureRateThreshold permittedNumberOfCallsInHalfOpenState throwExceptionWhenHalfOpenOrOpenState
      slidingWindowSize slidingWindowType slidingWindowSynchronizationStrategy minimumNumberOfCalls writableStackTraceEnabled
      waitDurationInOpenState automaticTransitionFromOpenToHalfOpenEnabled maxWaitDurationInHalfOpenState slowCallRateThreshold
      slowCallDurationThreshold bulkheadEnabled bulkheadMaxConcurrentCalls bulkheadMaxWaitDuration bulkheadFairCallHandlingEnabled
      asynchronous timeoutEnabled timeoutExecutorService timeoutDuration timeoutCancelRunningFuture micrometerEnabled recordException
      ignoreException`,
    unread: '',
  },
  faulttolerance: {
    options: `typedGuard delay successThreshold requestVolumeThreshold failureRatio timeoutEnabled timeoutDuration bulkheadEnabled
      bulkheadMaxConcurrentCalls bulkheadWaitingTaskQueue threadOffloadExecutorService`,
    unread: '',
  },
}

/** What is wrong with the properties of Camel's groups that have a fixed list of options: names that there are not, and options without a value. */
export function groupProblems(properties: ReadonlyMap<string, string>): PropertyProblem[] {
  return [...properties].flatMap(([property, value]) => {
    const [, group = '', option = ''] = /^camel\.([^.[]+)\.([^.[]+)/.exec(property) ?? []
    if (option === '') return []
    if (value === '' && (Object.hasOwn(GROUPS, group) || group === 'main' || group === 'component'))
      return [wrongProperty(property, 'it has no value')]
    return unknownOption(property, option, GROUPS[group])
  })
}

function unknownOption(property: string, option: string, group: Group | undefined): PropertyProblem[] {
  if (group === undefined || has(group.options, option)) return []
  if (has(group.unread, option)) return [unreadProperty(property)]
  return [wrongProperty(property, 'Camel has no such option', didYouMean(option, group.options.split(/\s+/)))]
}

function has(names: string, option: string): boolean {
  return names.split(/\s+/).some(name => isSameName(name, option))
}

/** Properties of beans that nothing makes: `camel.beans.NAME.PROPERTY` without `camel.beans.NAME`. */
export function beanProblems(properties: ReadonlyMap<string, string>, given: Readonly<Record<string, unknown>>): PropertyProblem[] {
  return [...properties.keys()].flatMap(property => {
    const name = /^camel\.beans\.([^.[\]]+)\./.exec(property)?.[1]
    if (name === undefined || properties.has(`camel.beans.${name}`) || Object.hasOwn(given, name)) return []
    return [wrongProperty(property, `there is no bean ${name}; camel.beans.${name} says its class`)]
  })
}
