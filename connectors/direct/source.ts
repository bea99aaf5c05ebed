import type { Source, SourceContext } from '../../src/kit/index.ts'
import { directConsumers } from './consumers.ts'

/** Offers a route's steps under a name. */
export function openDirectSource(name: string, context: SourceContext): Source {
  const consumers = directConsumers(context)
  return {
    start() {
      consumers.add(name, context.process, context.uri)
    },
    stop() {
      consumers.remove(name, context.process)
    },
  }
}
