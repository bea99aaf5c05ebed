import { type FSWatcher, watch } from 'node:fs'

/** Which folders are watched, as files come and go. */
export class WatchedFolders {
  private readonly watchers = new Map<string, FSWatcher>()
  private readonly changed: () => void

  constructor(changed: () => void) {
    this.changed = changed
  }

  get size(): number {
    return this.watchers.size
  }

  set(folders: readonly string[]): void {
    const wanted = new Set(folders)
    for (const [folder, watcher] of this.watchers) {
      if (wanted.has(folder)) continue
      watcher.close()
      this.watchers.delete(folder)
    }
    for (const folder of wanted) {
      if (!this.watchers.has(folder)) this.watchers.set(folder, watch(folder, { recursive: false }, this.changed))
    }
  }
}
