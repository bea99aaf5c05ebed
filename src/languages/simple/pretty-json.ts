const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '/': '\\/',
}

/** Slashes, control characters and general punctuation (U+2000 to U+20FF, `€` among them) are escaped, as Camel's own JSON writer does. */
export function escapeJson(text: string): string {
  return text.replaceAll(/["\\/\u0000-\u001f\u007f-\u009f\u2000-\u20ff]/g, escapeChar)
}

function escapeChar(char: string): string {
  return SHORT[char] ?? `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}

const TOKEN =
  /\s*(?:([{[])|([}\]])|(,)|(:)|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y

/** JSON laid out with tabs and a line break at its end; `null` where the text is no JSON. */
export function prettyJson(text: string): string | null {
  let level = 0
  let result = ''
  const line = () => `\n${'\t'.repeat(Math.max(0, level))}`
  TOKEN.lastIndex = 0
  for (let at = 0; text.slice(at).trim() !== ''; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at
    const token = TOKEN.exec(text)
    if (token === null) return null
    const [, open, close, comma, colon, string, other] = token
    if (open !== undefined) level++
    if (close !== undefined) level--
    if (open !== undefined || comma !== undefined) result += `${open ?? comma}${line()}`
    else if (close !== undefined) result += `${line()}${close}`
    else if (colon !== undefined) result += ': '
    else result += string === undefined ? other : `"${escapeJson(JSON.parse(string) as string)}"`
  }
  return `${result}\n`
}
