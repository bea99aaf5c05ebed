// Orders become invoices: bodies have types, and what is done with them are functions.
import { direct, json, onException, route, simple } from 'kafila'

interface Line {
  readonly item: string
  readonly quantity: number
  readonly price: number
}

interface Order {
  readonly id: number
  readonly customer: { readonly name: string; readonly city: string }
  readonly lines: readonly Line[]
}

interface Invoice {
  readonly invoice: string
  readonly to: string
  readonly lines: readonly { readonly text: string; readonly amount: number }[]
  readonly total: number
}

const amount = ({ quantity, price }: Line): number => quantity * price

function invoiceOf({ id, customer, lines }: Order): Invoice {
  return {
    invoice: `INV-${id}`,
    to: `${customer.name}, ${customer.city}`,
    lines: lines.map(line => ({ text: `${line.item} x ${line.quantity}`, amount: amount(line) })),
    total: lines.map(amount).reduce((sum, each) => sum + each, 0),
  }
}

export const refused = onException('java.lang.IllegalArgumentException', { handled: true }, steps =>
  steps.setBody(simple('refused: ${exception.message}')),
)

export const invoices = route('invoices')
  .from(direct('invoices'))
  .unmarshal(json<Order>())
  .filter(
    order => order.lines.length === 0,
    steps => steps.throwException({ exceptionType: 'java.lang.IllegalArgumentException', message: 'an order has lines' }),
  )
  .transform(invoiceOf)
  .setHeader('total', invoice => invoice.total)
  .log('invoice of ${header.total}')
