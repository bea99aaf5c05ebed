import { nearestName } from '../core/nearest.ts'
import type { AnyBeanType, AnyConnector, AnyFormat, AnyLanguage, AnyStep } from '../kit/catalog.ts'
import type { PlugIn } from '../kit/plug-in.ts'
import {
  anything,
  type Check,
  flag,
  func,
  listOf,
  oneOf,
  optional,
  optionSet,
  record,
  sentence,
  type Tell,
  text,
  word,
} from './declaration-checks.ts'

/** What a declaration may say, and how each of it is checked. */
type Shape<T> = { readonly [K in keyof T]-?: Check }

const STEP: Shape<AnyStep> = {
  name: word,
  summary: sentence,
  category: oneOf(['routing', 'transformation', 'error handling', 'flow control', 'endpoint', 'bean', 'observation', 'other']),
  notes: optional(listOf(sentence)),
  fields: optionSet(['id', 'description', 'note', 'disabled']),
  shorthand: optional(text),
  inside: optional(listOf(text)),
  examples: listOf(example),
  idPrefix: optional(text),
  transparent: optional(flag),
  interceptedTimes: optional(func),
  computes: optional(flag),
  keepsBody: optional(flag),
  enclosesRoute: optional(flag),
  unguarded: optional(anything),
  compile: func,
}

const CONNECTOR: Shape<AnyConnector> = {
  name: scheme,
  aliases: optional(listOf(scheme)),
  summary: sentence,
  notes: optional(listOf(sentence)),
  inMemory: optional(flag),
  nameless: optional(flag),
  syntax: text,
  path: optionSet(),
  pathInQuery: optional(flag),
  lenient: optional(flag),
  repeatable: optional(flag),
  prefixes: optional(listOf(text)),
  componentOptions: optional(record),
  otherNames: optional(record),
  refuses: optional(func),
  templated: optional(flag),
  examples: listOf(example),
  local: optional(record),
  source: optional(side),
  sink: optional(side),
  delivery: optional(record),
  polled: optional(polled),
}

const LANGUAGE: Shape<AnyLanguage> = {
  name: word,
  aliases: optional(listOf(text)),
  summary: sentence,
  notes: optional(listOf(sentence)),
  shorthand: optional(text),
  fields: optionSet(['id', 'expression']),
  examples: listOf(example),
  computes: optional(anything),
  check: optional(func),
  compile: func,
  compileTyped: optional(func),
  compilePredicate: optional(func),
}

const FORMAT: Shape<AnyFormat> = {
  name: word,
  summary: sentence,
  notes: optional(listOf(sentence)),
  fields: optionSet(['id']),
  examples: listOf(example),
  computes: optional(flag),
  open: func,
}

const BEAN_TYPE: Shape<AnyBeanType> = {
  names: listOf(text, 1),
  summary: sentence,
  fields: optionSet(),
  open: optional(flag),
  create: func,
}

const SHAPES: { readonly [K in keyof PlugIn]-?: Readonly<Record<string, Check>> } = {
  connectors: CONNECTOR,
  steps: STEP,
  languages: LANGUAGE,
  formats: FORMAT,
  beanTypes: BEAN_TYPE,
}

const LISTS = Object.keys(SHAPES)

/** Everything that is wrong with the declarations of a plug-in, each with the path of what it is about: `steps[0].fields.amount: …`. */
export function problemsOf(plugIn: PlugIn): string[] {
  const problems: string[] = []
  const tell: Tell = (path, reason) => problems.push(`${path}: ${reason}`)
  for (const [list, declarations] of Object.entries(plugIn)) {
    const shape = SHAPES[list as keyof PlugIn]
    if (shape === undefined) tell(list, `there is no such list${nearest(list, LISTS)}; the lists are ${LISTS.join(', ')}`)
    else if (!Array.isArray(declarations)) tell(list, 'expected a list of declarations')
    else for (const [index, each] of declarations.entries()) declaration(shape, each, `${list}[${index}]`, tell)
  }
  return problems
}

function declaration(shape: Readonly<Record<string, Check>>, value: unknown, path: string, tell: Tell): void {
  if (typeof value !== 'object' || value === null) return tell(path, 'expected a declaration, an object')
  for (const [key, check] of Object.entries(shape)) check((value as Record<string, unknown>)[key], `${path}.${key}`, tell)
  for (const key of Object.keys(value))
    if (!Object.hasOwn(shape, key)) tell(`${path}.${key}`, `nothing is called so here${nearest(key, Object.keys(shape))}`)
  const { shorthand, fields } = value as Partial<AnyStep>
  // beside an expression it may also be a language (`routingSlip: name` for a header)
  if (typeof shorthand === 'string' && fields?.[shorthand] === undefined && fields?.['expression'] === undefined)
    tell(`${path}.shorthand`, `there is no field ${shorthand}`)
  if (shape === CONNECTOR) address(value as AnyConnector, path, tell)
}

/** The syntax of a connector's URIs and its path options belong together, and one of its sides is there. */
function address({ name, syntax, path: options, source, sink, polled }: AnyConnector, path: string, tell: Tell): void {
  if (source === undefined && sink === undefined && polled === undefined) tell(path, 'it has neither source nor sink')
  if (typeof syntax !== 'string' || typeof options !== 'object' || options === null) return
  if (!syntax.startsWith(`${name}:`)) return tell(`${path}.syntax`, `expected it to begin with ${name}:`)
  const named: readonly string[] = syntax.slice(name.length).match(/[A-Za-z]\w*/g) ?? []
  for (const each of named) if (!Object.hasOwn(options, each)) tell(`${path}.path`, `the option ${each} of the syntax is not among them`)
  for (const each of Object.keys(options)) if (!named.includes(each)) tell(`${path}.path.${each}`, 'it does not stand in the syntax')
}

function scheme(value: unknown, path: string, tell: Tell): void {
  if (typeof value !== 'string' || !/^[a-z][a-z0-9+.-]*$/.test(value))
    tell(path, 'expected a scheme: lower case letters, digits and dashes')
}

function side(value: unknown, path: string, tell: Tell): void {
  if (!isRecord(value)) return tell(path, 'expected an object with fields and open')
  optionSet()(value['fields'], `${path}.fields`, tell)
  func(value['open'], `${path}.open`, tell)
}

function polled(value: unknown, path: string, tell: Tell): void {
  if (!isRecord(value)) return tell(path, 'expected an object with open')
  func(value['open'], `${path}.open`, tell)
}

function example(value: unknown, path: string, tell: Tell): void {
  if (!isRecord(value)) return tell(path, 'expected an object with title and yaml')
  sentence(value['title'], `${path}.title`, tell)
  sentence(value['yaml'], `${path}.yaml`, tell)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function nearest(name: string, known: readonly string[]): string {
  const found = nearestName(name, known)
  return found === undefined ? '' : `; did you mean ${found}?`
}
