/** What application properties say of a whole runtime (`camel.main.…`, src/runtime/main-options.ts). */
export interface MainOptions {
  readonly name: string | undefined
  readonly description: string | undefined
  readonly autoStartup: boolean
  readonly autoStartupExcludePattern: string | undefined
  readonly routeFilterIncludePattern: string | undefined
  readonly routeFilterExcludePattern: string | undefined
  readonly allowUseOriginalMessage: boolean
  readonly streamCachingEnabled: boolean
  readonly logMask: boolean
  readonly logName: string | undefined
  readonly logLanguage: string
  readonly logDebugMaxChars: number | undefined
  /** In seconds. */
  readonly shutdownTimeout: number | undefined
  readonly durationMaxMessages: number | undefined
  readonly durationMaxSeconds: number | undefined
  readonly durationMaxIdleSeconds: number | undefined
  readonly autoConfigurationFailFast: boolean
}
