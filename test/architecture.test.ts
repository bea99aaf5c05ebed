import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Which rooms a room may import from; its own is always allowed. Libraries and Node's modules are not looked at here. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  core: [],
  converters: ['core', 'kit'],
  kit: ['core', 'converters'],
  stores: ['core', 'kit'],
  eips: ['core', 'kit', 'converters', 'stores'],
  'bean-types': ['core', 'kit', 'converters', 'stores', 'eips', 'languages', 'formats'],
  languages: ['core', 'kit', 'converters'],
  formats: ['core', 'kit', 'converters'],
  http: ['core', 'kit', 'converters', 'formats'],
  model: ['core', 'kit'],
  catalog: ['core', 'kit', 'eips', 'bean-types', 'languages', 'formats', 'connectors', 'model'],
  check: ['core', 'kit', 'model', 'catalog'],
  compile: ['core', 'kit', 'converters', 'model', 'check', 'http'],
  runtime: ['core', 'kit', 'converters', 'model', 'check', 'compile', 'http'],
  testing: ['core', 'kit', 'converters', 'catalog', 'model', 'compile', 'runtime', 'observe'],
  dsl: ['core', 'kit', 'model', 'catalog'],
  graph: ['core', 'kit', 'model'],
  observe: ['core', 'kit', 'converters', 'runtime', 'http'],
  oci: ['core'],
  kube: ['core'],
  operator: ['kube', 'core', 'kit', 'model', 'check', 'catalog', 'compile', 'runtime', 'observe'],
  cli: [
    'core',
    'converters',
    'stores',
    'kit',
    'model',
    'graph',
    'index.ts',
    'dsl',
    'check',
    'compile',
    'catalog',
    'runtime',
    'observe',
    'testing',
    'kube',
    'oci',
    'operator',
    'package.json',
  ],
  connectors: ['kube', 'core', 'kit', 'converters', 'http', 'languages', 'stores', 'formats'],
}

interface Import {
  readonly file: string
  readonly from: string
  readonly to: string
}

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map(entry => join(entry.parentPath, entry.name))
}

function room(path: string): string {
  const [first, second] = relative(ROOT, path).split('/')
  // the client of Kubernetes' API, and elections by it, are used by more than the operator
  if (/^src\/operator\/(client|leader)\//.test(relative(ROOT, path))) return 'kube'
  return first === 'src' ? second! : first!
}

function imports(): Import[] {
  return [...sources('src'), ...sources('connectors')].flatMap(file => {
    const found = readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)
    return [...found].map(([, path]) => ({ file: relative(ROOT, file), from: room(file), to: room(resolve(dirname(file), path!)) }))
  })
}

test('rooms import only what lies below them', () => {
  const wrong = imports()
    .filter(({ from, to }) => from !== to && ALLOWED[from] !== undefined && !ALLOWED[from].includes(to))
    .map(({ file, to }) => `${file} imports from ${to}`)
  expect([...new Set(wrong)]).toEqual([])
})

test('every room has a rule', () => {
  const rooms = new Set(imports().map(({ from }) => from))
  expect([...rooms].filter(each => !each.endsWith('.ts') && ALLOWED[each] === undefined)).toEqual([])
})

/**
 * `rest:` is `platform-http:` as source and `http:` as sink under another name; `rest-api:` serves its document by `rest:`, `rest-openapi:`
 * calls by it; the schemes of Paho are `mqtt:` with other options; the schemes of mail share one implementation.
 */
const BUILT_ON: Readonly<Record<string, readonly string[]>> = {
  imap: ['mail'],
  paho: ['mqtt'],
  'paho-mqtt5': ['mqtt'],
  pop3: ['mail'],
  rest: ['http', 'platform-http'],
  'rest-api': ['rest'],
  'rest-openapi': ['rest', 'http'],
  smtp: ['mail'],
}

test('connectors do not import each other', () => {
  const pairs = [...sources('connectors')].flatMap(file => {
    const own = relative(ROOT, file).split('/')[1]
    return [...readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)]
      .map(([, path]) => relative(ROOT, resolve(dirname(file), path!)).split('/'))
      .filter(([first, second]) => first === 'connectors' && second !== own && !BUILT_ON[own!]?.includes(second!))
      .map(parts => `${relative(ROOT, file)} imports ${parts.join('/')}`)
  })
  expect(pairs).toEqual([])
})

test('errors come from the table: nothing throws a plain Error', () => {
  const plain = [...sources('src'), ...sources('connectors')].flatMap(file =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) => (/throw new (Error|TypeError|RangeError)\(/.test(line) ? [`${relative(ROOT, file)}:${index + 1}`] : [])),
  )
  expect(plain).toEqual([])
})
