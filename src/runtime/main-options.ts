import { errors, type KafilaError } from '../core/errors.ts'
import { exceptionMessage } from '../core/exceptions.ts'
import type { MainOptions } from '../core/main-options.ts'
import { didYouMean } from '../core/nearest.ts'
import { type BuildScope, boolean, type Field, integer, text } from '../kit/field.ts'
import { foldedName, isSameName } from '../model/names.ts'
import { type Lookup, resolvePlaceholders } from '../model/placeholders.ts'

/** The application properties `camel.main.…` that have an effect. */
export const MAIN_FIELDS = {
  name: text({ describe: 'Name of the runtime.' }),
  description: text({ describe: 'What the runtime is for, for people.' }),
  autoStartup: boolean({ describe: 'Whether routes start by themselves, whatever they say of it.', default: true }),
  autoStartupExcludePattern: text({ describe: 'Routes that do not start by themselves: ids or patterns, separated by commas.' }),
  routeFilterIncludePattern: text({
    describe: 'Routes that are taken: ids, URIs of sources or patterns, separated by commas. Default: all.',
  }),
  routeFilterExcludePattern: text({ describe: 'Routes that are left out; stronger than `routeFilterIncludePattern`.' }),
  allowUseOriginalMessage: boolean({ describe: 'Whether messages are kept as they came in even where no route says so.', default: false }),
  streamCachingEnabled: boolean({ describe: 'Whether streams can be read again, where a route does not say.', default: true }),
  logMask: boolean({ describe: 'Whether values of secrets are masked in the log, where a route does not say.', default: false }),
  logName: text({ describe: 'Name of the logger of log steps, with their tokens (`${routeId}`). Default: the id of the route.' }),
  logLanguage: text({ describe: 'Language of the messages of log steps.', default: 'simple' }),
  logDebugMaxChars: integer({ describe: 'How many characters of a body the log: endpoints show where they do not say.' }),
  shutdownTimeout: integer({ describe: 'Seconds that a stop waits for what is in flight.' }),
  durationMaxMessages: integer({ describe: 'As `kafila run --max-messages`.' }),
  durationMaxSeconds: integer({ describe: 'As `kafila run --max-seconds`.' }),
  durationMaxIdleSeconds: integer({ describe: 'As `kafila run --max-idle-seconds`.' }),
  autoConfigurationFailFast: boolean({ describe: 'Whether wrong properties are errors; warnings otherwise.', default: true }),
}

/** Of the other ones those that a user may miss, with what there is instead. */
export const MAIN_INSTEAD: Readonly<Record<string, string>> = {
  caseInsensitiveHeaders: 'names of headers have no case',
  tracing: '`kafila tap` shows messages step by step',
  dumpRoutes: '`kafila convert` writes routes',
  endpointBridgeErrorHandler: 'bridgeErrorHandler is an option of endpoints and of components',
  globalOptions: 'properties and `global:` variables are read by expressions',
  useBreadcrumb: 'a setHeader step with `${exchangeId}` does it',
  uuidGenerator: 'ids are made in one way',
  sourceLocationEnabled: 'places in files are known, and shown by diagnostics',
  routesIncludePattern: 'the command line names the route files',
  routesExcludePattern: 'the command line names the route files',
  routesReloadEnabled: '`kafila run --dev` reloads what changes',
  durationMaxAction: 'a run that has reached its limit ends',
  durationHitExitCode: 'a run that has reached its limit ends with 0',
  profile: 'profiles of Kafila are files: --profile prod reads application-prod.properties',
}

/** Further options of Camel's that say nothing to a runtime without a JVM, separated by blanks. */
const OTHERS = `additionalSensitiveKeywords autoConfigurationEnabled autoConfigurationEnvironmentVariablesEnabled autoConfigurationLogSummary
  autoConfigurationSystemPropertiesEnabled autowiredEnabled basePackageScan basePackageScanEnabled beanIntrospectionExtendedStatistics
  beanIntrospectionLoggingLevel beanPostProcessorEnabled camelEventsTimestampEnabled cloudPropertiesLocation compileWorkDir configurationClasses
  configurations consumerTemplateCacheSize contextReloadEnabled devConsoleEnabled dumpRoutesGeneratedIds dumpRoutesInclude dumpRoutesLog
  dumpRoutesOutput dumpRoutesResolvePlaceholders dumpRoutesUriAsParameters endpointLazyStartProducer endpointRuntimeStatisticsEnabled
  exchangeFactory exchangeFactoryCapacity exchangeFactoryStatisticsEnabled extraShutdownTimeout fileConfigurations groovyPreloadCompiled
  groovyScriptPattern inflightRepositoryBrowseEnabled javaRoutesExcludePattern javaRoutesIncludePattern jmxEnabled jmxManagementMBeansLevel
  jmxManagementNamePattern jmxManagementRegisterRoutesCreateByKamelet jmxManagementRegisterRoutesCreateByTemplate
  jmxManagementStatisticsLevel jmxUpdateRouteEnabled loadHealthChecks loadStatisticsEnabled loadTypeConverters logExhaustedMessageBody
  mainListenerClasses mainListeners mdcLoggingKeysPattern messageHistory messageSizeEnabled modeline producerTemplateCacheSize
  routesBuilderClasses routesBuilders routesCollectorEnabled routesCollectorIgnoreLoadingError routesReloadDirectory
  routesReloadDirectoryRecursive routesReloadPattern routesReloadRemoveAllRoutes routesReloadRestartDuration
  shutdownLogInflightExchangesOnTimeout shutdownNowOnTimeout shutdownRoutesInReverseOrder shutdownSuppressLoggingOnTimeout startupRecorder
  startupRecorderDir startupRecorderDuration startupRecorderMaxDepth startupRecorderProfile startupRecorderRecording
  startupRecorderRuntimeEnabled startupSummaryLevel streamCachingAllowClasses streamCachingAnySpoolRules streamCachingBufferSize
  streamCachingDenyClasses streamCachingRemoveSpoolDirectoryWhenStopping streamCachingSpoolCipher streamCachingSpoolDirectory
  streamCachingSpoolEnabled streamCachingSpoolRules streamCachingSpoolThreshold streamCachingSpoolUsedHeapMemoryLimit
  streamCachingSpoolUsedHeapMemoryThreshold streamCachingStatisticsEnabled threadNamePattern tracingLoggingFormat tracingPattern tracingStandby
  tracingTemplates typeConverterStatisticsEnabled useDataType useMdcLogging virtualThreadsEnabled yamlDslCompactNotationWarn`

const PREFIX = 'camel.main.'

/** Something that is wrong with an application property. */
export interface PropertyProblem {
  readonly error: KafilaError
  /** The property's name, as it is written. */
  readonly property: string
  /** Whether the routes run all the same. */
  readonly isWarning: boolean
}

/** The options of the runtime that its application properties, or the environment (`CAMEL_MAIN_NAME`), give; what is wrong with them goes to `problems`. */
export function readMainOptions(properties: ReadonlyMap<string, string>, lookup: Lookup, problems: PropertyProblem[]): MainOptions {
  const given = givenOptions(properties)
  const scope = { text: (raw: string) => resolvePlaceholders(raw, lookup) } as BuildScope
  const options: Record<string, unknown> = {}
  for (const [name, field] of Object.entries<Field>(MAIN_FIELDS)) {
    const property = given.get(foldedName(name)) ?? PREFIX + name
    const raw = lookup(property)
    try {
      options[name] = raw === undefined ? field.default : field.build(raw, scope)
    } catch (cause) {
      options[name] = field.default
      problems.push(wrongProperty(property, exceptionMessage(cause), undefined, cause))
    }
  }
  for (const property of given.values()) problems.push(...unknownOption(property))
  return options as unknown as MainOptions
}

/** Of a property that is wrong. */
export function wrongProperty(property: string, reason: string, fix?: string, cause?: unknown): PropertyProblem {
  return { error: errors.KF_FILES_PROPERTY({ property, reason, ...(fix !== undefined && { fix }) }, { cause }), property, isWarning: false }
}

/** Of a property that Camel has and that has no effect here. */
export function unreadProperty(property: string, reason = 'nothing here reads it'): PropertyProblem {
  return { error: errors.KF_ROUTE_NO_EFFECT({ what: property, reason }), property, isWarning: true }
}

/** The properties of the runtime by the plain names of their options. */
function givenOptions(properties: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const names = [...properties.keys()].filter(name => name.startsWith(PREFIX))
  return new Map(names.map(name => [foldedName(name.slice(PREFIX.length).replace(/[[.].*$/, '')), name]))
}

function unknownOption(property: string): PropertyProblem[] {
  const name = property.slice(PREFIX.length).replace(/[[.].*$/, '')
  const isNamed = (known: string) => isSameName(known, name)
  if (Object.keys(MAIN_FIELDS).some(isNamed)) return []
  const instead = Object.keys(MAIN_INSTEAD).find(isNamed)
  if (instead !== undefined) return [unreadProperty(property, MAIN_INSTEAD[instead])]
  if (OTHERS.split(/\s+/).some(isNamed)) return [unreadProperty(property)]
  return [wrongProperty(property, 'Camel has no such option', didYouMean(name, Object.keys(MAIN_FIELDS)))]
}
