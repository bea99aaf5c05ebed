import { execFileSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plugInCatalog } from '../../src/catalog/plug-in-catalog.ts'
import { plugInModule } from '../../src/dsl/generate/plug-in-module.ts'
import { acmePlugIn } from '../dsl/acme-plug-in.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Uses of the generated functions, with what their types are. */
const RIGHT = `
import { type DataFormatValue, direct, type Endpoint, from, type LanguageExpression, type PlugInStep, simple, type Steps } from 'kafila'
import { expectTypeOf } from 'vitest'
import { acme, countWords, deleteStep, firstOnes, dotPath, gitAcme, jsonStep, netstringEndpoint, netstringFormat, optionsStep, pick, shout } from './kafila.plug-ins.ts'

interface Order {
  readonly id: string
  readonly lines: readonly number[]
}

expectTypeOf(acme('a')).toEqualTypeOf<Endpoint<'source' | 'sink'>>()
expectTypeOf(acme('a', { region: 'north' })).toEqualTypeOf<Endpoint<'source' | 'sink'>>()
expectTypeOf(acme('a', { pause: '5s' })).toEqualTypeOf<Endpoint<'source'>>()
expectTypeOf(gitAcme('a', { urgent: 3, client: {} })).toEqualTypeOf<Endpoint<'sink'>>()
expectTypeOf(acme('a', { urgent: '{{urgent}}', region: undefined })).toEqualTypeOf<Endpoint<'sink'>>()
expectTypeOf(netstringEndpoint('a', { token: 't' })).toEqualTypeOf<Endpoint<'sink'>>()
expectTypeOf(dotPath('a.b')).toEqualTypeOf<LanguageExpression<unknown>>()
expectTypeOf(dotPath<number>('a.b', { otherwise: 'x' })).toEqualTypeOf<LanguageExpression<number>>()
expectTypeOf(netstringFormat<Order>()).toEqualTypeOf<DataFormatValue<Order>>()
expectTypeOf(shout('?', { id: 'a', disabled: true })).toEqualTypeOf<PlugInStep>()
expectTypeOf(jsonStep('a', { other: 'b' })).toEqualTypeOf<PlugInStep>()
expectTypeOf(optionsStep('a')).toEqualTypeOf<PlugInStep>()
expectTypeOf(deleteStep('a')).toEqualTypeOf<PlugInStep>()

const orders = from<Order, { tenant: string }>(acme('orders', { pause: 100 }))
expectTypeOf(orders.eip(shout())).toEqualTypeOf<Steps<unknown, { tenant: string }>>()
expectTypeOf(orders.eip<Order>(shout())).toEqualTypeOf<Steps<Order, { tenant: string }>>()
expectTypeOf(orders.setBody(dotPath<number>('x'))).toEqualTypeOf<Steps<number, { tenant: string }>>()
expectTypeOf(orders.unmarshal(netstringFormat<string>())).toEqualTypeOf<Steps<string, { tenant: string }>>()

orders.eip(
  pick(
    (order, exchange) => {
      expectTypeOf(order).toEqualTypeOf<Order>()
      expectTypeOf(exchange.header('tenant')).toEqualTypeOf<string>()
      return order.id
    },
    { when: order => order.lines.length > 1, words: ['a'], tags: { a: 1 }, limits: { most: 3 } },
    steps => {
      expectTypeOf(steps).toEqualTypeOf<Steps<Order, { tenant: string }>>()
      return steps.to(acme('large', { urgent: 9 }))
    },
  ),
)
orders.eip(pick(simple('x'), steps => steps.log('x')))
orders.eip(countWords()).eip(countWords({ into: 'n' }))
expectTypeOf(orders.eip(countWords())).toEqualTypeOf<Steps<Order, { tenant: string }>>()
expectTypeOf(orders.eip(countWords(order => order.id, { into: 'n' }))).toEqualTypeOf<Steps<Order, { tenant: string }>>()
expectTypeOf(orders.eip(firstOnes({ first: 2 }, steps => steps.setBody(simple('y'))))).toEqualTypeOf<Steps<Order, { tenant: string }>>()
expectTypeOf(orders.eip<number>(shout())).toEqualTypeOf<Steps<number, { tenant: string }>>()
expectTypeOf(countWords()).toEqualTypeOf<PlugInStep<unknown, {}, unknown>>()
from<string>(direct('a')).eip(countWords()).filter(body => body.length > 1, steps => steps.log('x'))
orders.eip(countWords(order => order.id)).eip(countWords(simple('x'), { into: 'n', id: 'a' }))
orders.eip(firstOnes(steps => steps.setBody(order => order.id)))
orders.eip(firstOnes({ first: 2 }, steps => steps.log('x')))
orders.eip(firstOnes(order => order.lines.length > 1, { first: 2 }, steps => steps.log('x')))
from(direct('a')).eip('shout', { mark: '?' })
`

/** Calls that do not compile, with what the compiler has to name of each. */
const WRONG: readonly (readonly [call: string, named: string])[] = [
  [`acme('a', { reigon: 'north' })`, 'reigon'],
  [`acme('a', { region: 'east' })`, '"east"'],
  [`acme('a', { urgent: true })`, "'true'"],
  [`acme()`, 'Expected 1-2 arguments'],
  [`from(netstringEndpoint('a', { token: 't' }))`, "'source'"],
  [`from(acme('a', { urgent: 3 }))`, 'Endpoint<"sink">'],
  [`from(direct('a')).to(acme('a', { pause: 3 }))`, 'Endpoint<"source">'],
  [`netstringEndpoint('a')`, 'Expected 2 arguments'],
  [`netstringEndpoint('a', {})`, "'token'"],
  [`dotPath('a', { otherwize: 'x' })`, "'otherwize'"],
  [`netstringFormat({ limit: 'many' })`, '"many"'],
  [`shout(3)`, "'3'"],
  [`countWords({ onto: 'n' })`, "'onto'"],
  [`firstOnes({ frist: 2 }, steps => steps)`, "'frist'"],
  [`from(direct('a')).eip(shout('!', { marc: '?' }))`, "'marc'"],
  [`from(direct('a')).eip(pick(simple('x'), { limits: { most: 'all' } }))`, '"all"'],
  [`from(direct('a')).eip(pick('x'))`, "'string'"],
  [`from<string>(direct('a')).eip(pick(body => body.nothing))`, "'nothing'"],
  [`from(direct('a')).eip(simple('x'))`, 'LanguageExpression'],
  [`from(direct('a')).log(shout())`, 'PlugInStep'],
  [`from<string>(direct('a')).eip(countWords()).filter(body => body.lenght > 1, steps => steps)`, "'lenght'"],
]

let folder: string
let told: string

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'kafila-plug-in-types-')))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(folder, 'kafila.plug-ins.ts'), plugInModule(plugInCatalog({ plugIns: [acmePlugIn] }))!)
  writeFileSync(join(folder, 'right.ts'), RIGHT)
  const head = `import { direct, from, simple } from 'kafila'
import { acme, countWords, dotPath, firstOnes, netstringEndpoint, netstringFormat, pick, shout } from './kafila.plug-ins.ts'
void [acme, countWords, direct, firstOnes, dotPath, from, netstringEndpoint, netstringFormat, pick, shout, simple]
`
  for (const [index, [call]] of WRONG.entries()) writeFileSync(join(folder, `wrong-${index}.ts`), `${head}void ${call}\n`)
  const compilerOptions = {
    noEmit: true,
    rootDir: '/',
    // what a user's project may ask of a generated file
    noUnusedLocals: true,
    noUnusedParameters: true,
    noPropertyAccessFromIndexSignature: true,
    noImplicitReturns: true,
    isolatedDeclarations: true,
    typeRoots: [join(ROOT, 'node_modules/@types')],
    paths: { kafila: [join(ROOT, 'src/index.ts')], vitest: [join(ROOT, 'node_modules/vitest/dist/index.d.ts')] },
  }
  const include = ['kafila.plug-ins.ts', 'right.ts', 'wrong-*.ts', join(ROOT, 'src/**/*.d.ts'), join(ROOT, 'connectors/**/*.d.ts')]
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: join(ROOT, 'tsconfig.json'), compilerOptions, include }))
  told = compile()
}, 240_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What the compiler says, one error a line. */
function compile(): string {
  const args = [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', join(folder, 'tsconfig.json'), '--pretty', 'false']
  try {
    return execFileSync(process.execPath, args, { encoding: 'utf8', cwd: folder, maxBuffer: 64 * 1024 * 1024 })
  } catch (error) {
    return (error as { stdout: string }).stdout
  }
}

const errorsOf = (file: string) => told.split(/\n(?=\S)/).filter(each => each.startsWith(`${file}(`))

test('the generated module compiles in a strict project, and its functions have the types of the declarations', () => {
  expect([...errorsOf('kafila.plug-ins.ts'), ...errorsOf('right.ts')]).toEqual([])
})

test.each(WRONG.map(([call, named], index) => ({ call, named, index })))('$call does not compile: $named', ({ named, index }) => {
  const errors = errorsOf(`wrong-${index}.ts`)
  expect(new Set(errors.map(each => /\((\d+),/.exec(each)![1]))).toEqual(new Set(['4']))
  expect(errors.join('\n')).toContain(named)
})
