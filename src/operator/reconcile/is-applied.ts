import type { KubeObject } from '../client/kube-object.ts'

type Json = unknown

/** Lists whose items are told apart by fields, as server-side apply does; items of others are left alone. */
const LIST_KEYS: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  env: ['name'],
  volumes: ['name'],
  volumeMounts: ['mountPath'],
  ownerReferences: ['uid'],
  imagePullSecrets: ['name'],
  conditions: ['type'],
}

/** Whether an object has all that a manifest says: what others have added does not count. Amounts are compared as amounts. */
export function isApplied(live: KubeObject, manifest: KubeObject): boolean {
  return contains(live, manifest, '', '')
}

function contains(live: Json, wanted: Json, field: string, parent: string): boolean {
  if (Array.isArray(wanted)) return Array.isArray(live) && listContains(live, wanted, field)
  if (typeof wanted === 'object' && wanted !== null) {
    // an empty map is not stored
    if (live === undefined) return Object.keys(wanted).length === 0
    if (typeof live !== 'object' || live === null) return false
    return Object.entries(wanted).every(([key, value]) => contains((live as Record<string, Json>)[key], value, key, field))
  }
  if (live === wanted) return true
  if (live === undefined) return wanted === false || wanted === undefined
  return isQuantity(parent) && quantityOf(live) === quantityOf(wanted)
}

function listContains(live: readonly Json[], wanted: readonly Json[], field: string): boolean {
  const keys = field === 'ports' ? portKeys(wanted) : LIST_KEYS[field]
  if (keys === undefined) return live.length === wanted.length && wanted.every((each, index) => contains(live[index], each, '', field))
  const same = (a: Json, b: Json) => keys.every(key => (a as Record<string, Json>)[key] === (b as Record<string, Json>)[key])
  return wanted.every(each => live.some(other => same(other, each) && contains(other, each, '', field)))
}

function portKeys([first]: readonly Json[]): readonly string[] {
  return typeof first === 'object' && first !== null && 'containerPort' in first ? ['containerPort', 'protocol'] : ['port', 'protocol']
}

function isQuantity(parent: string): boolean {
  return parent === 'requests' || parent === 'limits' || parent === 'emptyDir'
}

const FACTORS: Readonly<Record<string, number>> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
}

/** The API server stores amounts in their shortest form: `1000m` comes back as `1`. */
function quantityOf(value: Json): number | undefined {
  const found = /^([0-9.]+(?:[eE][+-]?[0-9]+)?)([numkMGTPE]i?|)$/.exec(String(value))
  if (found === null) return undefined
  // a rounded product, since 0.1 * 1e-3 is no number of its own
  return Number((Number(found[1]) * FACTORS[found[2]!]!).toPrecision(12))
}
