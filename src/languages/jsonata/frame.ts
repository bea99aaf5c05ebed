import type { Run } from './run.ts'

const NO_NAMES: readonly string[] = []

/** The variables of one block or function call; looks further in the frame around it, and in the built-in functions last. */
export class Frame {
  readonly parent: Frame | undefined
  readonly run: Run
  private names: readonly string[]
  private values: readonly unknown[]
  /** Names and values belong to this frame alone, so that they may be changed. */
  private owned: boolean

  constructor(parent: Frame | undefined, run: Run, names: readonly string[] = NO_NAMES, values: readonly unknown[] = NO_NAMES) {
    this.parent = parent
    this.run = run
    this.names = names
    this.values = values
    this.owned = false
  }

  /** The value of a variable by its name without `$`, or `undefined`. */
  lookup(name: string): unknown {
    let frame: Frame | undefined = this
    while (frame !== undefined) {
      const names = frame.names
      for (let index = names.length - 1; index >= 0; index--) {
        if (names[index] === name) return frame.values[index]
      }
      frame = frame.parent
    }
    return this.run.builtins.get(name)
  }

  /** Binds a variable in this frame. */
  bind(name: string, value: unknown): void {
    if (!this.owned) {
      this.names = [...this.names]
      this.values = this.names.map((_, index) => this.values[index])
      this.owned = true
    }
    const at = this.names.lastIndexOf(name)
    ;(this.values as unknown[])[at < 0 ? this.names.length : at] = value
    if (at < 0) (this.names as string[]).push(name)
  }
}
