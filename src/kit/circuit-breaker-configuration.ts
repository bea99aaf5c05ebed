/** The configuration of a circuit breaker as a bean: its options as they were given, for `circuitBreaker: { configuration: NAME }`. */
export class CircuitBreakerConfiguration {
  readonly options: Readonly<Record<string, unknown>>

  constructor(options: Readonly<Record<string, unknown>>) {
    this.options = options
  }
}
