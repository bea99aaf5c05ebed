import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { kinds } from '../../../src/operator/client/kinds.ts'
import { type BadResource, notAccepted, notResolved, refusedAtAdmission } from './support/bad-resources.ts'
import { install } from './support/cluster.ts'
import { TestNamespace } from './support/namespace.ts'

let at: TestNamespace

beforeAll(async () => {
  await install()
  at = await TestNamespace.create()
  await at.operator()
})
afterAll(() => at.close())

const titled = (list: readonly BadResource[]) =>
  list.map((each, index) => [`${index} ${each.kind} ${each.spec.split('\n').at(-1)}`, each] as const)

test('there are at least 80', () => {
  expect(refusedAtAdmission.length + notAccepted.length + notResolved.length).toBeGreaterThanOrEqual(80)
})

describe('refused at admission, with the field', () => {
  test.each(titled(refusedAtAdmission))('%s', async (_title, { kind, spec, says, name = 'bad' }) => {
    const { apiVersion } = kinds[kind]
    const object = { apiVersion, kind, metadata: { name, namespace: at.name }, spec: parse(spec) as object }
    const error = await at.admin.create(kinds[kind], object).catch(failure => failure)
    expect(error).toMatchObject({ code: 'KF_KUBE_STATUS', details: { code: expect.toBeOneOf([400, 422]) } })
    expect(JSON.stringify([error.message, error.details.causes]).replaceAll('\\"', '"')).toContain(says)
  })
})

describe('not accepted by the operator, with the field', () => {
  test.each(titled(notAccepted))('%s', async (title, { kind, spec, says }) => {
    const name = `accepted-${title.split(' ')[0]}`
    await at.put(kind, name, spec)
    const { message, reason } = await at.until('Accepted', 'False', name, kinds[kind])
    expect(message).toContain(says)
    expect(reason).toMatch(/^(InvalidRoute|InvalidSpec|UnknownRevision)$/)
    expect(await at.get(kinds.Deployment, name)).toBeUndefined()
    expect(await at.condition('Stalled', name, kinds[kind])).toMatchObject({ status: 'True' })
  })
})

describe('not resolved, with the field and what is missing', () => {
  test.each(titled(notResolved))('%s', async (title, { kind, spec, says }) => {
    const name = `resolved-${title.split(' ')[0]}`
    await at.put(kind, name, spec)
    const { message } = await at.until('Resolved', 'False', name, kinds[kind])
    expect(message).toBe(says)
    expect(await at.get(kinds.Deployment, name)).toBeUndefined()
  })
})
