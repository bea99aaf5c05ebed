import type { Diagnostic, Position } from '../../core/diagnostic.ts'
import type { Exchange } from '../../core/exchange.ts'
import type { Catalog } from '../../kit/catalog.ts'
import type { Built } from '../../kit/field.ts'
import { buildFields } from '../../kit/index.ts'
import { Positions } from '../../model/positions.ts'
import { readFields } from '../../model/read-fields.ts'
import { Reader } from '../../model/reader.ts'
import { parseYaml } from '../../model/yaml/parse.ts'
import { checkTests } from './check-tests.ts'
import { expandCases } from './expand-cases.ts'
import type { expectFields, givenFields, mockFields, testFields } from './test-fields.ts'
import { testFileFields } from './test-fields.ts'

interface Placed {
  /** Where it stands in the test file. */
  readonly place: Position | undefined
}

export type Given = Built<typeof givenFields> & Placed
export type Mock = Built<typeof mockFields> &
  Placed & {
    /** What it does to a message in place of an answer: of a test in a program. */
    readonly work?: (exchange: Exchange) => void | Promise<void>
  }
export type Expectation = Built<typeof expectFields> & Placed

/** One test, with the mocks that hold for all tests of its file behind its own. */
export interface RouteTest extends Omit<Built<typeof testFields>, 'given' | 'mocks' | 'expect'>, Placed {
  readonly given: readonly Given[]
  readonly mocks: readonly Mock[]
  readonly expect: readonly Expectation[]
}

/** What a `*.test.yaml` says. */
export interface RouteTestFile {
  readonly file: string
  /** Route files as they are written: paths from the folder of the test file. None: the one of the same name. */
  readonly routes: readonly string[]
  readonly properties: Readonly<Record<string, string>>
  readonly network: boolean
  readonly tests: readonly RouteTest[]
}

type RawOptions = Readonly<Record<string, unknown>>

/** Text stays as it is written: what `{{…}}` stands for is a matter of the routes. */
const literal = { text: (raw: string) => raw } as never

/** Reads a test file; all that is wrong with it is reported, and there is no result then. */
export function readTestFile(
  text: string,
  file: string,
  catalog: Catalog,
): { readonly testFile?: RouteTestFile; readonly diagnostics: readonly Diagnostic[] } {
  const positions = new Positions()
  const diagnostics: Diagnostic[] = []
  const reader = new Reader(catalog, positions, each => void (isTold(diagnostics, each) || diagnostics.push(each)))
  const parsed = parseYaml(text, file, positions, reader.report)
  const raw = parsed === undefined ? undefined : expandCases(parsed, reader)
  if (raw === undefined) return { diagnostics }
  const spec = { what: 'a test file', fields: testFileFields, common: [] }
  const options = readFields(new Reader(catalog, positions, reader.report), spec, { parent: { file: raw }, key: 'file' })
  if (!diagnostics.some(each => each.severity === 'error')) checkTests(options, reader)
  if (diagnostics.some(each => each.severity === 'error')) return { diagnostics }
  return { testFile: built(file, options, positions), diagnostics }
}

/** What is wrong with a test is wrong with each of its cases. */
function isTold(diagnostics: readonly Diagnostic[], { code, message, at }: Diagnostic): boolean {
  return diagnostics.some(
    each => each.code === code && each.message === message && each.at?.line === at?.line && each.at?.column === at?.column,
  )
}

function built(file: string, options: RawOptions, positions: Positions): RouteTestFile {
  const { routes, properties = {}, network, tests, mocks } = buildFields(testFileFields, options, literal)
  const raw = listOf(options['tests'])
  const shared = placed(mocks, listOf(options['mocks']), positions)
  return {
    file,
    routes,
    properties: properties as Readonly<Record<string, string>>,
    network,
    tests: tests.map((test, index) => {
      const own = raw[index]!
      return {
        ...test,
        place: positions.of(own),
        given: placed(test.given, listOf(own['given']), positions),
        mocks: [...placed(test.mocks, listOf(own['mocks']), positions), ...shared],
        expect: placed(test.expect, listOf(own['expect']), positions),
      }
    }),
  }
}

function placed<T>(items: readonly T[], raw: readonly RawOptions[], positions: Positions): (T & Placed)[] {
  return items.map((item, index) => ({ ...item, place: positions.of(raw[index]) }))
}

function listOf(raw: unknown): readonly RawOptions[] {
  return (raw ?? []) as readonly RawOptions[]
}
