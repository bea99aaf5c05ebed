import { type CheckedRoutes, type CheckOptions, checkRoutes } from '../accept/check-routes.ts'
import { contentHash } from '../render/canonical-json.ts'
import type { RouteFile } from '../render/route-files.ts'

interface Known {
  readonly input: string
  /** The hash of each Kamelet that was asked for; undefined for those that were not there. */
  readonly asked: ReadonlyMap<string, string | undefined>
  readonly result: CheckedRoutes
}

/** Remembers what checking the routes of a resource gave, as long as routes and Kamelets are the same: a resource is looked at much more often than it changes. */
export class CheckMemo {
  private readonly known = new Map<string, Known>()

  async check(key: string, files: readonly RouteFile[], options: CheckOptions): Promise<CheckedRoutes> {
    const { findKamelet, env = {}, hasHiddenProperties = false, hasFiles = false } = options
    const input = contentHash([files, env, hasHiddenProperties, hasFiles], 32)
    const hashOf = (text: string | undefined) => (text === undefined ? undefined : contentHash(text, 32))
    const before = this.known.get(key)
    if (before?.input === input && [...before.asked].every(([name, hash]) => hashOf(findKamelet(name)) === hash)) return before.result
    const asked = new Map<string, string | undefined>()
    const result = await checkRoutes(files, {
      ...options,
      findKamelet: name => {
        const text = findKamelet(name)
        asked.set(name, hashOf(text))
        return text
      },
    })
    this.known.set(key, { input, asked, result })
    return result
  }

  /** The Kamelets that the routes of a resource asked for, also those that are not there. */
  asked(key: string): readonly string[] {
    return [...(this.known.get(key)?.asked.keys() ?? [])]
  }

  forget(key: string): void {
    this.known.delete(key)
  }
}
