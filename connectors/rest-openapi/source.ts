import { contractServer } from '../../src/http/openapi/contract.ts'
import { readContract } from '../../src/http/openapi/read-contract.ts'
import { namedOperation } from '../../src/http/openapi/specification-name.ts'
import { DEFAULT_REST_CONFIGURATION, REST_CONFIGURATION, type RestConfiguration } from '../../src/http/rest-configuration.ts'
import type { Source, SourceContext } from '../../src/kit/index.ts'
import { openRestSource } from '../rest/source.ts'

interface Options {
  readonly basePath: string | undefined
}

/** Takes all requests below the path of a document; which operation each is for is found by the route. */
export function openRestOpenApiSource(options: Options, context: SourceContext, path: string): Source {
  const { contextPath } = context.shared<RestConfiguration>(REST_CONFIGURATION, () => DEFAULT_REST_CONFIGURATION)
  const given = options.basePath ?? context.componentOption('basePath') ?? contextPath
  const base = given ?? serverPath(path, context)
  const served = base === contextPath || base === '' ? '/' : base
  return openRestSource({ ...ALL, path: served }, context, {})
}

const ALL = { method: undefined, uriTemplate: undefined, consumes: undefined, produces: undefined, matchOnUriPrefix: true }

function serverPath(path: string, context: SourceContext): string {
  const specification = namedOperation(path).specification ?? context.componentOption('specificationUri') ?? 'openapi.json'
  return contractServer(readContract(specification, context.services.directory)).path
}
