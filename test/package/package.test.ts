import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { followPage } from '../support/follow-page.ts'
import { offlineInstall, pack } from '../support/packed.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const MINUTES_3 = 180_000

let folder: string
let tarball: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kafila-packed-'))
  tarball = await pack(folder)
}, 240_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function empty(name: string): string {
  mkdirSync(join(folder, name))
  return join(folder, name)
}

test('the page that begins is literally true, and takes less than three minutes', { timeout: 2 * MINUTES_3 }, async () => {
  let total = 0
  await followPage(readFileSync(join(ROOT, 'docs/getting-started.md'), 'utf8'), {
    folder: empty('getting-started'),
    install: offlineInstall(tarball),
    done: (_, ms) => (total += ms),
  })
  expect(total).toBeLessThan(MINUTES_3)
})

test('the guide embed is literally true, its TypeScript compiled against the declarations of the package', {
  timeout: MINUTES_3,
}, async () => {
  const page = readFileSync(join(ROOT, 'docs/guides/embed.md'), 'utf8')
  await followPage(page, { folder: empty('embed'), install: offlineInstall(tarball) })
})

const USER = `import { type CreateOptions, createKafila, direct, type Exchange, from, type Kafila, mocks, validateRoutes } from 'kafila'
import { andThen, type ConnectorDefinition, defineConnector, defineLanguage, definePlugIn, defineStep, integer, predicate, type Source, steps, text } from 'kafila/kit'
import { type ConnectorDriver, connectorConformance, runTestFile, storeChecks } from 'kafila/testing'

const step = defineStep({
  name: 'mine', summary: 'Mine.', category: 'other', examples: [],
  fields: { amount: integer({ describe: 'How many.', default: 1 }), expression: predicate({ describe: 'Which.' }), steps: steps({ describe: 'Run.' }) },
  compile({ amount, expression, steps }) {
    const count: number = amount
    return exchange => andThen(expression === undefined || expression(exchange), yes => (yes && count > 0 ? steps(exchange) : undefined))
  },
})
const language = defineLanguage({ name: 'l', summary: 'L.', fields: { a: text({ describe: 'A.' }) }, examples: [], compile: (_, { a }) => () => a ?? null })
const options: CreateOptions = { routes: [], plugIns: [definePlugIn({ steps: [step], languages: [language] })] }
const kafila: Kafila = await createKafila(options)
const exchange: Exchange = await kafila.send('direct:a', { body: 1 })
const body: unknown = await kafila.request('direct:a', { body: 1 })
export const used = [exchange, body, mocks(kafila).endpoint('a').count, await validateRoutes(options), from(direct('a')).log('x')]
export const more = [connectorConformance, runTestFile, storeChecks, defineConnector]
export type Types = [Source, ConnectorDriver, ConnectorDefinition]
// @ts-expect-error: there is no such option
await createKafila({ route: [] })
// @ts-expect-error: an option is a field
defineStep({ name: 'x', summary: 'x', category: 'other', examples: [], fields: { a: 1 }, compile: () => () => undefined })
`

const PLUG_IN_ROUTE = `import { direct, from, type Steps } from 'kafila'
import { acme, firstOnes } from './kafila.plug-ins.ts'

export const route: Steps<string> = from<string>(acme('orders', { concurrency: 2 }))
  .eip<string>(firstOnes((body, exchange) => body.length > Number(exchange.header('least')), { first: 2 }, steps => steps.to(direct('first'))))
// @ts-expect-error: the connector has no such option
acme('orders', { concurency: 2 })
// @ts-expect-error: a number of messages
firstOnes({ first: 'many' }, steps => steps)
`

test('the declarations of all entries compile in a strict project of the user, those of libraries and plug-ins too', {
  timeout: 240_000,
}, async () => {
  const project = empty('types')
  writeFileSync(join(project, 'package.json'), '{ "name": "user", "type": "module" }')
  await offlineInstall(tarball)(['kafila', '@types/node'], project)
  writeFileSync(join(project, 'user.ts'), USER)
  const kafila = (...args: string[]) => promisify(execFile)(join(project, 'node_modules/.bin/kafila'), args, { cwd: project })
  for (const [kind, name] of [
    ['connector', 'acme'],
    ['eip', 'first-ones'],
  ] as const) {
    const [made] = (await kafila('new', kind, name)).stdout.match(/kafila-[\w-]+/)!
    await offlineInstall(tarball)([`./${made}`], project)
  }
  await kafila('config', 'types', '--output', 'kafila.plug-ins.ts')
  writeFileSync(join(project, 'routes.ts'), PLUG_IN_ROUTE)
  const options = [
    '--strict',
    '--module',
    'nodenext',
    '--moduleResolution',
    'nodenext',
    '--target',
    'es2023',
    '--noEmit',
    '--types',
    'node',
  ]
  const compile = [
    '--exactOptionalPropertyTypes',
    '--noUncheckedIndexedAccess',
    '--skipLibCheck',
    'false',
    '--allowImportingTsExtensions',
    'user.ts',
    'routes.ts',
  ]
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc')
  const told = await promisify(execFile)(process.execPath, [tsc, ...options, ...compile], { cwd: project }).catch(error => error)
  expect(told.stdout).toBe('')
})
