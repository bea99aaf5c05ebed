import type { KubeObject } from '../client/kube-object.ts'
import { canonicalJson } from '../render/canonical-json.ts'
import { CONDITION_TYPES, type Condition, transitions } from '../status/conditions.ts'
import { kindOf } from './apply-manifests.ts'
import type { World } from './world.ts'

interface Status {
  readonly conditions?: readonly Condition[]
}

const OURS: ReadonlySet<string> = new Set(CONDITION_TYPES)

/** Writes a status, where it is another one than is there, and tells its transitions as Events. Conditions of others are left alone. */
export async function writeStatus(object: KubeObject, status: Status, world: World): Promise<void> {
  const { apiVersion, kind, metadata } = object
  const before = object['status'] as Status | undefined
  if (canonicalJson(own(before)) === canonicalJson(own(status))) return
  await world.events.tell(object, transitions(before?.conditions, status.conditions ?? []), before?.conditions)
  const { name, namespace } = metadata
  const written = await world.client.apply(
    kindOf(object),
    { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) }, status },
    { subresource: 'status', force: true },
  )
  world.cache.offer({ ...written, apiVersion, kind })
}

function own(status: Status = {}): Status {
  return { ...status, conditions: (status.conditions ?? []).filter(({ type }) => OURS.has(type)) }
}
