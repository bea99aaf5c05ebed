import { expect, test } from 'vitest'
import { errors } from '../../src/core/errors.ts'
import { causeChain, exceptionLineage, exceptionType, isFailureOf, javaMessage, knownExceptions } from '../../src/core/exceptions.ts'

test('a class has all superclasses that Java gives it', () => {
  expect(exceptionLineage('java.net.ConnectException')).toEqual([
    'java.net.ConnectException',
    'java.net.SocketException',
    'java.io.IOException',
    'java.lang.Exception',
    'java.lang.Throwable',
  ])
})

test('every class of the table leads to Throwable', () => {
  for (const type of knownExceptions()) expect(exceptionLineage(type).at(-1)).toBe('java.lang.Throwable')
})

test("Node's codes and JavaScript's classes are Java's exceptions", () => {
  expect(exceptionType(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))).toBe('java.net.ConnectException')
  expect(exceptionType(new RangeError('x'))).toBe('java.lang.IllegalArgumentException')
  expect(exceptionType(new Error('x'))).toBe('java.lang.RuntimeException')
  expect(exceptionType('thrown text')).toBe('java.lang.RuntimeException')
})

test("a host application's error keeps its class and is a RuntimeException", () => {
  class Rejected extends Error {}
  const error = new Rejected('no')
  expect(exceptionType(error)).toBe('Rejected')
  expect(isFailureOf(error, 'java.lang.RuntimeException')).toBe(true)
  expect(isFailureOf(error, 'java.io.IOException')).toBe(false)
})

test('an exception made without a message has none', () => {
  expect(javaMessage(errors.KF_RUN_THROWN({ message: null }))).toBeNull()
  expect(javaMessage(errors.KF_RUN_THROWN({ message: '' }))).toBe('')
})

test('a chain of causes ends where it comes back to itself', () => {
  const inner = new Error('inner')
  const outer = new Error('outer', { cause: inner })
  inner.cause = outer
  expect(causeChain(outer)).toEqual([outer, inner])
})
