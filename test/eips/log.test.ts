import { expect, test } from 'vitest'
import { runRoutes } from '../helpers/run-routes.ts'

async function lines(steps: string, options = '', beans = {}) {
  const yaml = `- route: { id: main, ${options} from: { uri: "direct:start", steps: [ ${steps} ] } }`
  const { kafila, records } = await runRoutes(yaml, { beans })
  await kafila.send('direct:start', { body: 'hello', headers: { h: 1 } })
  return records
    .filter(each => each.fromRoute)
    .map(({ level, logger, message, marker }) => [level, logger, message, marker].join(' ').trim())
}

test('a line is a simple text at INFO under the id of the route, unless said otherwise', async () => {
  expect(await lines('{ log: "got ${body}" }')).toEqual(['INFO main got hello'])
  expect(await lines('{ log: { message: h, logLanguage: header, loggingLevel: WARN, logName: "my.${body}", marker: M } }')).toEqual([
    'WARN my.${body} 1 M',
  ])
})

test('a logger bean gives its name', async () => {
  expect(await lines('{ log: { message: x, logger: audit, logName: other } }', '', { audit: { name: 'com.acme.audit' } })).toEqual([
    'INFO com.acme.audit x',
  ])
})

test('secrets are masked with logMask', async () => {
  const secret = '{ log: "password=tiger, x=1" }, { log: \'{"secretKey":"x","a":1}\' }, { log: "<token>abc</token>" }'
  expect(await lines(secret, 'logMask: true,')).toEqual([
    'INFO main password=xxxxx, x=1',
    'INFO main {"secretKey":"xxxxx","a":1}',
    'INFO main <token>xxxxx</token>',
  ])
})
