/** The names in a function that is written: of the values that it refers to, and of its own variables. */
export abstract class WrittenNames {
  protected readonly constants = new Map<unknown, string>()
  protected readonly locals: string[] = []

  constant(value: unknown): string {
    let name = this.constants.get(value)
    if (name === undefined) {
      name = `k${this.constants.size}`
      this.constants.set(value, name)
    }
    return name
  }

  local(): string {
    const name = `v${this.locals.length}`
    this.locals.push(name)
    return name
  }
}
