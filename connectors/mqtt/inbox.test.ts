import type { IPublishPacket } from 'mqtt'
import { beforeEach, expect, test } from 'vitest'
import { Inbox } from './inbox.ts'

let inbox: Inbox
let sent: number[]

beforeEach(() => {
  sent = []
  inbox = new Inbox()
  inbox.connected(false, packet => void sent.push(packet.messageId!))
})

const message = (id: number, { dup = false, qos = 1, payload = `${id}` } = {}) =>
  ({ cmd: 'publish', messageId: id, topic: 't', payload: Buffer.from(payload), qos, dup, retain: false }) as IPublishPacket

const reconnect = (sessionPresent: boolean) => {
  inbox.disconnected()
  inbox.connected(sessionPresent, packet => void sent.push(packet.messageId!))
}

test('acknowledgements go out in the order of arrival, in whatever order messages end', () => {
  const [one, two, three] = [1, 2, 3].map(id => inbox.take(message(id))!)
  inbox.settle(three!)
  inbox.settle(two!)
  expect(sent).toEqual([])
  inbox.settle(one!)
  expect(sent).toEqual([1, 2, 3])
})

test('a message that ended while there was no connection is acknowledged when the broker sends it again', () => {
  const one = inbox.take(message(1))!
  inbox.disconnected()
  inbox.settle(one)
  inbox.connected(true, packet => void sent.push(packet.messageId!))
  expect(inbox.take(message(1, { dup: true }))).toBeUndefined()
  expect(sent).toEqual([1])
})

test('without a session the packet ids begin anew', () => {
  const one = inbox.take(message(1))!
  reconnect(false)
  expect(inbox.take(message(1, { dup: true }))).toBeDefined()
  inbox.settle(one)
  expect(sent).toEqual([])
})

test('another message with the packet id of one in hand is taken', () => {
  inbox.take(message(1))
  reconnect(true)
  expect(inbox.take(message(1, { dup: true, payload: 'other' }))).toBeDefined()
  expect(inbox.take(message(1))).toBeDefined()
})

test('with quality of service 2 a message whose acknowledgement got lost is not taken again until the broker has released it', () => {
  inbox.settle(inbox.take(message(1, { qos: 2 }))!)
  reconnect(true)
  expect(inbox.take(message(1, { qos: 2, dup: true }))).toBeUndefined()
  expect(sent).toEqual([1, 1])
  inbox.released(1)
  expect(inbox.take(message(1, { qos: 2, dup: true }))).toBeDefined()
})

test('what a broker sends again on one connection is passed over, other content is not', () => {
  inbox.take(message(1))
  expect(inbox.take(message(1, { dup: true }))).toBeUndefined()
  expect(inbox.take(message(1, { payload: 'other' }))).toBeDefined()
})
