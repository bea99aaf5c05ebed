/** The configuration of a circuit breaker as a bean: its options as they were given, for `circuitBreaker: { configuration: NAME }`. */
export class CircuitBreakerConfiguration {
  readonly kind: 'resilience4j' | 'faultTolerance'
  readonly options: Readonly<Record<string, unknown>>

  constructor(kind: 'resilience4j' | 'faultTolerance', options: Readonly<Record<string, unknown>>) {
    this.kind = kind
    this.options = options
  }
}
