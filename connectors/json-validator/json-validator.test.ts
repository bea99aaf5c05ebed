import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { newFolder, runRoutes } from '../../test/helpers/run-routes.ts'

const SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'integer', minimum: 1 }, tags: { type: 'array', items: { type: 'string' }, maxItems: 2 } },
  additionalProperties: false,
}

async function validator(schema: unknown, options = '') {
  const folder = newFolder()
  writeFileSync(join(folder, 's.json'), typeof schema === 'string' ? schema : JSON.stringify(schema))
  const { kafila } = await runRoutes(`- from: { uri: "direct:start", steps: [ { to: "json-validator:file:s.json${options}" } ] }`, {
    folder,
  })
  return async (body: unknown, headers = {}) => {
    const { exception } = await kafila.send('direct:start', { body, headers })
    return exception === undefined ? undefined : (exception as Error & { type: string; details: { errors: string[] } })
  }
}

describe('a body', () => {
  test.each(['{"id":1}', '{"id":1,"tags":["a","b"]}', '{"id":2.0}', Buffer.from('{"id":1}'), '{"id":1} what follows'])(
    '%s passes',
    async body => {
      expect(await (await validator(SCHEMA))(body)).toBeUndefined()
    },
  )

  // worded as the library of camel-json-validator words it
  test.each([
    ['{}', ["$: required property 'id' not found"]],
    ['{"id":0}', ['$.id: must have a minimum value of 1']],
    ['{"id":"x"}', ['$.id: string found, integer expected']],
    ['{"id":1,"tags":[1,"b","c"]}', ['$.tags: must have at most 2 items but found 3', '$.tags[0]: integer found, string expected']],
    ['{"id":1,"x":2}', ["$: property 'x' is not defined in the schema and the schema does not allow additional properties"]],
    ['[]', ['$: array found, object expected']],
    ['', ['$: unknown found, object expected']],
  ])('%s fails with %j', async (body, expected) => {
    const error = await (await validator(SCHEMA))(body)
    expect(error?.type).toBe('org.apache.camel.component.jsonvalidator.JsonValidationException')
    expect([...error!.details.errors].sort()).toEqual(expected)
  })

  test('that is a map, or no JSON, fails', async () => {
    const check = await validator(SCHEMA)
    expect((await check({ id: 1 }))?.message).toContain('No type converter available')
    expect((await check('{nope'))?.message).toContain('Unexpected character')
  })

  test('that is null fails unless that is allowed', async () => {
    expect((await (await validator(SCHEMA))(null))?.type).toMatch(/NoJsonBody/)
    expect(await (await validator(SCHEMA, '?failOnNullBody=false'))(null)).toBeUndefined()
  })
})

test('a header may be checked instead', async () => {
  const check = await validator(SCHEMA, '?headerName=j')
  expect(await check('no json', { j: '{"id":1}' })).toBeUndefined()
  expect((await check('x'))?.message).toContain('No JSON header "j" could be found')
})

test('formats are checked up to draft 7, and exclusive bounds of draft 4 are read', async () => {
  const seven = await validator({ $schema: 'http://json-schema.org/draft-07/schema#', properties: { d: { format: 'date' } } })
  expect(await seven('{"d":"nodate"}')).toBeDefined()
  const later = await validator({ ...SCHEMA, required: [], properties: { d: { format: 'date' } } })
  expect(await later('{"d":"nodate"}')).toBeUndefined()
  const four = await validator({
    $schema: 'http://json-schema.org/draft-04/schema#',
    properties: { n: { maximum: 10, exclusiveMaximum: true } },
  })
  expect(await four('{"n":9}')).toBeUndefined()
  expect(await four('{"n":10}')).toBeDefined()
})

test('a schema that is missing or wrong fails each message', async () => {
  const { kafila } = await runRoutes('- from: { uri: "direct:start", steps: [ { to: "json-validator:file:none.json" } ] }')
  expect((await kafila.send('direct:start', { body: '{}' })).exception).toMatchObject({ type: 'java.io.FileNotFoundException' })
  expect(await (await validator('{"type":"strange"}'))('{}')).toMatchObject({ code: 'KF_CONN_JSON_SCHEMA' })
})
