/** Who uses what: the keys of resources by the keys of the objects that they name. */
export class Dependents {
  private readonly users = new Map<string, Set<string>>()
  private readonly used = new Map<string, readonly string[]>()

  /** Says anew all that a resource uses. */
  set(user: string, objects: readonly string[]): void {
    for (const object of this.used.get(user) ?? []) {
      const users = this.users.get(object)
      users?.delete(user)
      if (users?.size === 0) this.users.delete(object)
    }
    this.used.delete(user)
    if (objects.length === 0) return
    this.used.set(user, objects)
    for (const object of objects) {
      const users = this.users.get(object) ?? new Set()
      users.add(user)
      this.users.set(object, users)
    }
  }

  of(object: string): readonly string[] {
    return [...(this.users.get(object) ?? [])]
  }

  /** The objects of a kind that somebody uses. */
  objects(kind: string): readonly string[] {
    return [...this.users.keys()].filter(key => key.startsWith(`${kind}/`))
  }
}
