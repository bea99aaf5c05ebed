import { errors } from '../../src/core/errors.ts'
import { DEFAULT_REST_CONFIGURATION, REST_CONFIGURATION, type RestConfiguration } from '../../src/http/rest-configuration.ts'
import type { Source, SourceContext } from '../../src/kit/index.ts'
import { openPlatformHttpSource } from '../platform-http/source.ts'
import { joinPath } from './paths.ts'

interface Options {
  /** Without it all methods. */
  readonly method: string | undefined
  readonly path: string
  readonly uriTemplate: string | undefined
  readonly consumes: string | undefined
  readonly produces: string | undefined
  readonly matchOnUriPrefix?: boolean
}

/** Serves one method of one path, as platform-http does, below the context path of the configuration. */
export function openRestSource(options: Options, context: SourceContext, extra: Readonly<Record<string, string>>): Source {
  const [unknown] = Object.keys(extra)
  if (unknown !== undefined) {
    throw errors.KF_FIELD_UNKNOWN({ what: 'platform-http', option: unknown }, { type: 'org.apache.camel.ResolveEndpointFailedException' })
  }
  const { contextPath, enableCORS, endpointProperties } = context.shared<RestConfiguration>(
    REST_CONFIGURATION,
    () => DEFAULT_REST_CONFIGURATION,
  )
  return openPlatformHttpSource(
    {
      path: servedPath(contextPath, options),
      httpMethodRestrict: options.method !== undefined && enableCORS ? `${options.method},OPTIONS` : options.method,
      consumes: options.consumes,
      produces: options.produces,
      withoutContentType: enableCORS,
      matchOnUriPrefix: options.matchOnUriPrefix ?? endpointProperties['matchOnUriPrefix'] === 'true',
      muteException: endpointProperties['muteException'] !== 'false',
      returnHttpRequestHeaders: endpointProperties['returnHttpRequestHeaders'] === 'true',
      populateBodyWithForm: endpointProperties['populateBodyWithForm'] !== 'false',
      useStreaming: endpointProperties['useStreaming'] === 'true',
      useBodyHandler: true,
      fileNameExtWhitelist: endpointProperties['fileNameExtWhitelist'],
      requestTimeout: endpointProperties['requestTimeout'] === undefined ? undefined : Number(endpointProperties['requestTimeout']),
    },
    context,
  )
}

/** Slashes at the end of a path are dropped, but a last part that is nothing else stays: `/orders` and `/` are `/orders/`. */
function servedPath(contextPath: string | undefined, { path, uriTemplate }: Options): string {
  const joined = joinPath(contextPath, path, uriTemplate)
  const last = uriTemplate ?? path
  return joined !== '/' && /^\/+$/.test(last) ? joined + last : joined
}
