/** What a runtime keeps of elements that several routes share (a global onException, a routeConfiguration). */
export class SharedElements {
  /** Ids of nodes, given when the first route with them is built. */
  readonly ids = new WeakMap<object, string>()
  private readonly reported = new WeakSet<object>()

  /** Whether this is the first time that something is wrong with an element: it is said once, not for each route. */
  firstReport(element: object): boolean {
    if (this.reported.has(element)) return false
    this.reported.add(element)
    return true
  }
}
