import type { Field, Fields } from '../../kit/field.ts'
import { camelCase } from '../names.ts'

/** Beans that are functions of the program, by the names of their options. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  aggregationStrategy: 'string | Strategy',
  onPrepare: 'string | ExchangeFunction<B, H>',
  comparator: 'string | ((a: never, b: never) => number)',
  predicateExceptionFactory: 'Bean',
}

const COMMON: Fields = {
  id: { kind: 'text', describe: 'The id of the node.', build: raw => raw },
  description: { kind: 'text', describe: 'What it is for.', build: raw => raw },
  note: { kind: 'text', describe: 'A note for readers of the file.', build: raw => raw },
}

/** Which common options a declaration takes beside its own. */
export type Common = 'node' | 'format' | 'route' | 'none'

const COMMON_OF: Readonly<Record<Common, readonly string[]>> = {
  node: [],
  format: ['id'],
  route: ['id', 'description', 'note'],
  none: [],
}

/** Writes the interfaces of options, each once. */
export class OptionTypes {
  /** What stands behind the name of each. */
  private readonly interfaces = new Map<string, string>()
  private readonly byText = new Map<string, string>()
  private readonly taken: ReadonlySet<string>

  /** `taken`: names that mean something else where the interfaces will stand. */
  constructor(taken: readonly string[] = []) {
    this.taken = new Set(taken)
  }

  /** The text of all interfaces that were asked for. */
  text(): string {
    return [...this.interfaces].map(([name, content]) => `export interface ${name}${content}`).join('\n')
  }

  /** The type of a set of options: its name, with the types of body and headers where it speaks of them. */
  of(
    wanted: string,
    fields: Fields,
    options: { readonly without?: readonly string[]; readonly common?: Common; readonly extends?: string; readonly shared?: boolean } = {},
  ): string {
    const { without = [], common = 'none' } = options
    const own = Object.entries(fields).filter(([each, field]) => !without.includes(each) && field.unsupported === undefined)
    const shared = COMMON_OF[common].filter(each => fields[each] === undefined).map(each => [each, COMMON[each]!] as const)
    const members = [...own, ...shared].map(([each, field]) => this.member(wanted, each, field))
    const body = members.join('')
    const generic = speaksOfBodies(body)
    const extended = options.extends ?? (common === 'node' ? 'NodeOptions' : undefined)
    const base = extended === undefined ? '' : ` extends ${extended}`
    const content = `${generic ? '<B = unknown, H = NoHeaders>' : ''}${base} {\n${body}}\n`
    const chosen = (options.shared ? this.byText.get(body) : undefined) ?? this.unused(wanted, content)
    if (options.shared) this.byText.set(body, chosen)
    this.interfaces.set(chosen, content)
    return generic ? `${chosen}<B, H>` : chosen
  }

  /** A name that no other interface has. */
  private unused(wanted: string, content: string): string {
    let name = wanted
    const isOther = () => this.taken.has(name) || (this.interfaces.get(name) ?? content) !== content
    for (let count = 2; isOther(); count++) name = `${wanted}${count}`
    return name
  }

  private member(owner: string, name: string, field: Field): string {
    const required = field.required === true && field.kind !== 'steps' && field.kind !== 'branches'
    return `${comment(field, '  ')}  readonly ${propertyName(name)}${required ? '' : '?'}: ${this.type(owner, name, field)}${required ? '' : ' | undefined'}\n`
  }

  /** The type of a value. */
  type(owner: string, name: string, field: Field): string {
    switch (field.kind) {
      case 'integer':
      case 'number':
        return 'number | Placeholder'
      case 'boolean':
        return 'boolean | Placeholder'
      case 'duration':
        return 'Duration'
      case 'choice':
        return [...field.choices!.map(each => quoted(each)), 'Placeholder'].join(' | ')
      case 'expression':
        return 'Expression<B, H>'
      case 'predicate':
        return 'Condition<B, H>'
      case 'steps':
      case 'branches':
        return 'Block<B, H>'
      case 'bean':
        return FUNCTIONS[name] ?? 'Bean'
      case 'map':
        return 'Parameters'
      case 'dataFormat':
        return 'DataFormatValue'
      case 'value':
        return 'unknown'
      case 'list':
        return this.list(owner, name, field)
      case 'group':
        return this.group(owner, name, field)
      default:
        return field.endpoint ? 'string | SinkEndpoint' : 'string'
    }
  }

  private list(owner: string, name: string, field: Field): string {
    if (field.wrapped !== undefined) return `readonly RouteElement<${quoted(field.wrapped)}>[]`
    const item = this.type(owner, name, field.item!)
    const keys = Object.keys(field.item!.fields ?? {})
    const list = `readonly ${/[|&]/.test(item) ? `(${item})` : item}[]`
    if (keys.length === 2 && /^(key|name)$/.test(keys[0]!)) {
      const value = this.type(owner, keys[1]!, field.item!.fields![keys[1]!]!)
      return `${list} | { readonly [name: string]: ${value} }`
    }
    return item === 'string' ? `string | ${list}` : list
  }

  private group(owner: string, name: string, { fields = {}, shorthand }: Field): string {
    const steps = Object.values(fields).some(each => each.kind === 'steps')
    const type = this.of(`${owner.replace(/Options$/, '')}${pascal(name)}Options`, fields, {
      common: steps || fields['id'] === undefined ? 'node' : 'none',
      shared: true,
    })
    const text = Object.keys(fields).length === 0 ? 'NoOptions' : type
    if (name === 'errorHandler') return `${text} | RouteElement<'errorHandler'>`
    return shorthand === undefined ? text : `${this.type(owner, shorthand, fields[shorthand]!)} | ${text}`
  }
}

/** Whether a type speaks of body and headers. */
export function speaksOfBodies(text: string): boolean {
  return /<B, H\b/.test(text)
}

/** A doc comment. */
export function comment(
  field: Pick<Field, 'describe' | 'default' | 'deprecated' | 'secret'>,
  indent: string,
  more: readonly string[] = [],
): string {
  const text =
    field.default === undefined || field.secret || /default/i.test(field.describe)
      ? field.describe
      : `${field.describe} Default: \`${field.default}\`.`
  const lines = [text, ...more, ...(field.deprecated === undefined ? [] : [`@deprecated ${field.deprecated}`])].map(line =>
    line.replaceAll('*/', '*\\/'),
  )
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`
  return `${indent}/**\n${lines.map(line => `${indent} * ${line}\n`).join('')}${indent} */\n`
}

/** A text as a literal. */
export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`
}

/** `aws2-s3` as `Aws2S3`. */
export function pascal(name: string): string {
  const camel = camelCase(name)
  return camel[0]!.toUpperCase() + camel.slice(1)
}

/** A name as key of an object. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name)
}
