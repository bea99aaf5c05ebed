import { describe, expect, test } from 'vitest'
import { connectorChecks, connectorConformance, runCheck } from '../../src/testing/index.ts'
import { type Fault, memoryDriver } from './memory-connector.ts'

describe('a connector that does everything right', () => {
  connectorConformance(memoryDriver(), test)
})

/** The check that must find each fault. */
const FOUND_BY: Readonly<Record<Fault, string>> = {
  'unknown options pass': 'M1',
  'stop hangs': 'L1',
  'timers are left': 'L2',
  'old messages are passed over': 'L3',
  'start needs the service': 'L4',
  'acks on receipt': 'L5',
  'bodies become text': 'D1 sink',
  'internal headers leave': 'D2',
  'a message is lost now and then': 'B1',
  'settles twice': 'A1',
  'handled messages are not acked': 'P1',
  'readers do not share': 'G1',
  'failed messages are acked': 'A2',
  'takes all there is': 'A4',
  'no order': 'O1',
  'never reconnects': 'N1',
  'sends without confirmation': 'N1 sink',
  'prints secrets': 'M3',
  'refused credentials are tried again': 'P2',
  'stop waits for the connection': 'X1',
}

/** Looks at what keeps the whole process alive, so that it must run alone. */
const ALONE: Fault = 'timers are left'

async function isFound(fault: Fault): Promise<void> {
  const check = connectorChecks.find(each => each.id === FOUND_BY[fault])!
  const driver = memoryDriver(fault)
  expect(check.excused(driver.connector.delivery!, driver)).toBeUndefined()
  await expect(runCheck(check, driver)).rejects.toThrow()
}

test(`${ALONE}: found by ${FOUND_BY[ALONE]}`, () => isFound(ALONE))

// they mostly wait for what does not come
describe.concurrent('a connector with a fault', () => {
  for (const fault of Object.keys(FOUND_BY) as Fault[])
    if (fault !== ALONE) test(`${fault}: found by ${FOUND_BY[fault]}`, () => isFound(fault), 60_000)
})
