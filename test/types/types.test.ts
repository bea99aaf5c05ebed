import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtIn, builtInCatalog } from '../../src/catalog/index.ts'
import { writeTypeScript } from '../../src/dsl/write/typescript.ts'
import { convertibleRoutes } from '../dsl/readable-routes.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const TESTS = ['bodies.test-d.ts', 'options.test-d.ts']

/** Calls that do not compile, with what the compiler has to name of each. */
const WRONG: readonly (readonly [call: string, named: string])[] = [
  [`from(kafka('orders', { groupIdd: 'g' }))`, 'groupIdd'],
  [`from(timer('tick', { period: 'often' }))`, '"often"'],
  [`from(direct('a')).to(kafka('orders', { requestRequiredAcks: 'some' }))`, '"some"'],
  [`from(direct('a')).log('x', { loggingLevel: 'WARNING' })`, '"WARNING"'],
  [`from(direct('a')).split(constant('a'), { parallel: true }, steps => steps)`, "'parallel'"],
  [`from(direct('a')).unmarshal(json({ pretty: true }))`, "'pretty'"],
  [`from(direct('a')).setBody('text')`, "'string'"],
  [`from(direct('a')).logg('x')`, "'logg'"],
  [`route('a', { autoStart: false })`, "'autoStart'"],
  [`onException('java.io.IOException', { redeliveryPolicy: { maxRedeliveries: 3 } })`, "'maxRedeliveries'"],
]

let folder: string
let told: string

/** One run of the compiler over all: the calls that are wrong, and what convert writes of every route that there is. */
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'kafila-types-')))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  mkdirSync(join(folder, 'converted'))
  for (const [index, { model }] of convertibleRoutes().entries())
    writeFileSync(join(folder, 'converted', `${index}.ts`), writeTypeScript(model, builtInCatalog()))
  for (const [index, text] of documented().entries()) writeFileSync(join(folder, `documented-${index}.ts`), text)
  const names = 'constant, direct, from, json, kafka, onException, route, timer'
  for (const [index, [call]] of WRONG.entries())
    writeFileSync(
      join(folder, `wrong-${index}.ts`),
      `import { ${names} } from 'kafila'\nexport const used = [${names}]\nexport const wrong = ${call}\n`,
    )
  const compilerOptions = {
    noEmit: true,
    rootDir: '/',
    typeRoots: [join(ROOT, 'node_modules/@types')],
    paths: { kafila: [join(ROOT, 'src/index.ts')] },
  }
  const include = ['*.ts', 'converted/*.ts', join(ROOT, 'routes/**/*.ts'), join(ROOT, 'src/**/*.d.ts'), join(ROOT, 'connectors/**/*.d.ts')]
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: join(ROOT, 'tsconfig.json'), compilerOptions, include }))
  told = compile(join(folder, 'tsconfig.json'))
}, 240_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Whole modules among the examples of the guides. */
function documented(): string[] {
  const texts = ['README.md', 'docs/guides/typescript-routes.md'].map(file => readFileSync(join(ROOT, file), 'utf8'))
  const blocks = texts.flatMap(text => [...text.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code]) => code!))
  return blocks.filter(code => /^import .* from 'kafila'$/m.test(code))
}

/** What the compiler says, one error a line. */
function compile(project: string): string {
  try {
    return execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', project, '--pretty', 'false'], {
      encoding: 'utf8',
      cwd: folder,
      maxBuffer: 64 * 1024 * 1024,
    })
  } catch (error) {
    return (error as { stdout: string }).stdout
  }
}

test('there are enough assertions about types, and the project is compiled with them', () => {
  const texts = TESTS.map(file => readFileSync(join(ROOT, 'test/types', file), 'utf8'))
  const count = (pattern: RegExp) => texts.reduce((sum, text) => sum + [...text.matchAll(pattern)].length, 0)
  const negative = count(/@ts-expect-error/g)
  expect(negative).toBeGreaterThanOrEqual(40)
  expect(count(/expectTypeOf[(<]/g) + negative).toBeGreaterThanOrEqual(150)
  const { include } = JSON.parse(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8')) as { include: string[] }
  expect(include).toContain('test/**/*.ts')
})

test('every call that is wrong is an error that names what is wrong', () => {
  const errors = (index: number) =>
    told
      .split(/\n(?=\S)/)
      .filter(each => each.startsWith(`wrong-${index}.ts(3,`))
      .join('\n')
  const unnamed = WRONG.map(([call, named], index) => ({ call, named, error: errors(index) }))
  expect(unnamed.filter(({ named, error }) => !error.includes(named))).toEqual([])
})

test('what convert writes of all routes compiles, and the examples in TypeScript', () => {
  const others = told.split(/\n(?=\S)/).filter(each => each !== '' && !/^wrong-\d+\.ts\(3,/.test(each))
  expect(others).toEqual([])
  expect(documented().length).toBeGreaterThanOrEqual(4)
  expect(convertibleRoutes().length).toBeGreaterThanOrEqual(1500)
})

test('the type tests themselves hold', () => {
  const compilerOptions = { noEmit: true, rootDir: '/', typeRoots: [join(ROOT, 'node_modules/@types')] }
  const include = [...TESTS.map(file => join(ROOT, 'test/types', file)), join(ROOT, 'src/**/*.d.ts'), join(ROOT, 'connectors/**/*.d.ts')]
  writeFileSync(join(folder, 'tests.json'), JSON.stringify({ extends: join(ROOT, 'tsconfig.json'), compilerOptions, include }))
  expect(compile(join(folder, 'tests.json'))).toBe('')
}, 240_000)

test('every step, connector, language and data format has a function', async () => {
  const dsl = (await import('../../src/dsl/index.ts')) as Readonly<Record<string, unknown>>
  const { endpointFunction, languageFunction } = await import('../../src/dsl/names.ts')
  const methods = Object.getOwnPropertyNames((dsl['Steps'] as { prototype: object }).prototype)
  const missing = [
    ...builtIn.steps.filter(({ name, inside }) => inside === undefined && !methods.includes(name)).map(({ name }) => name),
    ...builtIn.connectors.flatMap(({ name, aliases = [] }) => [name, ...aliases]).filter(name => dsl[endpointFunction(name)] === undefined),
    ...builtIn.languages.map(({ name }) => name).filter(name => dsl[languageFunction(name)] === undefined),
    ...builtIn.formats.map(({ name }) => name).filter(name => dsl[name] === undefined),
  ]
  expect(missing).toEqual([])
})
