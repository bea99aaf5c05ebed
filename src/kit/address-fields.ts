import { checkedText, type Field, type FieldMeta, type Given } from './field.ts'

const HOST_PORT = /^\[?[\w.:%-]+\]?:(\d{1,5})$/

/** Addresses `host:port` with commas between. */
export function hostPorts<const M extends FieldMeta>(meta: M): Field<Given<M, string>> {
  return checkedText(meta, value => {
    const isGood = value.split(',').every(each => {
      const port = Number(HOST_PORT.exec(each.trim())?.[1] ?? 0)
      return port > 0 && port < 65_536
    })
    return isGood ? undefined : 'host:port, several with commas between'
  }) as never
}

/** The address of a service as URL of one of some schemes. `several`: with commas between. */
export function serviceUrl<const M extends FieldMeta>(schemes: readonly string[], meta: M, several = false): Field<Given<M, string>> {
  const isUrl = (text: string) =>
    URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1)) && new URL(text).hostname !== ''
  return checkedText(meta, value => {
    const parts = several ? value.split(',').map(each => each.trim()) : [value.trim()]
    return parts.every(isUrl) ? undefined : `an address like ${schemes[0]}://host:port (${schemes.join(', ')})`
  }) as never
}
