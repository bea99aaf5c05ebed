import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A case of the official suite; `expr` is there even where the suite has it in a file of its own. */
export interface SuiteCase {
  readonly expr: string
  readonly data?: unknown
  readonly dataset?: string | null
  readonly bindings?: Readonly<Record<string, unknown>>
  readonly timelimit?: number
  readonly depth?: number
  readonly result?: unknown
  readonly undefinedResult?: boolean
  readonly unordered?: boolean
  readonly error?: Readonly<Record<string, unknown>>
  readonly code?: string
  readonly token?: string
}

interface NamedCase {
  readonly name: string
  readonly test: SuiteCase
}

type RawCase = Omit<SuiteCase, 'expr'> & { readonly expr?: string; readonly 'expr-file'?: string }

function read<T>(name: string): T {
  return JSON.parse(readFileSync(fileURLToPath(new URL(`../../jsonata-suite/${name}`, import.meta.url)), 'utf8')) as T
}

const datasets = read<Record<string, unknown>>('datasets.json')

/** All cases of the suite by group; a name is file and number. */
export function suiteGroups(): [group: string, cases: NamedCase[]][] {
  const groups = read<Record<string, Record<string, RawCase | RawCase[] | string>>>('groups.json')
  return Object.entries(groups).map(([group, files]) => [group, Object.keys(files).flatMap(file => casesOf(file, files))])
}

function casesOf(file: string, files: Readonly<Record<string, RawCase | RawCase[] | string>>): NamedCase[] {
  const content = files[file]
  if (typeof content === 'string' || content === undefined) return []
  return [content].flat().map((raw, index) => {
    const expr = raw['expr-file'] === undefined ? raw.expr : (files[raw['expr-file']] as string)
    return { name: `${file}[${index}]`, test: { ...raw, expr: expr! } }
  })
}

/** The input of a case; a copy of its own, so that no case can disturb another. */
export function inputOf(test: SuiteCase): unknown {
  if ('data' in test) return structuredClone(test.data)
  if (test.dataset === null || test.dataset === undefined) return undefined
  if (!Object.hasOwn(datasets, test.dataset)) throw new Error(`unknown data set ${test.dataset}`)
  return structuredClone(datasets[test.dataset])
}

/** What is left of a value in JSON. */
export function throughJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}
