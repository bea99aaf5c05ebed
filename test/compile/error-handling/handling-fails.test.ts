import { expect, test } from 'vitest'
import { runRoutes } from '../../helpers/run-routes.ts'

test('a failure of the steps that handle a failure is logged with both, and is the failure of the exchange', async () => {
  const { kafila, records } = await runRoutes(`- onException:
    exception: [ java.io.IOException ]
    handled: { constant: "true" }
    steps:
      - throwException: { exceptionType: java.lang.IllegalStateException, message: second }
- from:
    uri: direct:start
    steps:
      - throwException: { exceptionType: java.io.IOException, message: first }
`)
  const { exception } = await kafila.send('direct:start')
  expect(exception).toMatchObject({ message: 'second' })
  const [told] = records.filter(({ level }) => level === 'ERROR')
  expect(told?.message).toContain('Handling java.io.IOException: first failed itself: java.lang.IllegalStateException: second')
})
