import type { Source, SourceContext } from '../../src/kit/index.ts'
import { openRestSource } from '../rest/source.ts'

/** Serves a path and all below it, for JSON and YAML. */
export function openRestApiSource(path: string, context: SourceContext): Source {
  return openRestSource(
    { method: 'GET', path, uriTemplate: undefined, consumes: undefined, produces: 'application/json,text/yaml', matchOnUriPrefix: true },
    context,
    {},
  )
}
