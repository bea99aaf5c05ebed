import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Document, isMap, isScalar, parseDocument, type Scalar, stringify } from 'yaml'
import { type ScalarStyle, scalarOffset } from '../../src/model/yaml/scalar-offset.ts'

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
}

/** The scalar under the key `a`, as it is written and as it is read. */
function scalarOf(yaml: string): { raw: string; style: ScalarStyle; value: string; scalar: Scalar } {
  const document = parseDocument(yaml, { schema: 'failsafe' }) as Document
  const scalar = isMap(document.contents) ? document.contents.items[0]!.value : undefined
  if (!isScalar(scalar)) throw new TypeError('no scalar')
  return { raw: yaml.slice(scalar.range![0], scalar.range![1]), style: STYLES[scalar.type!]!, value: String(scalar.source), scalar }
}

function found(yaml: string, part: string): string {
  const { raw, style, value } = scalarOf(yaml)
  return raw.slice(scalarOffset(raw, style, value, value.indexOf(part)))
}

describe('a character of a text is found where it is written', () => {
  test.each([
    ['plain', 'a: one two\n'],
    ['plain over two lines', 'a: one\n  two\n'],
    ['plain with a blank line', 'a: one\n\n  two\n'],
    ['single quotes', "a: 'it''s two'\n"],
    ['single quotes over two lines', "a: 'one\n  two'\n"],
    ['double quotes', 'a: "on\\x65\\t two"\n'],
    ['double quotes with a joined line', 'a: "one \\\n  two"\n'],
    ['double quotes with a folded line', 'a: "one  \n  two"\n'],
    ['a literal block', 'a: |\n  one\n    two\n  three\n'],
    ['a literal block with a comment', 'a: |- # why\n  one\n  two\n'],
    ['a literal block with an indentation', 'a: |2\n    one\n  two\n'],
    ['a literal block of Windows', 'a: |\r\n  one\r\n  two\r\n'],
    ['a folded block', 'a: >\n  one\n  two\n'],
    ['a folded block with a blank line', 'a: >\n  one\n\n  two\n'],
    ['a folded block with a deeper line', 'a: >\n  one\n    deeper\n  two\n'],
  ])('%s', (_, yaml) => {
    expect(found(yaml, 'two').startsWith('two')).toBe(true)
  })

  test('in texts of any form the character found is the one looked for', () => {
    const word = fc.stringMatching(/^[a-z:#'"\\{}$ \n]{1,30}$/)
    const type = fc.constantFrom('PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED')
    let exact = 0
    let given = 0
    fc.assert(
      fc.property(word, type, (text, defaultStringType) => {
        const { raw, style, value } = scalarOf(stringify({ a: text }, { defaultStringType, lineWidth: 20 } as never))
        for (let i = 0; i < value.length; i++) {
          if (!/[a-z]/.test(value[i]!)) continue
          const offset = scalarOffset(raw, style, value, i)
          // what cannot be followed gives the beginning
          given += 1
          if (offset === 0 && raw[0] !== value[i]) continue
          exact += 1
          expect(raw[offset]).toBe(value[i])
        }
      }),
      { numRuns: 500 },
    )
    expect(exact / given).toBeGreaterThan(0.9)
  })
})
