const NARROW = new Set("iljtfrI.,:;'|!()[]{}/ ")
const WIDE = new Set('mwMW@%&')

/** The width of a text in pixels at a size, by the kinds of its characters: there is no font to ask. A little too wide rather than too narrow. */
export function textWidth(text: string, size: number): number {
  let units = 0
  for (const character of text) units += unitsOf(character)
  return Math.ceil(units * size)
}

function unitsOf(character: string): number {
  if (NARROW.has(character)) return 0.38
  if (WIDE.has(character)) return 0.92
  const code = character.codePointAt(0)!
  // letters of East Asia and pictures are as wide as they are high
  if (code >= 0x1100 && (code <= 0x115f || (code >= 0x2e80 && code <= 0xffdc && !(code >= 0xfb50 && code < 0xfe30)) || code >= 0x1f000))
    return 1.1
  return /\p{Lu}/u.test(character) ? 0.72 : 0.6
}
