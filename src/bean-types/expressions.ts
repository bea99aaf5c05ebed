import type { Expression } from '../core/expression.ts'
import { type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'

const CLASS = 'org.apache.camel.model.language.'

type Make = (text: string) => Expression

/** Expressions as beans, whose text is the constructor argument: for options that take an expression as a bean. */
const make: Readonly<Record<string, Make>> = {
  ConstantExpression: text => () => text,
  ExchangePropertyExpression: text => exchange => exchange.property(text) ?? null,
  HeaderExpression: text => exchange => exchange.header(text) ?? null,
  VariableExpression: text => exchange => exchange.variable(text) ?? null,
}

export const expressionBeans: readonly BeanTypeDefinition[] = Object.entries(make).map(([name, compile]) =>
  defineBeanType({
    names: [`${CLASS}${name}`],
    summary: 'An expression; its text is the constructor argument.',
    fields: {},
    create: (_options, { constructorArguments: [text = ''] }) => compile(String(text)),
  }),
)
