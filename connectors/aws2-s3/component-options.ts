import type { BuildScope, ConnectorContext } from '../../src/kit/index.ts'
import { type ClientOptions, clientFields } from './common-fields.ts'

/** A component's options are resolved already, and none of them is more than text. */
const scope = { text: (raw: string) => raw } as BuildScope

/** The options of an endpoint; where it does not give one about the client, that of the component. */
export function withComponentOptions<O extends ClientOptions>(options: O, context: ConnectorContext): O {
  const given = new Set([...context.uri.matchAll(/[?&]([^=&]+)=/g)].map(([, name]) => name))
  const inherited: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(clientFields)) {
    const value = given.has(name) || field.kind === 'bean' ? undefined : context.componentOption(name)
    if (value !== undefined) inherited[name] = field.build(value, scope)
  }
  return { ...options, ...inherited }
}
