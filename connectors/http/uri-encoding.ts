const UNSAFE = /[ "<>#{}|\\^~`]|%(?![0-9a-fA-F]{2})/g

/** Escapes what may not stand in a URI; what is escaped already stays. */
export function encodeUnsafe(uri: string): string {
  return uri.replaceAll(UNSAFE, char => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}

/** A URI of ASCII characters alone: others as their escaped UTF-8 bytes. */
export function asciiUri(uri: string): string {
  return uri.replaceAll(/[^\u0000-\u007f]+/g, text => encodeURIComponent(wellFormed(text)))
}

/** A name or value as forms write it: a blank is `+`. */
export function formEncode(text: string): string {
  return encodeURIComponent(wellFormed(text))
    .replaceAll('%20', '+')
    .replaceAll(/[!'()~]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** Half a pair of surrogates has no encoding; it becomes U+FFFD. */
function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8')
}
