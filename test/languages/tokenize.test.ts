import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Exchange } from '../../src/core/exchange.ts'
import { type BuildScope, buildFields } from '../../src/kit/field.ts'
import type { LanguageContext } from '../../src/kit/language.ts'
import { type Cut, partsOf, partsOfChunks } from '../../src/languages/tokenize/cut.ts'
import { groupCut } from '../../src/languages/tokenize/group.ts'
import { pairCut, tokenCut } from '../../src/languages/tokenize/tokens.ts'
import { xmlCut } from '../../src/languages/tokenize/xml.ts'
import { tokenize } from '../../src/languages/tokenize.ts'

async function* cutUp(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

async function fromChunks(text: string, size: number, cut: Cut): Promise<string[]> {
  const parts: string[] = []
  for await (const part of partsOfChunks(cutUp(text, size), cut)) parts.push(part)
  return parts
}

const cuts: Record<string, () => Cut> = {
  'a text': () => tokenCut(','),
  'a regular expression': () => tokenCut('[,;]+'),
  groups: () => groupCut(tokenCut('\n'), 2, '|'),
  pairs: () => pairCut('<', '>', true),
  'XML elements': () => xmlCut('item', 'list'),
}

describe.each(Object.entries(cuts))('cutting at %s', (_, make) => {
  it('gives the same parts however the text arrives', async () => {
    const piece = fc.constantFrom(',', ';', '\n', '<', '>', 'a', 'bc', '<item>', '</item>', '<item x="1"/>', '<list xmlns="u">')
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), fc.integer({ min: 1, max: 7 }), async (pieces, size) => {
        const text = pieces.join('')
        expect(await fromChunks(text, size, make())).toEqual([...partsOf(text, make())])
      }),
    )
  })
})

describe('tokenize', () => {
  it('reads a file as its parts are wanted', async () => {
    let taken = 0
    const chunks = function* () {
      for (; taken < 10_000; ) yield Buffer.from(`line ${++taken}\n`)
    }
    const file = {
      isByteSource: true,
      bytes: undefined,
      open: () => Readable.from(chunks(), { highWaterMark: 1 }),
      load: () => Promise.reject(new TypeError('the file must not be loaded')),
    }
    const options = buildFields(tokenize.fields, { token: '\n' }, { text: (raw: string) => raw } as unknown as BuildScope)
    const expression = tokenize.compile('', options, {} as LanguageContext)
    const parts = expression({ body: file, headers: {}, properties: {} } as unknown as Exchange) as AsyncGenerator<string>
    expect([(await parts.next()).value, (await parts.next()).value]).toEqual(['line 1', 'line 2'])
    expect(taken).toBeLessThan(100)
    await parts.return(undefined)
  })
})
