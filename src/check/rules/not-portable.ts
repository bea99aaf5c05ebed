import type { DataFormatModel, ExpressionModel, StepModel } from '../../kit/field.ts'
import { type CheckInput, type Rule, resolved } from '../rule.ts'

type Kind = 'steps' | 'languages' | 'formats' | 'connectors'
type Tell = (what: string, node: object, key: string) => void

const WORDS: Readonly<Record<Kind, string>> = { steps: 'step', languages: 'language', formats: 'data format', connectors: 'component' }

/** Extensions of ours that Apache Camel does not have: a file that uses them runs here only. Looked at where somebody asks (`validate --camel`). */
export const notPortable: Rule = (input, report) => {
  const { positions } = input
  const tell: Tell = (what, node, key) =>
    report('KF_ROUTE_NOT_PORTABLE', { what }, positions.key(node, key) ?? positions.of(node), { severity: 'warning' })
  for (const { routes, beans, elements } of input.files) {
    for (const route of routes) look(input, route, tell)
    for (const element of elements) look(input, element, tell)
    for (const bean of beans) lookAtBean(bean.options, tell)
  }
}

/** Looks at a part of a model and everything below it. */
function look(input: CheckInput, node: object, tell: Tell): void {
  const unknown = (kind: Kind, name: string, key: string) => {
    if (!input.catalog.refusals[kind].has(name) && input.catalog[kind].has(name)) tell(`Camel has no ${WORDS[kind]} ${name}`, node, key)
  }
  const { step, language, format, uri } = node as Partial<StepModel & ExpressionModel & DataFormatModel & { uri: unknown }>
  if (typeof step === 'string') unknown('steps', step, 'step')
  if (typeof language === 'string' && 'expression' in node) unknown('languages', language, 'expression')
  if (typeof format === 'string' && 'options' in node) unknown('formats', format, 'format')
  const scheme = /^([a-z][\w+.-]*)(:|$)/i.exec(resolved(input, uri) ?? '')?.[1]
  if (scheme !== undefined) unknown('connectors', scheme, 'uri')
  for (const value of Object.values(node)) if (typeof value === 'object' && value !== null) look(input, value, tell)
}

/** Beans of modules, and scripts in JavaScript, are ours. */
function lookAtBean(options: object, tell: Tell): void {
  const { type, scriptLanguage } = options as { type?: unknown; scriptLanguage?: unknown }
  if (typeof type === 'string' && /^(#class:)?[./].*\.[cm]?[jt]s(#|$)/.test(type))
    tell('Camel makes no beans of JavaScript modules', options, 'type')
  if (scriptLanguage === 'js' || scriptLanguage === 'javascript')
    tell('Camel makes no beans by scripts in JavaScript', options, 'scriptLanguage')
}
