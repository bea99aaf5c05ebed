import { toText } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import type { Expression } from '../../src/core/expression.ts'
import type { ConnectorContext } from '../../src/kit/index.ts'
import { evaluateText } from './evaluate-text.ts'

/** How many texts of headers stay compiled. */
const MAX_COMPILED = 1000

export interface TargetOptions {
  readonly bucketNameOrArn: string
  readonly keyName: Expression | undefined
  /** Whether the header CamelAwsS3Key counts. */
  readonly keyFromHeader: boolean
}

/** Finds out which bucket and key a message is about, as Camel does: its headers win, and functions of simple in them are evaluated. */
export class Target {
  private readonly options: TargetOptions
  private readonly context: ConnectorContext
  private readonly compiled = new Map<string, Expression>()

  constructor(options: TargetOptions, context: ConnectorContext) {
    this.options = options
    this.context = context
  }

  async bucket(exchange: Exchange): Promise<string> {
    const given = headerText(exchange, 'CamelAwsS3OverrideBucketName')
    return given === undefined ? this.options.bucketNameOrArn : this.evaluated(given, exchange)
  }

  async key(exchange: Exchange): Promise<string> {
    const given = this.options.keyFromHeader ? headerText(exchange, 'CamelAwsS3Key') : undefined
    if (given !== undefined) return this.evaluated(given, exchange)
    const { keyName } = this.options
    if (keyName === undefined) throw missing('AWS S3 Key header missing.')
    return evaluateText(keyName, exchange)
  }

  private async evaluated(text: string, exchange: Exchange): Promise<string> {
    return /\$(simple)?\{/.test(text) ? evaluateText(this.expression(text), exchange) : text
  }

  private expression(text: string): Expression {
    const known = this.compiled.get(text)
    if (known !== undefined) return known
    const expression = this.context.expression({ language: 'simple', expression: text, options: { trim: 'false' } })
    if (this.compiled.size >= MAX_COMPILED) this.compiled.clear()
    this.compiled.set(text, expression)
    return expression
  }
}

/** The text of a header; `undefined` where there is none, or an empty one. */
export function headerText(exchange: Exchange, name: string): string | undefined {
  const value = exchange.header(name)
  const text = value === undefined || value === null ? '' : toText(value, exchange)
  return text === '' || text === null ? undefined : text
}

/** A header that an operation cannot do without. */
export function requiredHeader(exchange: Exchange, name: string, otherwise: string): string {
  const text = headerText(exchange, name)
  if (text === undefined) throw missing(otherwise)
  return text
}

/** What is missing makes a message that will never be taken: Camel's IllegalArgumentException. */
export function missing(reason: string) {
  return errors.KF_CONN_REJECTED({ what: 'aws2-s3', reason }, { type: 'java.lang.IllegalArgumentException' })
}
