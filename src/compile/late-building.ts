/**
 * What of a route is built when all its other steps are: clauses of doTry, fallbacks of circuit breakers. Camel makes their ids only then.
 * What is asked for in such a part is built at once.
 */
export class LateBuilding {
  private readonly actions: (() => void)[] = []
  private begun = false

  add(action: () => void): void {
    if (this.begun) action()
    else this.actions.push(action)
  }

  run(): void {
    this.begun = true
    for (const action of this.actions.splice(0)) action()
  }
}
