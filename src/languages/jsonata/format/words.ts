/*
 * The rules of these words are those of JSONata's datetime.js (https://github.com/jsonata-js/jsonata), © Copyright IBM Corp. 2018, used
 * under the MIT licence (test/jsonata-suite/LICENSE).
 */
const CARDINALS =
  'Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen Nineteen'.split(
    ' ',
  )
const ORDINALS =
  'Zeroth First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth Thirteenth Fourteenth Fifteenth Sixteenth Seventeenth Eighteenth Nineteenth'.split(
    ' ',
  )
const DECADES = 'Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety Hundred'.split(' ')
const MAGNITUDES = 'Thousand Million Billion Trillion'.split(' ')

/** A whole number in English words, in title case: `Twelve Thousand, Three Hundred and Forty-Five`, or as an ordinal. */
export function numberToWords(value: number, ordinal: boolean): string {
  if (!Number.isFinite(value)) return String(value)
  return wordsOf(value, false, ordinal)
}

function wordsOf(value: number, continued: boolean, ordinal: boolean): string {
  if (value <= 19) return (continued ? ' and ' : '') + (ordinal ? ORDINALS : CARDINALS)[value]
  if (value < 100) return (continued ? ' and ' : '') + tensOf(value, ordinal)
  const [words, rest] = value < 1000 ? hundredsOf(value) : magnitudeOf(value)
  const start = (continued ? ', ' : '') + words
  if (rest > 0) return start + wordsOf(rest, true, ordinal)
  return ordinal ? `${start}th` : start
}

function tensOf(value: number, ordinal: boolean): string {
  const decade = DECADES[Math.floor(value / 10) - 2]!
  const rest = value % 10
  if (rest > 0) return `${decade}-${wordsOf(rest, false, ordinal)}`
  return ordinal ? `${decade.slice(0, -1)}ieth` : decade
}

function hundredsOf(value: number): [words: string, rest: number] {
  return [`${CARDINALS[Math.floor(value / 100)]} Hundred`, value % 100]
}

function magnitudeOf(value: number): [words: string, rest: number] {
  const magnitude = Math.min(Math.floor(Math.log10(value) / 3), MAGNITUDES.length)
  const factor = 10 ** (magnitude * 3)
  const count = Math.floor(value / factor)
  return [`${wordsOf(count, false, false)} ${MAGNITUDES[magnitude - 1]}`, value - count * factor]
}

/** The words that stand for numbers, in lower case, with their values. */
export const WORD_VALUES: ReadonlyMap<string, number> = wordValues()

function wordValues(): Map<string, number> {
  const values = new Map<string, number>()
  for (const [index, word] of CARDINALS.entries()) values.set(word.toLowerCase(), index)
  for (const [index, word] of ORDINALS.entries()) values.set(word.toLowerCase(), index)
  DECADES.forEach((word, index) => {
    values.set(word.toLowerCase(), (index + 2) * 10)
    values.set(`${word.toLowerCase().slice(0, -1)}ieth`, (index + 2) * 10)
  })
  values.set('hundredth', 100)
  MAGNITUDES.forEach((word, index) => {
    values.set(word.toLowerCase(), 10 ** ((index + 1) * 3))
    values.set(`${word.toLowerCase()}th`, 10 ** ((index + 1) * 3))
  })
  return values
}

/** The number that English words in lower case stand for. */
export function wordsToNumber(text: string): number {
  const segments = [0]
  for (const part of text.split(/,\s|\sand\s|[\s\\-]/)) {
    const value = WORD_VALUES.get(part) ?? Number.NaN
    const last = segments.pop()!
    if (!(value < 100)) segments.push(last * value)
    else if (last >= 1000) segments.push(last, value)
    else segments.push(last + value)
  }
  return segments.reduce((sum, each) => sum + each, 0)
}
