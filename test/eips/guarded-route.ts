export type BreakerConfiguration = 'resilience4jConfiguration' | 'faultToleranceConfiguration'

/** Steps that fail for the body `bad`. */
export const failsWhenBad = (exception: string) =>
  `[ { to: mock:try }, { filter: { simple: "\${body} == 'bad'", steps: [ { throwException: { exceptionType: ${exception}, message: down } } ] } } ]`

/** A route whose steps a circuit breaker guards, with `more` beside them. */
export const guardedRoute = (kind: BreakerConfiguration, configuration: string, more: string, steps: string) => `
- route:
    id: main
    from:
      uri: direct:start
      steps:
        - circuitBreaker: { id: guard, ${kind}: { ${configuration} }, steps: ${steps} ${more} }
        - to: mock:end
`

export const withFallback = ', onFallback: { steps: [ { to: mock:fallback } ] }'
