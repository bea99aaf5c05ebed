import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newFolder, runRoutes } from '../../test/helpers/run-routes.ts'

const wrap = (content: string) => `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${content}</xs:schema>`
const SCHEMA = wrap(
  '<xs:element name="o"><xs:complexType><xs:sequence><xs:element name="n" type="xs:int" maxOccurs="2"/></xs:sequence><xs:attribute name="id" use="required"/></xs:complexType></xs:element>',
)

async function validator(schema: string, options = '', files: Readonly<Record<string, string>> = {}) {
  const folder = newFolder()
  for (const [name, text] of Object.entries({ 's.xsd': schema, ...files })) writeFileSync(join(folder, name), text)
  const { kafila } = await runRoutes(`- from: { uri: "direct:start", steps: [ { to: "validator:file:s.xsd${options}" } ] }`, { folder })
  return async (body: unknown, headers = {}) => {
    const { exception } = await kafila.send('direct:start', { body, headers })
    return exception as (Error & { type: string; details: { errors: string[] } }) | undefined
  }
}

test.each([
  ['<o id="1"><n>1</n></o>', undefined],
  ['<o id="1"><n>x</n></o>', 'n'],
  ['<o><n>1</n></o>', 'id'],
  ['<o id="1"><n>1</n><n>2</n><n>3</n></o>', 'n'],
  ['<p/>', 'p'],
  ['not xml', ''],
  ['', ''],
])('%s fails for %s', async (xml, about) => {
  const error = await (await validator(SCHEMA))(xml)
  if (about === undefined) expect(error).toBeUndefined()
  else {
    expect(error?.type).toBe('org.apache.camel.support.processor.validation.SchemaValidationException')
    expect(error?.details.errors[0]).toContain(about)
  }
})

test('bytes are read in the encoding that they declare', async () => {
  const bytes = Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?><o id="ü"><n>1</n></o>', 'latin1')
  expect(await (await validator(SCHEMA))(bytes)).toBeUndefined()
})

test('a null body fails unless that is allowed; what is no XML at all fails in any case', async () => {
  const strict = await validator(SCHEMA)
  expect((await strict(null))?.type).toMatch(/NoXmlBody/)
  expect((await strict(5))?.type).toMatch(/NoXmlBody/)
  expect(await (await validator(SCHEMA, '?failOnNullBody=false'))(null)).toBeUndefined()
})

test('a header may be checked instead', async () => {
  const check = await validator(SCHEMA, '?headerName=doc')
  expect(await check('x', { doc: '<o id="1"><n>1</n></o>' })).toBeUndefined()
  expect((await check('x'))?.type).toMatch(/NoXmlHeader/)
})

test('an included schema is read from beside it', async () => {
  const types = wrap(
    '<xs:simpleType name="Code"><xs:restriction base="xs:string"><xs:pattern value="[A-Z]{3}"/></xs:restriction></xs:simpleType>',
  )
  const check = await validator(wrap('<xs:include schemaLocation="types.xsd"/><xs:element name="o" type="Code"/>'), '', {
    'types.xsd': types,
  })
  expect(await check('<o>ABC</o>')).toBeUndefined()
  expect(await check('<o>abc</o>')).toBeDefined()
})

test('what a message names is not loaded', async () => {
  const folder = newFolder()
  writeFileSync(join(folder, 'secret.txt'), '7')
  const check = await validator(wrap('<xs:element name="o" type="xs:int"/>'))
  const xml = `<!DOCTYPE o [<!ENTITY e SYSTEM "file://${folder}/secret.txt">]><o>&e;</o>`
  expect(await check(xml)).toBeDefined()
})

test('a schema that is missing or wrong fails the start', async () => {
  await expect(validator(wrap('<xs:element name="o" type="Nope"/>'))).rejects.toMatchObject({ code: 'KF_CONN_XML_SCHEMA' })
  await expect(runRoutes('- from: { uri: "direct:start", steps: [ { to: "validator:file:none.xsd" } ] }')).rejects.toMatchObject({
    type: 'java.io.FileNotFoundException',
  })
})

test('ten thousand messages do not use up memory outside of JavaScript', async () => {
  const check = await validator(SCHEMA)
  await check('<o id="1"><n>1</n></o>')
  const before = process.memoryUsage().arrayBuffers
  for (let i = 0; i < 10_000; i++) await check('<o id="1"><n>x</n></o>')
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 1024 * 1024)
})
