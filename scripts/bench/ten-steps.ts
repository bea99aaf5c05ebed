/** Ten steps: five headers, a filter, a choice, a template, an object as body, a sink. */
export const TEN_STEPS = `
- route:
    id: bench
    from:
      uri: bench:source
      steps:
        - setHeader: { name: region, constant: EU }
        - setHeader: { name: amount, simple: "\${body[amount]}" }
        - setHeader: { name: customer, simple: "\${body[customer]}" }
        - setHeader: { name: kind, constant: order }
        - setHeader: { name: source, constant: bench }
        - filter:
            simple: "\${header.amount} > 100 && \${header.region} == 'EU'"
            steps:
              - setHeader: { name: large, constant: yes }
        - choice:
            when:
              - simple: "\${header.kind} == 'invoice'"
                steps: [ { setHeader: { name: queue, constant: invoices } } ]
              - simple: "\${header.kind} == 'order'"
                steps: [ { setHeader: { name: queue, constant: orders } } ]
            otherwise:
              steps: [ { setHeader: { name: queue, constant: other } } ]
        - setHeader: { name: subject, simple: "Order \${body[id]} for \${header.customer}" }
        - setProperty: { name: done, constant: yes }
        - to: bench:sink
`

function HeaderBag(this: unknown): void {}

const Headers = HeaderBag as unknown as new () => Record<string, unknown>
Headers.prototype = Object.create(null)

export interface Order {
  readonly id: number
  readonly amount: number
  readonly customer: string
}

/** Orders, all different, as parsed messages are. */
export const ORDERS: readonly Order[] = Array.from({ length: 64 }, (_, id) => ({ id, amount: 50 + id * 2, customer: `c${id % 7}` }))

/** What the hand-written steps have done, so that no work can be left out. */
export const byHand: { count: number; last: unknown } = { count: 0, last: undefined }

/** The same work, written by hand. */
export function tenSteps(order: Order): void {
  const exchange = { body: order, headers: new Headers(), properties: new Headers() }
  const { headers, body } = exchange
  headers['region'] = 'EU'
  headers['amount'] = body.amount
  headers['customer'] = body.customer
  headers['kind'] = 'order'
  headers['source'] = 'bench'
  if ((headers['amount'] as number) > 100 && headers['region'] === 'EU') headers['large'] = 'yes'
  if (headers['kind'] === 'invoice') headers['queue'] = 'invoices'
  else if (headers['kind'] === 'order') headers['queue'] = 'orders'
  else headers['queue'] = 'other'
  headers['subject'] = `Order ${body.id} for ${headers['customer']}`
  exchange.properties['done'] = 'yes'
  byHand.count += 1
  byHand.last = exchange
}
