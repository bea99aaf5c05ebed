/** An object as JSON. */
export type Json = Record<string, unknown>

/** Who owns which fields: the paths of leaves, as texts. */
export interface Ownership {
  readonly manager: string
  readonly operation: 'Apply' | 'Update'
  readonly subresource: string
  readonly paths: Set<string>
}

export interface Conflict {
  readonly owner: Ownership
  readonly path: string
}

type Segment = string

/** Keys of lists whose items are told apart by them; all other lists are one value. */
const LIST_KEYS: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  env: ['name'],
  volumes: ['name'],
  volumeMounts: ['mountPath'],
  conditions: ['type'],
  ownerReferences: ['uid'],
  imagePullSecrets: ['name'],
}

function keysOf(field: string, items: readonly unknown[]): readonly string[] | undefined {
  if (field === 'ports') {
    const first = items[0] as Json | undefined
    return first === undefined ? undefined : 'containerPort' in first ? ['containerPort', 'protocol'] : ['port', 'protocol']
  }
  return LIST_KEYS[field]
}

function itemKey(keys: readonly string[], item: Json): string {
  return `k:${JSON.stringify(Object.fromEntries(keys.map(key => [key, item[key] ?? (key === 'protocol' ? 'TCP' : null)])))}`
}

/** Leaves by path; a list item has a leaf `.` that says that it is there. */
export function leaves(object: Json): Map<string, unknown> {
  const found = new Map<string, unknown>()
  const walk = (value: unknown, path: readonly Segment[], field: string) => {
    if (Array.isArray(value)) {
      const keys = keysOf(field, value)
      if (keys === undefined || value.length === 0) return void found.set(path.join('\u0000'), value)
      for (const item of value as Json[]) {
        const at = [...path, itemKey(keys, item)]
        found.set([...at, '.'].join('\u0000'), true)
        walk(item, at, '')
      }
    } else if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
      for (const [key, each] of Object.entries(value)) if (each !== undefined && each !== null) walk(each, [...path, `f:${key}`], key)
    } else found.set(path.join('\u0000'), value)
  }
  walk(object, [], '')
  found.delete('')
  return found
}

/** Sets a leaf, and makes the maps and list items above it. */
function put(root: Json, path: string, value: unknown): void {
  const segments = path.split('\u0000')
  let at: unknown = root
  for (const [index, segment] of segments.entries()) {
    const last = index === segments.length - 1
    if (segment === '.') return
    if (segment.startsWith('f:')) {
      const key = segment.slice(2)
      const map = at as Json
      if (last) map[key] = structuredClone(value)
      else {
        const isList = segments[index + 1]!.startsWith('k:')
        const there = map[key]
        if (typeof there !== 'object' || there === null || Array.isArray(there) !== isList) map[key] = isList ? [] : {}
        at = map[key]
      }
    } else {
      const keys = JSON.parse(segment.slice(2)) as Json
      const list = at as Json[]
      let item = list.find(each => itemKey(Object.keys(keys), each) === segment)
      if (item === undefined) {
        item = Object.fromEntries(Object.entries(keys).filter(([, each]) => each !== null))
        list.push(item)
      }
      at = item
    }
  }
}

/** Removes a leaf, and what is empty above it. */
function drop(root: Json, path: string): void {
  const segments = path.split('\u0000')
  const walk = (at: unknown, index: number): void => {
    const segment = segments[index]!
    if (typeof at !== 'object' || at === null || segment === '.') return
    if (segment.startsWith('f:')) {
      const map = at as Json
      const key = segment.slice(2)
      if (index === segments.length - 1) delete map[key]
      else {
        const list = map[key]
        if (Array.isArray(list) && segments[index + 2] === '.') {
          map[key] = list.filter(
            each => itemKey(Object.keys(JSON.parse(segments[index + 1]!.slice(2)) as Json), each as Json) !== segments[index + 1],
          )
          if ((map[key] as unknown[]).length === 0) delete map[key]
          return
        }
        walk(list, index + 1)
        if (typeof map[key] === 'object' && map[key] !== null && !Array.isArray(map[key]) && Object.keys(map[key]).length === 0)
          delete map[key]
      }
    } else {
      const keys = JSON.parse(segment.slice(2)) as Json
      walk(
        (at as Json[]).find?.(each => itemKey(Object.keys(keys), each) === segment),
        index + 1,
      )
    }
  }
  walk(root, 0)
}

const IDENTITY = new Set(['f:apiVersion', 'f:kind', 'f:metadata\u0000f:name', 'f:metadata\u0000f:namespace'])
const SERVERS = /^f:metadata\u0000f:(uid|resourceVersion|generation|creationTimestamp|managedFields|deletionTimestamp|selfLink)\b/

function owned(object: Json): Map<string, unknown> {
  return new Map([...leaves(object)].filter(([path]) => !IDENTITY.has(path) && !SERVERS.test(path)))
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** Server-side apply: gives the object and the owners after it, or the conflicts. `live` is not changed. */
export function applyFields(
  live: Json,
  owners: readonly Ownership[],
  config: Json,
  { manager, subresource, force }: { readonly manager: string; readonly subresource: string; readonly force: boolean },
): { readonly object: Json; readonly owners: Ownership[] } | { readonly conflicts: readonly Conflict[] } {
  const wanted = owned(config)
  const present = leaves(live)
  const isOwn = (each: Ownership) => each.manager === manager && each.operation === 'Apply' && each.subresource === subresource
  const others = owners.filter(each => !isOwn(each)).map(each => ({ ...each, paths: new Set(each.paths) }))
  const conflicts = others.flatMap(owner =>
    [...wanted].filter(([path, value]) => owner.paths.has(path) && !same(present.get(path), value)).map(([path]) => ({ owner, path })),
  )
  if (conflicts.length > 0 && !force) return { conflicts }
  for (const { owner, path } of conflicts) owner.paths.delete(path)
  const object = structuredClone(live)
  const before = owners.find(isOwn)?.paths ?? new Set<string>()
  // an item of a list goes as a whole, so its `.` comes first
  for (const path of [...before].sort()) if (!wanted.has(path) && !others.some(each => each.paths.has(path))) drop(object, path)
  for (const [path, value] of wanted) put(object, path, value)
  const own: Ownership = { manager, operation: 'Apply', subresource, paths: new Set(wanted.keys()) }
  return { object, owners: [...others.filter(each => each.paths.size > 0), own] }
}

/** The owners after a write that is no apply: who changed a field owns it. */
export function updateOwners(before: Json, after: Json, owners: readonly Ownership[], manager: string, subresource: string): Ownership[] {
  const was = owned(before)
  const is = owned(after)
  const changed = [...is].filter(([path, value]) => !same(was.get(path), value)).map(([path]) => path)
  const kept = owners.map(each => ({ ...each, paths: new Set([...each.paths].filter(path => is.has(path) && !changed.includes(path))) }))
  if (changed.length === 0) return kept.filter(each => each.paths.size > 0)
  const isOwn = (each: Ownership) => each.manager === manager && each.operation === 'Update' && each.subresource === subresource
  const own = kept.find(isOwn) ?? { manager, operation: 'Update' as const, subresource, paths: new Set<string>() }
  for (const path of changed) own.paths.add(path)
  return [...kept.filter(each => !isOwn(each) && each.paths.size > 0), own]
}

/** The owners as `metadata.managedFields` shows them. */
export function managedFields(owners: readonly Ownership[], apiVersion: string): Json[] {
  return owners.map(({ manager, operation, subresource, paths }) => {
    const fieldsV1: Json = {}
    for (const path of paths) {
      let at = fieldsV1
      for (const segment of path.split('\u0000')) at = (at[segment] ??= {}) as Json
    }
    return { manager, operation, apiVersion, fieldsType: 'FieldsV1', fieldsV1, ...(subresource !== '' && { subresource }) }
  })
}
