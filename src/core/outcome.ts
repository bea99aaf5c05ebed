/** How a delivery ended. It is the acknowledgement: a source commits on `completed` and gives the message back on `failed`. */
export type Outcome = { readonly status: 'completed' } | { readonly status: 'failed'; readonly error: unknown; readonly retryable: boolean }

/** The one value for all deliveries that went well, so that success allocates nothing. */
export const COMPLETED: Outcome = Object.freeze({ status: 'completed' })
