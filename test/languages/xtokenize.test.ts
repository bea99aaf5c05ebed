import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Exchange } from '../../src/core/exchange.ts'
import type { ByteSource } from '../../src/core/stream-body.ts'
import { type BuildScope, buildFields } from '../../src/kit/field.ts'
import type { LanguageContext } from '../../src/kit/language.ts'
import { type Cut, partsOf, partsOfChunks } from '../../src/languages/tokenize/cut.ts'
import { parsePath } from '../../src/languages/xtokenize/path.ts'
import { type XmlTokenMode, xmlTokens } from '../../src/languages/xtokenize/xml-tokens.ts'
import { xtokenize } from '../../src/languages/xtokenize.ts'

const HEAD = "<?xml version='1.0' encoding='UTF-8'?>"
const FAMILY = `${HEAD}<g:greatgrandparent xmlns:g='urn:g'><grandparent><uncle/><aunt>emma</aunt><c:parent some_attr='1' xmlns:c='urn:c' xmlns:d="urn:d"><c:child a='a'></c:child><c:child a='b'/></c:parent><c:parent some_attr='2' xmlns:c='urn:c' xmlns:d="urn:d"><c:child a='c'></c:child><c:child a='d'/></c:parent></grandparent><grandparent><uncle>ben</uncle><aunt/><c:parent some_attr='3' xmlns:c='urn:c' xmlns:d="urn:d"><c:child a='e'></c:child><c:child a='f'/></c:parent></grandparent></g:greatgrandparent>`
const FRUIT = `${HEAD}<g:A xmlns:g='urn:g'><c:B attr='1' xmlns:c='urn:c'><c:C attr='1'>peach</c:C><c:C attr='2'/><c:C attr='3'>orange</c:C><c:C attr='4'/></c:B><c:B attr='2' xmlns:c='urn:c'><c:C attr='5'>mango</c:C><c:C attr='6'/></c:B></g:A>`

const NAMESPACES = { G: 'urn:g', C: 'urn:c' }

function cutOf(path: string, mode: XmlTokenMode, group = 1): Cut {
  return xmlTokens(parsePath(path, NAMESPACES), mode, group)
}

function tokensOf(xml: string, path: string, mode: XmlTokenMode = 'i', group = 1): string[] {
  return [...partsOf(xml, cutOf(path, mode, group))]
}

async function fromPieces(xml: string, size: number, cut: Cut): Promise<string[]> {
  const pieces = async function* () {
    for (let at = 0; at < xml.length; at += size) yield xml.slice(at, at + size)
  }
  const parts: string[] = []
  for await (const part of partsOfChunks(pieces(), cut)) parts.push(part)
  return parts
}

// The expectations of the modes are those of Camel's own tests of this language.
describe('the modes', () => {
  it('i adds the namespaces of the ancestors that an element does not declare itself', () => {
    expect(tokensOf(FAMILY, '//C:child').slice(0, 2)).toEqual([
      `<c:child a='a' xmlns:g="urn:g" xmlns:c="urn:c" xmlns:d="urn:d"></c:child>`,
      `<c:child a='b' xmlns:g="urn:g" xmlns:c="urn:c" xmlns:d="urn:d"/>`,
    ])
    expect(tokensOf(FAMILY, '//C:parent')[1]).toBe(
      `<c:parent some_attr='2' xmlns:c='urn:c' xmlns:d="urn:d" xmlns:g='urn:g'><c:child a='c'></c:child><c:child a='d'/></c:parent>`,
    )
  })

  it('w wraps an element in its ancestors and what stands before it, without what matched before', () => {
    const before = `${HEAD}<g:greatgrandparent xmlns:g='urn:g'><grandparent><uncle/><aunt>emma</aunt>`
    const parent = (number: number) => `<c:parent some_attr='${number}' xmlns:c='urn:c' xmlns:d="urn:d">`
    const after = '</c:parent></grandparent></g:greatgrandparent>'
    expect(tokensOf(FAMILY, '//C:child', 'w')).toEqual([
      `${before}${parent(1)}<c:child a='a'></c:child>${after}`,
      `${before}${parent(1)}<c:child a='b'/>${after}`,
      `${before}${parent(2)}<c:child a='c'></c:child>${after}`,
      `${before}${parent(2)}<c:child a='d'/>${after}`,
      `${HEAD}<g:greatgrandparent xmlns:g='urn:g'><grandparent><uncle>ben</uncle><aunt/>${parent(3)}<c:child a='e'></c:child>${after}`,
      `${HEAD}<g:greatgrandparent xmlns:g='urn:g'><grandparent><uncle>ben</uncle><aunt/>${parent(3)}<c:child a='f'/>${after}`,
    ])
  })

  it('u is the content of an element, t its text', () => {
    expect(tokensOf(FAMILY, '//aunt', 'u')).toEqual(['emma', ''])
    expect(tokensOf(FAMILY, '//grandparent', 't')).toEqual(['emma', 'ben'])
  })
})

describe('groups', () => {
  it('joins elements within an element `group`', () => {
    const all = tokensOf(FRUIT, '//C:C', 'i')
    expect(tokensOf(FRUIT, '//C:C', 'i', 4)).toEqual([
      `<group>${all.slice(0, 4).join('')}</group>`,
      `<group>${all.slice(4).join('')}</group>`,
    ])
  })

  it('with mode w joins no further than to the end of the parent', () => {
    const wrapped = (attr: number, content: string) =>
      `${HEAD}<g:A xmlns:g='urn:g'><c:B attr='${attr}' xmlns:c='urn:c'>${content}</c:B></g:A>`
    expect(tokensOf(FRUIT, '//C:C', 'w', 3)).toEqual([
      wrapped(1, "<c:C attr='1'>peach</c:C><c:C attr='2'/><c:C attr='3'>orange</c:C>"),
      wrapped(1, "<c:C attr='4'/>"),
      wrapped(2, "<c:C attr='5'>mango</c:C><c:C attr='6'/>"),
    ])
  })
})

describe('paths', () => {
  it.each([
    ['/G:greatgrandparent/grandparent//C:child', 6],
    ['/G:greatgrandparent//C:parent/C:child', 6],
    ['//grandparent/C:parent/C:child', 6],
    ['//*:child', 6],
    ['//C:c*d', 6],
    ['//child', 0],
    ['/grandparent', 0],
    ['//a*t', 2],
    ['//au?t', 2],
  ])('%s names %i elements', (path, count) => {
    expect(tokensOf(FAMILY, path)).toHaveLength(count)
  })

  it('takes an element named in the default namespace by the prefix, and none without', () => {
    const xml = `<list xmlns="urn:c"><item>1</item></list>`
    expect(tokensOf(xml, '//C:item', 't')).toEqual(['1'])
    expect(tokensOf(xml, '//item', 't')).toEqual([])
  })

  it.each(['item', '//', '/a/', '/a///b', ''])('refuses the path "%s"', path => {
    expect(() => parsePath(path, {})).toThrow('bad xtokenize expression')
  })
})

describe('the document', () => {
  it('gives the same elements however it arrives', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(FAMILY, FRUIT),
        fc.constantFrom<XmlTokenMode>('i', 'w', 'u', 't'),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 40 }),
        async (xml, mode, group, size) => {
          const path = '//C:*'
          expect(await fromPieces(xml, size, cutOf(path, mode, group))).toEqual(tokensOf(xml, path, mode, group))
        },
      ),
    )
  })

  it('may hold what looks like tags in comments, CDATA sections and attributes', () => {
    const xml = `<!DOCTYPE a [<!ENTITY e "x">]><a><!-- <b>0</b> --><b t="/b>>">1<![CDATA[<b>]]></b><?p <b>?><b>2</b></a>`
    expect(tokensOf(xml, '//b', 't')).toEqual(['1&lt;b&gt;', '2'])
  })

  it.each([
    ['<a><b>1</b>', 'Unexpected end'],
    ['<a><b>1</a>', 'Unexpected close tag'],
    ['<a>x< y</a>', 'tag'],
    ['<a/><b/>', 'only one root'],
    ['<p:a/>', 'Undeclared namespace prefix "p"'],
    ['text', 'outside of the root'],
    ['', 'Unexpected end'],
    ['<a', 'Unexpected end of input'],
  ])('fails where it is no XML: %s', (xml, reason) => {
    expect(() => tokensOf(xml, '//z')).toThrow(reason)
  })

  it('does not gather a tag without end', async () => {
    const endless = async function* () {
      yield '<a '
      for (;;) yield 'x'.repeat(100_000)
    }
    const read = async () => {
      for await (const _ of partsOfChunks(endless(), cutOf('//z', 'i')));
    }
    await expect(read()).rejects.toThrow('A tag has no end')
  })
})

function evaluate(body: unknown, mode: XmlTokenMode): Iterable<string> | AsyncIterable<string> {
  const options = buildFields(xtokenize.fields, { mode }, { text: (raw: string) => raw } as unknown as BuildScope)
  const expression = xtokenize.compile('//name', options, {} as LanguageContext)
  return expression({ body, headers: {}, properties: {} } as unknown as Exchange) as Iterable<string>
}

describe('the value', () => {
  const LATIN = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><list><name>Zoë</name></list>', 'latin1')

  it('takes the charset of bytes from the document', () => {
    expect([...(evaluate(LATIN, 't') as Iterable<string>)]).toEqual(['Zoë'])
  })

  it('reads a file as its elements are wanted, in the charset of the document', async () => {
    let read = 0
    const file: ByteSource = {
      isByteSource: true,
      bytes: undefined,
      load: () => Promise.reject(new TypeError('the file must not be loaded')),
      open: () =>
        Readable.from(
          (function* () {
            for (const byte of LATIN) yield Buffer.from([byte])
            for (;;) {
              read++
              yield Buffer.alloc(1000, ' ')
            }
          })(),
        ),
    } as unknown as ByteSource
    const parts = (evaluate(file, 't') as AsyncIterable<string>)[Symbol.asyncIterator]()
    expect(await parts.next()).toEqual({ done: false, value: 'Zoë' })
    expect(read).toBeLessThan(100)
    await parts.return?.()
  })

  it('fails for a body that is null', () => {
    expect(() => evaluate(null, 'i')).toThrow('No body available of type: java.io.InputStream')
  })
})
