import { expect, test } from 'vitest'
import { readJacksonXml } from '../../src/formats/jackson-xml/read.ts'

test('text beside elements and attributes is the entry with the empty name, where it stands first', () => {
  const json = JSON.stringify(readJacksonXml('<o id="1">a<i/>b<i>2</i><j k="v">t</j></o>'))
  expect(json).toBe('{"id":"1","":["a","b"],"i":["","2"],"j":{"k":"v","":"t"}}')
})

test('an element with a namespace and nothing but text is that text', () => {
  expect(readJacksonXml('<o><i xmlns="urn:x"> t </i></o>')).toEqual({ i: ' t ' })
})
