// Payments are gathered by customer and joined by a function; large totals go another way.
import { direct, from, json, route, withBody } from 'kafila'

interface Payment {
  readonly customer: string
  readonly amount: number
}

interface Total {
  readonly customer: string
  readonly payments: number
  readonly sum: number
}

export const payments = route('payments')
  .from(direct('payments'))
  .unmarshal(json<Payment>())
  .aggregate<Total>(
    payment => payment.customer,
    (total, payment) => {
      const { customer, amount } = payment.body
      const { payments = 0, sum = 0 } = total?.body ?? {}
      return withBody(payment, { customer, payments: payments + 1, sum: sum + amount })
    },
    { completionSize: 3, completionTimeout: '10s' },
    group => group.to(direct('totals')),
  )

export const totals = from<Total>(direct('totals')).choice(choice =>
  choice
    .when(
      ({ sum }) => sum >= 1000,
      steps => steps.transform(({ customer, sum }) => `call ${customer}: ${sum}`).to(direct('large')),
    )
    .otherwise(steps =>
      steps.transform(({ customer, payments, sum }) => `${customer}: ${payments} payments, ${sum}`).to(direct('usual')),
    ),
)

export const large = from<string>(direct('large')).log('${body}')

export const usual = from<string>(direct('usual')).log('${body}')
