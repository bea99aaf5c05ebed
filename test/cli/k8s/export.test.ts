import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { k8sCommands } from '../../../src/cli/commands/k8s.ts'
import { operatorInstall } from '../../../src/cli/commands/operator-install.ts'
import { runProgram } from '../../../src/cli/program.ts'
import { folderWith } from '../../helpers/folders.ts'

interface Printed {
  readonly code: number
  readonly out: string
  readonly err: string
}

async function kafila(cwd: string, ...args: string[]): Promise<Printed> {
  let [out, err] = ['', '']
  const io = {
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    cwd,
    env: {},
    colors: false,
    stdin: async () => '',
  }
  const code = await runProgram([...k8sCommands, operatorInstall], '0.0.0', args, io)
  return { code, out, err }
}

const HELLO = '- from:\n    uri: platform-http:/hello\n    steps:\n      - setBody: { simple: "{{greeting}} {{secret:door/password}}" }\n'
const INTEGRATION = `apiVersion: kafila.dev/v1
kind: Integration
metadata: { name: ticks }
spec:
  replicas: 2
  sources: [{ name: ticks.camel.yaml, contentRef: texts }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: texts }
data:
  ticks.camel.yaml: "- from: { uri: 'timer:x', steps: [{ to: 'log:x' }] }"
`
const PIPE = `apiVersion: kafila.dev/v1
kind: Pipe
metadata: { name: hose }
spec:
  source: { uri: "timer:y", properties: { period: "2000" } }
  sink: { uri: "log:y" }
`

test('route files become one Integration, with the properties beside them; resources are taken as they are', async () => {
  const cwd = folderWith({
    'hello.camel.yaml': HELLO,
    'application.properties': 'greeting=hi\n',
    'ticks.yaml': INTEGRATION,
    'pipe.yaml': PIPE,
  })
  const { code, out, err } = await kafila(
    cwd,
    'k8s',
    'export',
    '.',
    '-n',
    'shop',
    '--runtime-image',
    'registry.example.com/kafila:{version}',
    '-p',
    'a=b',
  )
  expect([code, err]).toEqual([0, ''])
  const objects = parseAllDocuments(out).map(each => each.toJS())
  expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name.replace(/[0-9a-f]{10}$/, 'HASH')} ${metadata.namespace}`)).toEqual([
    'ConfigMap texts shop',
    'ConfigMap ticks-routes-HASH shop',
    'Deployment ticks shop',
    'PodDisruptionBudget ticks shop',
    'ConfigMap hello-routes-HASH shop',
    'Service hello shop',
    'Deployment hello shop',
    'ConfigMap hose-routes-HASH shop',
    'Deployment hose shop',
  ])
  expect(objects[4].data).toEqual({ 'hello.camel.yaml': HELLO, 'application.properties': 'a=b\ngreeting=hi\n' })
  expect(objects[6].spec.template.spec.containers[0].image).toMatch(/^registry\.example\.com\/kafila:\d+\.\d+\.\d+/)
})

test('the same files give the same bytes', async () => {
  const files = { 'hello.camel.yaml': HELLO, 'application.properties': 'greeting=hi\n', 'ticks.yaml': INTEGRATION }
  const [first, second] = [await kafila(folderWith(files), 'k8s', 'export', '.'), await kafila(folderWith(files), 'k8s', 'export', '.')]
  expect(first.out).toBe(second.out)
})

test('a base for kustomize is one file for each object, and the list of them in their order', async () => {
  const cwd = folderWith({ 'ticks.yaml': INTEGRATION })
  expect((await kafila(cwd, 'k8s', 'export', 'ticks.yaml', '--kustomize', 'base')).code).toBe(0)
  const { resources } = parse(readFileSync(join(cwd, 'base/kustomization.yaml'), 'utf8'))
  expect(readdirSync(join(cwd, 'base')).sort()).toEqual([...resources, 'kustomization.yaml'].sort())
  expect(parse(readFileSync(join(cwd, 'base/deployment-ticks.yaml'), 'utf8')).metadata.name).toBe('ticks')
})

test.each([
  [
    'a route with a mistake',
    { 'bad.camel.yaml': HELLO.replace('setBody', 'setBdy') },
    'spec.sources[0].content (bad.camel.yaml:4:9): error KF_ROUTE_UNKNOWN_STEP',
  ],
  ['a property that is nowhere', { 'bad.camel.yaml': HELLO }, 'the property placeholder {{greeting}} has no value'],
])('%s is told, and nothing is made', async (_, files, text) => {
  const { code, out, err } = await kafila(folderWith(files), 'k8s', 'export', '.')
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain(text)
  const json = JSON.parse((await kafila(folderWith(files), 'k8s', 'export', '.', '--json')).out)
  expect(json).toMatchObject({ command: 'k8s export', ok: false, error: { code: 'KF_ROUTE_FILES' } })
})

test.each([
  ['an unknown field', INTEGRATION.replace('replicas: 2', 'replica: 2'), 'spec: there is no field replica'],
  ['a wrong type', INTEGRATION.replace('replicas: 2', 'replicas: many'), 'spec.replicas: must be integer'],
  [
    'a wrong choice',
    INTEGRATION.replace('replicas: 2', 'deploy: { kind: Pod }'),
    'spec.deploy.kind: must be equal to one of the allowed values: Auto, Deployment',
  ],
  ['a resource of Camel K', INTEGRATION.replace('kafila.dev/v1', 'camel.apache.org/v1'), 'kafila k8s convert'],
  ['a resource without a name', INTEGRATION.replace('{ name: ticks }', '{}'), 'metadata.name: it is missing'],
])('%s is refused by its field', async (_, text, message) => {
  await expect(kafila(folderWith({ 'x.yaml': text }), 'k8s', 'export', '.')).rejects.toMatchObject({
    code: 'KF_OPER_RESOURCE',
    message: expect.stringContaining(message),
  })
})

test('operator install shows all that it applies, with rights for the cluster or for some namespaces', async () => {
  const { code, out } = await kafila('.', 'operator', 'install', '--dry-run', '--image', 'registry.example.com/kafila:1')
  expect(code).toBe(0)
  const kinds = (text: string) => parseAllDocuments(text).map(each => `${each.toJS().kind} ${each.toJS().metadata.namespace ?? ''}`.trim())
  expect(kinds(out)).toEqual([
    'Namespace',
    'CustomResourceDefinition',
    'CustomResourceDefinition',
    'CustomResourceDefinition',
    'ServiceAccount kafila-system',
    'ClusterRole',
    'ClusterRoleBinding',
    'Role kafila-system',
    'RoleBinding kafila-system',
    'ClusterRole',
    'ClusterRole',
    'PodDisruptionBudget kafila-system',
    'Deployment kafila-system',
  ])
  const some = await kafila('.', 'operator', 'install', '--dry-run', '--watch', 'shop', '--watch', 'stock')
  expect(kinds(some.out).filter(each => /^Role/.test(each))).toEqual([
    'Role shop',
    'RoleBinding shop',
    'Role stock',
    'RoleBinding stock',
    'Role kafila-system',
    'RoleBinding kafila-system',
  ])
  expect(some.out).toContain('- --namespace\n')
})

test('the operator may neither list Secrets, nor enter pods, nor give rights', async () => {
  const { out } = await kafila('.', 'operator', 'install', '--dry-run')
  const operators = parseAllDocuments(out).filter(each => each.toJS().metadata.name.startsWith('kafila-operator'))
  const rules = operators.flatMap(each => (each.toJS().rules ?? []) as { resources: string[]; verbs: string[] }[])
  const verbsOf = (resource: string) => rules.filter(({ resources }) => resources.includes(resource)).flatMap(({ verbs }) => verbs)
  expect(verbsOf('secrets')).toEqual(['get'])
  for (const resource of ['pods/exec', 'pods/proxy', 'roles', 'rolebindings', 'serviceaccounts', '*']) expect(verbsOf(resource)).toEqual([])
  expect(verbsOf('pods')).toEqual(['list', 'watch'])
})

/** Packages as npm installs them: a connector and a step; without the kit, so that nothing else has to be there. */
const PACKAGES: Readonly<Record<string, string>> = {
  'kafila-connector-acme': `export default {
  name: 'acme', summary: 'Queues.', syntax: 'acme:queue', examples: [],
  path: { queue: { kind: 'text', describe: 'The queue.', required: true, build: raw => raw } },
  source: { fields: { pause: { kind: 'integer', describe: 'How long.', build: raw => raw } }, open: () => ({ start() {}, stop() {} }) },
  sink: { fields: {}, open: () => ({ send() {}, close() {} }) },
}`,
  'kafila-plug-in-shelve': `const steps = { kind: 'steps', describe: 'Run.', build: (raw, scope) => scope.steps(raw ?? []) }
export default { steps: [{ name: 'shelve', summary: 'Shelves.', category: 'other', examples: [], fields: { steps }, compile: () => () => undefined }] }`,
}

function project(files: Readonly<Record<string, string>>, installed = Object.keys(PACKAGES)): string {
  const path = folderWith({
    'package.json': JSON.stringify({ dependencies: Object.fromEntries(installed.map(name => [name, '1'])) }),
    ...files,
  })
  for (const name of installed) {
    mkdirSync(join(path, 'node_modules', name), { recursive: true })
    writeFileSync(join(path, 'node_modules', name, 'package.json'), JSON.stringify({ name, type: 'module', exports: './index.js' }))
    writeFileSync(join(path, 'node_modules', name, 'index.js'), PACKAGES[name]!)
  }
  return path
}

const SHELVED = '- from: { uri: "acme:orders", steps: [ { shelve: { steps: [ { to: "acme:kept" } ] } } ] }\n'
const PLAIN = '- from: { uri: "timer:x", steps: [ { log: x } ] }\n'

const resource = (properties: string, uri = 'acme:orders') => `apiVersion: kafila.dev/v1
kind: Integration
metadata: { name: shelved }
spec:
  properties: { ${properties} }
  flows: [ { from: { uri: "${uri}", steps: [ { log: x } ] } } ]
`

test('routes are checked with the plug-ins of the project, and what is made of them declares those that they need', async () => {
  const { code, out, err } = await kafila(
    project({ 'shelved.camel.yaml': SHELVED, 'application.properties': 'a=b\n' }),
    'k8s',
    'export',
    '.',
  )
  expect([code, err]).toEqual([0, ''])
  const [map] = parseAllDocuments(out).map(each => each.toJS())
  expect(map.data['application.properties']).toBe('a=b\nkafila.plug-ins=kafila-connector-acme,kafila-plug-in-shelve\n')
  const plain = await kafila(project({ 'plain.camel.yaml': PLAIN }), 'k8s', 'export', '.')
  expect([plain.code, plain.out.includes('kafila.plug-ins')]).toEqual([0, false])
  const wrong = await kafila(project({ 'shelved.camel.yaml': SHELVED.replace('acme:orders', 'acme:orders?puase=1') }), 'k8s', 'export', '.')
  expect([wrong.code, wrong.err.includes('did you mean `pause`?')]).toEqual([2, true])
})

test('a resource is checked with the plug-ins that it declares; one that it does not is an error that says how', async () => {
  const declared = await kafila(project({ 'a.yaml': resource('kafila.plug-ins: kafila-connector-acme') }), 'k8s', 'export', '.')
  expect([declared.code, declared.err]).toEqual([0, ''])
  const wrong = project({ 'a.yaml': resource('kafila.plug-ins: kafila-connector-acme', 'acme:orders?puase=1') })
  expect((await kafila(wrong, 'k8s', 'export', '.')).err).toContain('error KF_FIELD_UNKNOWN')
  const undeclared = await kafila(project({ 'a.yaml': resource('') }), 'k8s', 'export', '.')
  expect(undeclared).toMatchObject({ code: 2, out: '' })
  expect(undeclared.err).toContain(
    'error KF_ROUTE_UNKNOWN_COMPONENT unknown component `acme`; declare kafila-connector-acme, which this project has: spec.properties: { kafila.plug-ins: "kafila-connector-acme" }',
  )
})

test('a declared plug-in that is not installed here leaves what it may declare unchecked, and says so', async () => {
  const away = await kafila(project({ 'a.yaml': resource('kafila.plug-ins: kafila-connector-acme') }, []), 'k8s', 'export', '.')
  expect(away.code).toBe(0)
  expect(away.err).toContain('warning KF_ROUTE_UNKNOWN_COMPONENT unknown component `acme`: not checked, as kafila-connector-acme, which is')
  expect(parseAllDocuments(away.out).map(each => each.toJS().kind)).toContain('Deployment')
  const none = await kafila(project({ 'shelved.camel.yaml': SHELVED }, []), 'k8s', 'export', '.')
  expect(none).toMatchObject({ code: 2, out: '' })
})
