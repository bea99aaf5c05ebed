import { maskSecrets } from '../core/mask-secrets.ts'

/** What stands for a secret. */
export const MASK = 'xxxxx'

/** Names of secrets beyond Camel's list: those with such a word in them, and the headers of HTTP. */
const SECRET_NAME = /passw|passphrase|secret|token|api[-_]?key|private[-_]?key|credential|authorization|cookie/i

/** Texts that are secrets whatever they are called: JSON Web Tokens, and what stands behind the scheme of an authorization. */
const SECRET_TEXT = /\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?|\b(?:Bearer|Basic) +[\w.~+/-]{8,}=*/g

/** What every secret has in it or before it: most texts have nothing of that. */
const MAY_HOLD_SECRETS = /[=:<]|eyJ|Bearer|Basic/

const JSON_PAIR = /("(?:[^"\\]|\\.){0,80}"\s*:\s*)("(?:[^"\\]|\\.)*(?:"|$)|[^\s,{}[\]"]+)/g
const XML_ELEMENT = /(<(?:[\w.-]+:)?([\w.-]{1,80})(?:\s[^<>]*)?>)([^<]+)/g

/** Whether what goes by this name is a secret: a header, a property, a key of a map. */
export function isSecret(name: string): boolean {
  let known = knownNames.get(name)
  if (known === undefined) {
    known = SECRET_NAME.test(name) || maskSecrets(`{"${name}":"x"}`).includes(MASK)
    // names that are made of data would fill it without end
    if (knownNames.size >= MOST_NAMES) knownNames.clear()
    knownNames.set(name, known)
  }
  return known
}

const MOST_NAMES = 1000
const knownNames = new Map<string, boolean>()

/**
 * A text with its secrets covered: as Camel's log masking does, and beyond it any JSON pair or XML element of such a name, and tokens. It may be the
 * beginning of a longer text.
 */
export function coveredText(text: string): string {
  return MAY_HOLD_SECRETS.test(text) ? maskSecrets(byForm(text)).replaceAll(SECRET_TEXT, MASK) : text
}

function byForm(text: string): string {
  const start = text.trimStart()
  if (start.startsWith('<'))
    return text.replaceAll(XML_ELEMENT, (whole, open: string, name: string) => (isSecret(name) ? `${open}${MASK}` : whole))
  if (!start.startsWith('{') && !start.startsWith('[')) return text
  return text.replaceAll(JSON_PAIR, (whole, key: string) => (isSecret(key.slice(1, key.lastIndexOf('"'))) ? `${key}"${MASK}"` : whole))
}
