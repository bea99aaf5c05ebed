import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newFolder, runRoutes } from '../../test/helpers/run-routes.ts'

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
const ORDER = '<a x="1"><b>one</b><b k="2">two</b><c>3.5</c><!-- note --></a>'
const sheet = (content: string) =>
  `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">${content}</xsl:stylesheet>`
const root = (content: string) => sheet(`<xsl:template match="/">${content}</xsl:template>`)

async function xslt(stylesheet: string, options = '', files: Readonly<Record<string, string>> = {}) {
  const folder = newFolder()
  for (const [name, text] of Object.entries({ 's.xsl': stylesheet, ...files })) writeFileSync(join(folder, name), text)
  const { kafila } = await runRoutes(`- from: { uri: "direct:start", steps: [ { to: "xslt:file:s.xsl${options}" } ] }`, { folder })
  return (body: unknown, headers = {}) => kafila.send('direct:start', { body, headers })
}

async function transform(stylesheet: string, body: unknown = ORDER): Promise<unknown> {
  const exchange = await (await xslt(stylesheet))(body)
  if (exchange.exception) throw exchange.exception
  return exchange.body
}

test.each([
  [
    'value-of',
    root('<o><xsl:value-of select="a/b"/>|<xsl:value-of select="sum(a/c)"/>|<xsl:value-of select="count(//b)"/></o>'),
    '<o>one|3.5|2</o>',
  ],
  [
    'copy, with templates for some nodes',
    sheet(
      '<xsl:template match="@*|node()"><xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy></xsl:template><xsl:template match="b[@k]"><B><xsl:apply-templates/></B></xsl:template><xsl:template match="c"/>',
    ),
    '<a x="1"><b>one</b><B>two</B><!-- note --></a>',
  ],
  [
    'for-each, sorted, with attribute value templates',
    root(
      '<l><xsl:for-each select="a/b"><xsl:sort select="." order="descending"/><i p="{position()}" n="{@k}"><xsl:value-of select="."/></i></xsl:for-each></l>',
    ),
    '<l><i p="1" n="2">two</i><i p="2" n="">one</i></l>',
  ],
  [
    'modes',
    sheet(
      '<xsl:template match="/"><r><xsl:apply-templates select="//b" mode="m"/><xsl:apply-templates select="//b"/></r></xsl:template><xsl:template match="b" mode="m"><m/></xsl:template><xsl:template match="b"><n/></xsl:template>',
    ),
    '<r><m/><m/><n/><n/></r>',
  ],
  [
    'keys',
    sheet(`<xsl:key name="k" match="b" use="."/><xsl:template match="/"><r><xsl:value-of select="key('k','two')/@k"/></r></xsl:template>`),
    '<r>2</r>',
  ],
  [
    'named templates with parameters',
    sheet(
      `<xsl:template match="/"><r><xsl:call-template name="t"><xsl:with-param name="p" select="a/b[1]"/></xsl:call-template></r></xsl:template><xsl:template name="t"><xsl:param name="p"/><xsl:param name="q" select="'dflt'"/><xsl:value-of select="concat($p,$q)"/></xsl:template>`,
    ),
    '<r>onedflt</r>',
  ],
  [
    'numbers',
    root(
      `<r><xsl:for-each select="//b"><xsl:number format="A"/></xsl:for-each>|<xsl:value-of select="format-number(1234.5,'#,##0.00')"/>|<xsl:value-of select="10 div 2"/></r>`,
    ),
    '<r>AB|1,234.50|5</r>',
  ],
  [
    'attribute sets',
    sheet(
      '<xsl:attribute-set name="s"><xsl:attribute name="q">1</xsl:attribute></xsl:attribute-set><xsl:template match="/"><r xsl:use-attribute-sets="s"/></xsl:template>',
    ),
    '<r q="1"/>',
  ],
  [
    'CDATA sections',
    sheet('<xsl:output cdata-section-elements="r"/><xsl:template match="/"><r><xsl:value-of select="a/b"/></r></xsl:template>'),
    '<r><![CDATA[one]]></r>',
  ],
  ['the built-in templates', sheet(''), 'onetwo3.5'],
])('%s', async (_what, stylesheet, expected) => {
  expect(await transform(stylesheet)).toBe(DECLARATION + expected)
})

test('the greater priority decides between templates, then the last one', async () => {
  const templates =
    '<xsl:template match="b" priority="2">P</xsl:template><xsl:template match="b[1]">F</xsl:template><xsl:template match="c">1</xsl:template><xsl:template match="c">2</xsl:template>'
  expect(await transform(sheet(`<xsl:output method="text"/>${templates}`))).toBe('PP2')
})

test('a Muenchian grouping', async () => {
  const stylesheet = sheet(
    `<xsl:key name="g" match="n" use="@k"/><xsl:template match="/"><r><xsl:for-each select="//n[generate-id()=generate-id(key('g',@k)[1])]"><g k="{@k}" c="{count(key('g',@k))}"/></xsl:for-each></r></xsl:template>`,
  )
  expect(await transform(stylesheet, '<l><n k="a">1</n><n k="b">2</n><n k="a">3</n></l>')).toBe(
    `${DECLARATION}<r><g k="a" c="2"/><g k="b" c="1"/></r>`,
  )
})

test('output may be indented, text or HTML', async () => {
  const output = (attributes: string, content: string) =>
    transform(sheet(`<xsl:output ${attributes}/><xsl:template match="/">${content}</xsl:template>`))
  expect(await output('indent="yes"', '<r><s><t>1</t></s></r>')).toBe(`${DECLARATION}<r>\n    <s>\n        <t>1</t>\n    </s>\n</r>\n`)
  expect(await output('omit-xml-declaration="yes"', '<r/>')).toBe('<r/>')
  expect(await output('method="text"', 'x &lt; y')).toBe('x < y')
  expect(await output('method="html"', '<html><body><br/><p>x &lt; y</p></body></html>')).toBe(
    '<html>\n    <body>\n        <br>\n        <p>x &lt; y</p>\n    </body>\n</html>\n',
  )
})

test('white space is stripped where the stylesheet says so', async () => {
  const templates = '<xsl:template match="/"><r><xsl:apply-templates/></r></xsl:template>'
  const body = '<a>\n <b>x</b>\n</a>'
  expect(await transform(sheet(`<xsl:strip-space elements="*"/>${templates}`), body)).toBe(`${DECLARATION}<r>x</r>`)
  expect(await transform(sheet(templates), body)).toBe(`${DECLARATION}<r>\n x\n</r>`)
})

test('stylesheets beside it are included, and imported with less precedence', async () => {
  const files = { 'other.xsl': sheet('<xsl:template match="b">base</xsl:template><xsl:template match="c">c</xsl:template>') }
  const included = await xslt(sheet('<xsl:include href="other.xsl"/>'), '', files)
  expect((await included(ORDER)).body).toBe(`${DECLARATION}basebasec`)
  const imported = await xslt(sheet('<xsl:import href="other.xsl"/><xsl:template match="b">over</xsl:template>'), '', files)
  expect((await imported(ORDER)).body).toBe(`${DECLARATION}overoverc`)
})

test('headers are parameters, and stay', async () => {
  const send = await xslt(
    sheet(
      `<xsl:param name="h"/><xsl:param name="n" select="'none'"/><xsl:template match="/"><r><xsl:value-of select="concat($h, '-', $n)"/></r></xsl:template>`,
    ),
  )
  const exchange = await send(ORDER, { h: 'head' })
  expect(exchange.body).toBe(`${DECLARATION}<r>head-none</r>`)
  expect(exchange.header('h')).toBe('head')
  expect((await send(ORDER, { h: 'x', n: 5 })).body).toBe(`${DECLARATION}<r>x-5</r>`)
})

test('the result is text, bytes in the encoding of the output, or a document', async () => {
  const stylesheet = sheet('<xsl:output encoding="iso-8859-1"/><xsl:template match="/"><r>ü</r></xsl:template>')
  const expected = '<?xml version="1.0" encoding="ISO-8859-1"?><r>ü</r>'
  expect((await (await xslt(stylesheet))(ORDER)).body).toBe(expected)
  expect((await (await xslt(stylesheet, '?output=bytes'))(ORDER)).body).toEqual(Buffer.from(expected, 'latin1'))
  const document = (await (await xslt(stylesheet, '?output=DOM'))(ORDER)).body as { documentElement: { localName: string } }
  expect(document.documentElement.localName).toBe('r')
})

test('the source and the stylesheet may come from headers', async () => {
  const fromHeader = await xslt(root('<r><xsl:value-of select="a"/></r>'), '?source=header:doc')
  expect((await fromHeader('x', { doc: '<a>1</a>' })).body).toBe(`${DECLARATION}<r>1</r>`)
  const template = await xslt(root('<r/>'), '?allowTemplateFromHeader=true')
  expect((await template(ORDER, { CamelXsltStylesheet: root('<h/>') })).body).toBe(`${DECLARATION}<h/>`)
  expect((await template(ORDER)).body).toBe(`${DECLARATION}<r/>`)
})

test('bytes are a source; nothing and what is no XML fail', async () => {
  const send = await xslt(root('<r/>'))
  expect((await send(Buffer.from('<a/>'))).body).toBe(`${DECLARATION}<r/>`)
  for (const body of [null, 5, { a: 1 }])
    expect((await send(body)).exception).toMatchObject({ type: 'org.apache.camel.ExpectedBodyTypeException' })
  expect((await send('no XML')).exception).toMatchObject({ type: 'javax.xml.transform.TransformerException' })
  expect((await (await xslt(root('<r/>'), '?failOnNullBody=false'))(null)).body).toBe(`${DECLARATION}<r/>`)
})

test('xsl:message terminates', async () => {
  const send = await xslt(root('<xsl:message terminate="yes">stop</xsl:message>'))
  expect((await send(ORDER)).exception).toBeInstanceOf(Error)
})

test.each([
  ['an unknown instruction', root('<xsl:nonsense/>')],
  ['a wrong XPath', root('<xsl:value-of select="a["/>')],
  ['what is no XML', 'no XML'],
  ['what is no stylesheet', '<a/>'],
])('%s fails the start', async (_what, stylesheet) => {
  await expect(xslt(stylesheet)).rejects.toThrow()
})

test('a stylesheet that is missing fails the start', async () => {
  await expect(runRoutes('- from: { uri: "direct:start", steps: [ { to: "xslt:file:none.xsl" } ] }')).rejects.toThrow()
})
