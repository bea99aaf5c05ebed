import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { errors } from '../../../core/errors.ts'
import { PLUG_INS_PROPERTY, plugInNames } from '../../../model/plug-in-names.ts'
import { parseProperties } from '../../../model/properties-file.ts'
import { kinds } from '../../../operator/client/kinds.ts'
import type { KubeObject } from '../../../operator/client/kube-object.ts'
import type { Integration } from '../../../operator/resources/integration.ts'
import type { Kamelet } from '../../../operator/resources/kamelet.ts'
import type { Pipe } from '../../../operator/resources/pipe.ts'
import type { Io } from '../../command.ts'
import { findRouteFiles, isRouteModule } from '../../files.ts'
import { neededPlugIns } from './check-integration.ts'
import { checkResource } from './check-resource.ts'

/** What a command line names: resources, and the one that its plain route files become. */
export interface Resources {
  readonly integrations: readonly Integration[]
  readonly pipes: readonly Pipe[]
  readonly kamelets: readonly Kamelet[]
  /** ConfigMaps and others that stand in the same files. */
  readonly others: readonly KubeObject[]
}

export interface ResourceOptions {
  readonly name?: string
  readonly namespace?: string
  readonly property?: readonly string[]
}

interface Found {
  readonly file: string
  readonly text: string
}

const GROUPS = ['kafila.dev/v1', 'camel.apache.org/v1']

/** Reads files of resources and of routes. Throws `KF_FILES_…`, `KF_OPER_RESOURCE` for a resource that the API server would refuse. */
export async function readResources(paths: readonly string[], options: ResourceOptions, io: Io): Promise<Resources> {
  const found: Found[] = []
  for (const path of paths) {
    if (path === '-') found.push({ file: '<stdin>', text: await io.stdin() })
    else for (const file of await findRouteFiles(path, io.cwd)) found.push({ file, text: readText(file) })
  }
  const objects: KubeObject[] = []
  const routes: Found[] = []
  for (const each of found) {
    const resources = resourcesIn(each)
    if (resources === undefined) routes.push(each)
    else objects.push(...resources)
  }
  const ofRoutes = routes.length > 0 ? integrationOf(routes, options) : undefined
  if (ofRoutes !== undefined) objects.push(ofRoutes)
  const placed = objects.map(each => inNamespace(each, options.namespace))
  for (const each of placed) checkResource(each)
  const of = (kind: string) => placed.filter(each => each.kind === kind && GROUPS.includes(each.apiVersion))
  const resources = {
    integrations: of('Integration') as Integration[],
    pipes: of('Pipe') as Pipe[],
    kamelets: of('Kamelet') as Kamelet[],
    others: placed.filter(({ apiVersion }) => !GROUPS.includes(apiVersion)),
  }
  if (ofRoutes === undefined) return resources
  const plugIns = await neededPlugIns({ integration: ofRoutes, resources, cwd: io.cwd })
  const isOfRoutes = ({ spec }: Integration) => spec === ofRoutes.spec
  return { ...resources, integrations: resources.integrations.map(each => (isOfRoutes(each) ? declaring(each, plugIns) : each)) }
}

/** The Integration with further plug-ins named in its properties: operator and pods know of them from there. */
function declaring(integration: Integration, plugIns: readonly string[]): Integration {
  if (plugIns.length === 0) return integration
  const { properties = {} } = integration.spec
  const names = [...plugInNames(properties), ...plugIns].join(',')
  return { ...integration, spec: { ...integration.spec, properties: { ...properties, [PLUG_INS_PROPERTY]: names } } }
}

/** A resource holds YAML: what a module makes is not known without running it. */
function readText(file: string): string {
  if (isRouteModule(file)) throw errors.KF_FILES_MODULE({ file, reason: 'a resource holds routes as YAML: write them by kafila convert' })
  return readFileSync(file, 'utf8')
}

/** The resources of a file; undefined where it holds routes. */
function resourcesIn({ file, text }: Found): KubeObject[] | undefined {
  const documents = parseAllDocuments(text)
  const values = ('empty' in documents ? [] : documents).map(each => (each.errors.length > 0 ? undefined : each.toJS()))
  // what cannot be read is left to those who tell where and why
  if (!values.some(isResource)) return undefined
  const wrong = values.findIndex(each => each !== null && !isResource(each))
  if (wrong >= 0)
    throw errors.KF_OPER_RESOURCE({ what: file, field: `document ${wrong + 1}`, reason: 'it is no resource, and others in the file are' })
  const resources = values.filter(isResource)
  for (const each of resources) {
    if (each.apiVersion === 'camel.apache.org/v1' && each.kind !== 'Kamelet')
      throw errors.KF_OPER_RESOURCE({
        what: `${each.kind} ${each.metadata?.name ?? ''}`,
        field: 'apiVersion',
        reason: `it is a resource of Camel K: \`kafila k8s convert ${file}\` makes one of Kafila of it`,
      })
    if (!each.metadata?.name)
      throw errors.KF_OPER_RESOURCE({ what: `${each.kind} in ${file}`, field: 'metadata.name', reason: 'it is missing' })
  }
  return resources.map(each => (each.kind === 'Kamelet' ? { ...each, apiVersion: kinds.Kamelet.apiVersion } : each))
}

function isResource(value: unknown): value is KubeObject {
  return typeof value === 'object' && value !== null && 'apiVersion' in value && 'kind' in value
}

/** One Integration of all route files, with the properties beside them. */
function integrationOf(routes: readonly Found[], { name, property = [] }: ResourceOptions): Integration {
  const [first] = routes
  const properties = { ...propertiesBeside(routes), ...Object.fromEntries(property.map(keyAndValue)) }
  const own =
    name ??
    basename(first!.file)
      .split('.')[0]!
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
  const names = new Set(routes.map(({ file }) => basename(file)))
  if (names.size < routes.length)
    throw errors.KF_CLI_USAGE({ reason: 'two route files have the same name: in a pod all of them are in one folder' })
  return {
    apiVersion: kinds.Integration.apiVersion,
    kind: kinds.Integration.kind,
    metadata: { name: own },
    spec: {
      sources: routes.map(({ file, text }) => ({ name: file === '<stdin>' ? 'stdin.camel.yaml' : basename(file), content: text })),
      ...(Object.keys(properties).length > 0 && { properties }),
    },
  }
}

function propertiesBeside(routes: readonly Found[]): Record<string, string> {
  const folders = new Set(routes.filter(({ file }) => file !== '<stdin>').map(({ file }) => dirname(file)))
  return Object.assign({}, ...[...folders].map(folder => readProperties(join(folder, 'application.properties')))) as Record<string, string>
}

function readProperties(file: string): Record<string, string> {
  try {
    return parseProperties(readFileSync(file, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
}

function keyAndValue(text: string): [string, string] {
  const equals = text.indexOf('=')
  if (equals <= 0) throw errors.KF_CLI_USAGE({ reason: `--property takes key=value, not ${JSON.stringify(text)}` })
  return [text.slice(0, equals), text.slice(equals + 1)]
}

function inNamespace(object: KubeObject, namespace: string | undefined): KubeObject {
  if (namespace === undefined || object.metadata.namespace !== undefined) return object
  return { ...object, metadata: { ...object.metadata, namespace } }
}
