import type { BuildScope, ConnectorContext, Fields } from '../../src/kit/index.ts'

/** A component's options are resolved already, and none of them is more than text. */
const scope = { text: (raw: string) => raw } as BuildScope

/** The options of an endpoint; where it does not give one, that of the component (`camel.component.imap.username`). */
export function withComponentOptions<O extends object>(options: O, fields: Fields, context: ConnectorContext): O {
  const given = new Set([...context.uri.matchAll(/[?&]([^=&]+)=/g)].map(([, name]) => name))
  const inherited: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    const value = given.has(name) || field.kind === 'bean' ? undefined : context.componentOption(name)
    if (value !== undefined) inherited[name] = field.build(value, scope)
  }
  return { ...options, ...inherited }
}
