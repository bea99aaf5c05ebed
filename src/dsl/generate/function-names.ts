import * as dsl from '../index.ts'
import { camelCase } from '../names.ts'

/** What the functions of a generated module are about, with what is added to names that are taken. */
const SUFFIXES = { endpoint: 'Endpoint', language: 'Language', format: 'Format', step: 'Step' } as const

export type FunctionKind = keyof typeof SUFFIXES

/** Words that cannot be names in a module, and what generated functions call their parameters. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'arguments args await break case catch class const continue debugger default delete do else enum eval export extends false finally for ' +
    'function if implements import in instanceof interface let new null options package path private protected public return static steps ' +
    'super switch text this throw true try typeof undefined var void while with yield'
  ).split(' '),
)

/**
 * The names of functions for declarations: those in camelCase, with what they are about behind (`acmeEndpoint`) where two would have the
 * same, or where Kafila exports something of that name. `undefined` for what was not declared.
 */
export function functionNames(
  declared: readonly (readonly [FunctionKind, string])[],
): (kind: FunctionKind, name: string) => string | undefined {
  const key = (kind: FunctionKind, name: string) => `${kind} ${name}`
  const wanted = declared.map(([kind, name]) => ({ kind, name, plain: identifier(name) }))
  const count = (plain: string) => wanted.filter(each => each.plain === plain).length
  const isFree = (plain: string) => count(plain) === 1 && !RESERVED.has(plain) && !Object.hasOwn(dsl, plain)
  const taken = new Set(wanted.map(each => each.plain).filter(isFree))
  const names = new Map<string, string>()
  for (const { kind, name, plain } of wanted) {
    const chosen = isFree(plain) ? plain : unused(`${plain}${SUFFIXES[kind]}`, taken)
    taken.add(chosen)
    names.set(key(kind, name), chosen)
  }
  return (kind, name) => names.get(key(kind, name))
}

function unused(name: string, taken: ReadonlySet<string>): string {
  let free = name
  for (let count = 2; taken.has(free) || Object.hasOwn(dsl, free); count++) free = `${name}${count}`
  return free
}

/** The name of a parameter, which is no reserved word and none of `taken`. */
export function parameterName(option: string, taken: readonly string[]): string {
  const plain = identifier(option)
  return RESERVED.has(plain) || taken.includes(plain) ? `${plain}_` : plain
}

/** A name of letters and digits: `git+ssh` as `gitSsh`. */
function identifier(name: string): string {
  const plain = camelCase(name.replaceAll(/[^\w$]+/g, '-').replace(/-+$/, ''))
  return /^[A-Za-z_$]/.test(plain) ? plain : `_${plain}`
}
