import type { Exchange } from '../../core/exchange.ts'

/** The type that a header names for reading, where the options allow it. */
export function headerTypeName(
  exchange: Exchange,
  { allowUnmarshallType, allowJmsType }: { readonly allowUnmarshallType: boolean; readonly allowJmsType: boolean },
): string | undefined {
  const name =
    (allowUnmarshallType ? exchange.header('CamelJacksonUnmarshalType') : undefined) ??
    (allowJmsType ? exchange.header('JMSType') : undefined)
  return typeof name === 'string' ? name : undefined
}
