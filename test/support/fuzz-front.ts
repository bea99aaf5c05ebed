import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { errorTable } from '../../src/core/errors/table.ts'
import { validateRoutes } from '../../src/index.ts'

/** Pieces that YAML, routes, URIs, placeholders and `simple` are made of: what random letters would hardly hit. */
const PIECES = `
  - |  : |: |\n|\n  |\n    |\n      - |\t|#|" |"|'|''|[|]|{|}|,|? |&a |*a |<<: |!!str |!x |> |>-\n|\\|---\n|...\n|%YAML 1.2\n|~|null|\u00e9|\ud83d\ude00|\u0007|
  from:|route:|uri: direct:a|steps:|to: mock:a|setBody:|simple: |constant: |expression:|choice:|when:|otherwise:|doTry:|doCatch:|exception:|
  id: a|parameters:|filter:|split:|tokenize: ","|log: |marshal:|json: {}|beans:|name: |type: |onException:|errorHandler:|routeTemplate:|disabled: true|
  mock:a?b=c&d=e|RAW(|)|?|&|=|%20|%zz|+|{{|}}|{{?a}}|{{!a:b}}|{{a?nested=false}}|\\{{|\\}}|env:|
  \${body}|\${header.a}|\${|}| == | > | contains | && | range |'a'|1..2|\${date:now:yyyy}|\${bodyAs(int)}|\${random(1,2)}|?.|[0]| ? | : | ~> | ?: `
  .split('|')
  .filter(piece => piece !== '\n  ')

/** Resources and elements that the examples do not have. */
const RESOURCES = [
  `apiVersion: camel.apache.org/v1\nkind: Pipe\nmetadata: { name: p }\nspec:\n  source:\n    uri: timer:x\n    properties:\n      period: 1\n  steps:\n    - ref:\n        kind: Kamelet\n        name: k\n  sink:\n    uri: log:x\n  errorHandler:\n    sink:\n      endpoint:\n        uri: log:e\n`,
  `apiVersion: camel.apache.org/v1\nkind: Integration\nmetadata:\n  name: i\nspec:\n  flows:\n    - from:\n        uri: direct:a\n        steps:\n          - log: hi\n  sources:\n    - name: a.yaml\n      content: "- from: { uri: direct:b, steps: [] }"\n`,
  `apiVersion: camel.apache.org/v1\nkind: Kamelet\nmetadata:\n  name: k\nspec:\n  definition:\n    properties:\n      p:\n        type: string\n  template:\n    from:\n      uri: kamelet:source\n      steps:\n        - to: kamelet:sink\n`,
  `- rest:\n    path: /a\n    get:\n      - path: /{id}\n        to: direct:b\n        param:\n          - name: id\n            type: path\n- restConfiguration:\n    bindingMode: json\n- routeTemplate:\n    id: t\n    parameters:\n      - name: p\n    from:\n      uri: direct:{{p}}\n      steps:\n        - log: x\n- templatedRoute:\n    routeTemplateRef: t\n    parameters:\n      - name: p\n        value: v\n- beans:\n    - name: b\n      type: java.util.ArrayList\n      properties:\n        a: b\n- routeConfiguration:\n    id: c\n    onException:\n      - onException:\n          exception: java.lang.Exception\n          steps:\n            - log: x\n- intercept:\n    steps:\n      - log: x\n- onCompletion:\n    steps:\n      - log: x\n- transformers:\n    - customTransformer:\n        name: x\n`,
]
/** Values where a text or something else of one shape is wanted. */
const ODD = ['[a, { b: 1 }]', '{ a: [b] }', '[]', '{}', 'null', '""', '[[]]', '- - a', '{ a: }']

const SEEDS = [...seeds(), ...RESOURCES, ...RESOURCES]

function seeds(): string[] {
  const root = new URL('../../', import.meta.url)
  const below = (folder: string, end: RegExp) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
      .filter(name => end.test(name))
      .map(name => readFileSync(fileURLToPath(new URL(`${folder}/${name}`, root)), 'utf8'))
  const broken = below('test/fixtures/broken', /\.txt$/).flatMap(text => text.split(/^=== .*\n/m))
  return [...below('routes', /\.ya?ml$/), ...broken].filter(text => text.trim() !== '')
}

/** Texts of pieces, and routes with a few changes. */
const texts = fc.oneof(
  fc
    .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...PIECES) }, { weight: 1, arbitrary: fc.string() }), { maxLength: 40 })
    .map(parts => parts.join('')),
  fc
    .tuple(fc.constantFrom(...SEEDS), fc.array(change(), { minLength: 1, maxLength: 4 }))
    .map(([seed, changes]) => changes.reduce((text, apply) => apply(text), seed)),
)

/** An expression of `simple` in a route. */
const expressions = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...PIECES) }, { weight: 1, arbitrary: fc.string() }), {
    minLength: 1,
    maxLength: 12,
  })
  .map(parts => {
    const text = JSON.stringify(parts.join(''))
    return `- from: {uri: "direct:a", steps: [{setBody: {simple: ${text}}}, {filter: {simple: ${text}, steps: [{log: ${text}}]}}]}\n`
  })

function change(): fc.Arbitrary<(text: string) => string> {
  const place = fc.double({ min: 0, max: 1, noNaN: true })
  return fc.oneof(
    fc.tuple(place, fc.nat(20)).map(
      ([at, length]) =>
        (text: string) =>
          cut(text, at, length, ''),
    ),
    fc.tuple(place, fc.constantFrom(...PIECES)).map(
      ([at, piece]) =>
        (text: string) =>
          cut(text, at, 0, piece),
    ),
    fc.tuple(place, fc.constantFrom(...ODD)).map(
      ([at, value]) =>
        (text: string) =>
          replaceValue(text, at, value),
    ),
    fc.tuple(place, place).map(
      ([from, to]) =>
        (text: string) =>
          moveLine(text, from, to),
    ),
    fc.tuple(place, fc.constantFrom('  ', '', '\t', '- ')).map(
      ([at, indent]) =>
        (text: string) =>
          indentLine(text, at, indent),
    ),
  )
}

/** Gives the key of a line another value. */
function replaceValue(text: string, at: number, value: string): string {
  const lines = text.split('\n')
  const index = Math.min(lines.length - 1, Math.floor(at * lines.length))
  lines[index] = lines[index]!.replace(/:( .*)?$/, `: ${value}`)
  return lines.join('\n')
}

function cut(text: string, at: number, length: number, piece: string): string {
  const start = Math.floor(at * text.length)
  return text.slice(0, start) + piece + text.slice(start + length)
}

function moveLine(text: string, from: number, to: number): string {
  const lines = text.split('\n')
  const [line] = lines.splice(Math.floor(from * lines.length), 1)
  lines.splice(Math.floor(to * lines.length), 0, line ?? '')
  return lines.join('\n')
}

function indentLine(text: string, at: number, indent: string): string {
  const lines = text.split('\n')
  const index = Math.min(lines.length - 1, Math.floor(at * lines.length))
  lines[index] = indent + lines[index]!.trimStart()
  return lines.join('\n')
}

export type FuzzSubject = 'yaml' | 'simple'

/** How long to look: seconds by the clock, or of this process's processor time, which others on the machine cannot take away. */
export interface FuzzBudget {
  readonly seconds: number
  readonly of: 'clock' | 'processor'
}

/** So many files come from one seed, the following ones from the next seed; between them the budget is looked at. */
const FILES_OF_A_SEED = 200

/**
 * Validates random files until the budget is spent; gives their number, or throws with the smallest file that breaks the promise: whatever
 * a file says, there are diagnostics of the table with places inside of the file, no crash, and an end within two seconds of processor time.
 */
export async function fuzzFront(subject: FuzzSubject, budget: FuzzBudget, seed = Date.now() % 2 ** 31): Promise<number> {
  const now = budget.of === 'clock' ? clockSeconds : processorSeconds
  const property = fc.asyncProperty(subject === 'yaml' ? texts : expressions, validateOne)
  const end = now() + budget.seconds
  let next = seed
  for (; now() < end; next++) await fc.assert(property, { numRuns: FILES_OF_A_SEED, seed: next })
  return (next - seed) * FILES_OF_A_SEED
}

async function validateOne(text: string): Promise<void> {
  const started = processorSeconds()
  for (const { code, at, message } of await validateRoutes({ routes: [{ file: 'fuzz.yaml', text }], env: {} })) {
    if (!Object.hasOwn(errorTable, code) || code === 'KF_RUN_START') throw new TypeError(`${code} ${message}`)
    const lines = text.split(/\r\n|\r|\n/)
    if (
      at?.file === 'fuzz.yaml' &&
      (at.line < 1 || at.line > lines.length || at.column < 1 || at.column > (lines[at.line - 1]?.length ?? 0) + 2)
    )
      throw new RangeError(`${code} at ${at.line}:${at.column} lies outside of the file`)
  }
  if (processorSeconds() - started > 2) throw new RangeError('it took more than two seconds')
}

function clockSeconds(): number {
  return performance.now() / 1000
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
