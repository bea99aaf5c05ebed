/** Is told what is wrong, with the path of it: `steps[0].fields.amount`. */
export type Tell = (path: string, reason: string) => void

/** Looks at one value of a declaration. */
export type Check = (value: unknown, path: string, tell: Tell) => void

const FIELD_KINDS: ReadonlySet<unknown> = new Set([
  'text',
  'integer',
  'number',
  'boolean',
  'duration',
  'choice',
  'expression',
  'predicate',
  'steps',
  'branches',
  'bean',
  'list',
  'group',
  'map',
  'dataFormat',
  'value',
])

const WORD = /^[a-z][A-Za-z0-9]*$/

export const anything: Check = () => undefined

export const text: Check = (value, path, tell) => {
  if (typeof value !== 'string' || value === '') tell(path, 'expected a text')
}

export const sentence: Check = (value, path, tell) => {
  if (typeof value !== 'string' || value.trim() === '') tell(path, 'expected a sentence')
}

/** A name as it stands in YAML: `countWords`. */
export const word: Check = (value, path, tell) => {
  if (typeof value !== 'string' || !WORD.test(value)) tell(path, 'expected a name in camelCase, of letters and digits')
}

export const flag: Check = (value, path, tell) => {
  if (typeof value !== 'boolean') tell(path, 'expected true or false')
}

export const func: Check = (value, path, tell) => {
  if (typeof value !== 'function') tell(path, 'expected a function')
}

export const record: Check = (value, path, tell) => {
  if (typeof value !== 'object' || value === null) tell(path, 'expected an object')
}

export function optional(check: Check): Check {
  return (value, path, tell) => (value === undefined ? undefined : check(value, path, tell))
}

export function oneOf(values: readonly string[]): Check {
  return (value, path, tell) => {
    if (!values.includes(value as string)) tell(path, `expected one of ${values.join(', ')}`)
  }
}

export function listOf(check: Check, least = 0): Check {
  return (value, path, tell) => {
    if (!Array.isArray(value) || value.length < least) return tell(path, `expected a list${least > 0 ? ' with an entry' : ''}`)
    for (const [index, each] of value.entries()) check(each, `${path}[${index}]`, tell)
  }
}

/** A set of fields, made by the functions of the kit. `taken` are names that mean something else there. */
export function optionSet(taken: readonly string[] = []): Check {
  return (value, path, tell) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return tell(path, 'expected an object of fields; {} for none')
    for (const [name, each] of Object.entries(value)) {
      if (taken.includes(name)) tell(`${path}.${name}`, 'the name is taken: everything of this kind has such an option')
      field(each, `${path}.${name}`, tell)
    }
  }
}

function field(value: unknown, path: string, tell: Tell): void {
  const { kind, describe, build, choices, item, fields } = (value ?? {}) as Partial<Record<string, unknown>>
  if (!FIELD_KINDS.has(kind) || typeof build !== 'function')
    return tell(path, 'it is no field: make it by text({ … }), integer({ … }), expression({ … }) … of kafila/kit')
  if (typeof describe !== 'string' || describe.trim() === '') tell(`${path}.describe`, 'expected a sentence')
  if (kind === 'choice') listOf(text, 1)(choices, `${path}.choices`, tell)
  if (kind === 'list') field(item, `${path}.item`, tell)
  if (kind === 'group') optionSet()(fields, `${path}.fields`, tell)
}
