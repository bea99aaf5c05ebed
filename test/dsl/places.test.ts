import { expect, test } from 'vitest'
import { callOptions, firstLiteral } from '../../src/model/call-options.ts'

/** The pieces of a text that were found for options. */
function found(text: string): Record<string, string> {
  return Object.fromEntries(
    [...callOptions(text, text.indexOf('('))].map(([name, { value }]) => [name, text.slice(value.start, value.end)]),
  )
}

test('options of a call are found where they are written, also in groups', () => {
  expect(found(`('orders', { groupId: 'g', autoCommit: true, "max-poll": 5 })`)).toEqual({
    groupId: "'g'",
    autoCommit: 'true',
    'max-poll': '5',
  })
  expect(found(`({ redeliveryPolicy: { delay: 10 }, handled: false })`)).toMatchObject({ delay: '10', handled: 'false' })
  expect(found(`<Order>('a', {\n  // id: 'no'\n  /* id: 'no' */ id: "yes",\n})`)).toEqual({ id: '"yes"' })
})

test('those of calls and functions inside of the arguments are not', () => {
  expect(found(`(kafka('x', { groupId: 'g' }), { pattern: 'InOut' })`)).toEqual({ pattern: "'InOut'" })
  expect(found(`(x => x ? { a: 1 } : (y), { id: 'i' }, steps => steps.log('m', { marker: 'n' })) .to('b', { id: 'j' })`)).toMatchObject({
    id: "'i'",
  })
  expect(found(`('{ id: no, ', \`{ id: no\`, { id: 'yes' })`)).toEqual({ id: "'yes'" })
})

test('what is cut off or no call at all gives nothing', () => {
  expect(found(`('a', { id: `)).toMatchObject({ id: expect.any(String) })
  expect(callOptions('orders.map', 6).size).toBe(0)
  expect(firstLiteral('log(text)', 3)).toBeUndefined()
  expect(firstLiteral(`log( 'it\\'s' )`, 3)).toEqual({ start: 5, end: 12, style: 'single' })
})
