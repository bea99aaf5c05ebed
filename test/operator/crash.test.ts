import { expect, test } from 'vitest'
import { OperatorHarness } from '../support/kube/operator-harness.ts'

const BEFORE = 'flows: [{ from: { uri: "platform-http:/x", steps: [{ log: x }] } }]\nreplicas: 2'
const AFTER = 'flows: [{ from: { uri: "timer:x", steps: [{ log: x }] } }]\ndeploy: { revisionHistoryLimit: 0 }'

/** From nothing to one version and from there to another, with an operator that dies at a request and another one that goes on; gives what is there in the end. */
async function endState(diesAt: number, how: 'cut-before' | 'cut-after'): Promise<{ readonly state: string[]; readonly requests: number }> {
  const at = await OperatorHarness.empty()
  let requests = 0
  let isDead = false
  at.server.fault = ({ watch }) => {
    if (isDead) return 'cut-before'
    if (watch || ++requests !== diesAt) return undefined
    isDead = true
    return how
  }
  const first = at.startOperator().catch(() => undefined)
  at.put('Integration', 'orders', BEFORE)
  await Promise.race([first, dead(() => isDead)])
  if (!isDead) await Promise.race([at.rolledOut(), dead(() => isDead)])
  at.put('Integration', 'orders', AFTER)
  if (!isDead) await Promise.race([at.rolledOut(), dead(() => isDead)])
  await at.stopOperator()
  at.server.fault = undefined
  await at.startOperator()
  await at.rolledOut()
  const state = at.server.store
    .all()
    .filter(({ kind }) => kind !== 'Event')
    .map(({ kind, metadata, status, ...rest }) =>
      JSON.stringify([kind, metadata.name, metadata.labels, rest, (status as { phase?: string } | undefined)?.phase]),
    )
    // the number of a revision tells how many there were before it
    .map(each => each.replaceAll(/"revision":\d+/g, '"revision":N').replaceAll(/"kafila.dev\/applied":"\w+"/g, ''))
    .sort()
  await at.close()
  return { state, requests }
}

async function dead(isDead: () => boolean): Promise<void> {
  while (!isDead()) await new Promise(resolve => setTimeout(resolve, 5))
}

test('P2 an operator may die at any request, before or after it had its effect: the next one comes to the same end', {
  timeout: 300_000,
}, async () => {
  const { state, requests } = await endState(0, 'cut-before')
  expect(state.length).toBeGreaterThan(3)
  // each list of the start is read before anything is written
  const listed = 16
  for (let k = listed; k <= requests; k += 1) {
    const how = k % 2 === 0 ? 'cut-before' : 'cut-after'
    expect((await endState(k, how)).state, `${how} at request ${k} of ${requests}`).toEqual(state)
  }
})
