import type { Diagnostic } from '../../core/diagnostic.ts'
import type { Catalog } from '../../kit/catalog.ts'
import { Positions } from '../../model/positions.ts'
import { flowsOf } from '../../model/read-resource.ts'
import { isRawMap, Reader } from '../../model/reader.ts'
import { parseYaml, type Raw } from '../../model/yaml/parse.ts'
import { kinds } from '../client/kinds.ts'
import type { OwnerReference } from '../client/kube-object.ts'
import type { Integration, IntegrationSpec } from '../resources/integration.ts'
import type { Pipe, PipeSpec } from '../resources/pipe.ts'
import { INTEGRATION_LABEL, MANAGED_BY } from './metadata.ts'
import { yamlText } from './route-files.ts'

/** On the Integration of a Pipe. */
export const PIPE_LABEL = 'kafila.dev/pipe'

export interface RenderedPipe {
  /** The Integration that the Pipe becomes; undefined where it cannot be one. */
  readonly integration: Integration | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/** A Pipe as the Integration that it is: one route, with all else that it says of how it runs. Pure. */
export function renderPipe(pipe: Pipe, catalog: Catalog, owner?: OwnerReference): RenderedPipe {
  const diagnostics: Diagnostic[] = []
  const flows = pipeFlowsOf(pipe, catalog, diagnostics)
  if (flows === undefined || diagnostics.some(({ severity }) => severity === 'error')) return { integration: undefined, diagnostics }
  const { namespace, name, labels } = pipe.metadata
  const { source: _source, sink: _sink, steps: _steps, errorHandler: _errorHandler, replicas, ...others } = pipe.spec
  const integration: Integration = {
    apiVersion: kinds.Integration.apiVersion,
    kind: kinds.Integration.kind,
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      labels: { ...labels, 'app.kubernetes.io/name': name, ...MANAGED_BY, [INTEGRATION_LABEL]: name, [PIPE_LABEL]: name },
      ...(owner && { ownerReferences: [owner] }),
    },
    // an autoscaler sets the number of pods at the Integration
    spec: { ...others, ...(replicas !== undefined && others.autoscaling === undefined && { replicas }), flows } as IntegrationSpec,
  }
  return { integration, diagnostics }
}

function pipeFlowsOf(pipe: Pipe, catalog: Catalog, diagnostics: Diagnostic[]): IntegrationSpec['flows'] {
  const plain = { kind: 'Pipe', metadata: { name: pipe.metadata.name }, spec: withPlaceholders(pipe.spec) }
  const positions = new Positions()
  const report = (each: Diagnostic) => void diagnostics.push(each)
  const raw = parseYaml(yamlText(plain), 'pipe.yaml', positions, report)
  if (!isRawMap(raw)) return undefined
  // what is read is text throughout, as it is in files of routes
  const flows: readonly Raw[] | undefined = flowsOf(new Reader(catalog, positions, report), raw)
  return flows as IntegrationSpec['flows']
}

type Endpoint = PipeSpec['source']

function withPlaceholders({ source, steps, sink, errorHandler }: PipeSpec): unknown {
  const dead = errorHandler?.sink
  return {
    source: endpoint(source),
    ...(steps && { steps: steps.map(endpoint) }),
    sink: endpoint(sink),
    ...(errorHandler && { errorHandler: dead ? { sink: { ...dead, endpoint: endpoint(dead.endpoint) } } : errorHandler }),
  }
}

function endpoint({ properties, ...others }: Endpoint): unknown {
  if (properties === undefined) return others
  return { ...others, properties: Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, placeholder(value)])) }
}

interface ValueFrom {
  readonly valueFrom?: { readonly secretKeyRef?: KeyRef; readonly configMapKeyRef?: KeyRef }
}
interface KeyRef {
  readonly name?: string
  readonly key?: string
}

/** A value from a Secret is a placeholder in the route, which the pod resolves: the operator never reads it. */
function placeholder(value: unknown): unknown {
  const { secretKeyRef, configMapKeyRef } = (typeof value === 'object' && value !== null ? (value as ValueFrom).valueFrom : undefined) ?? {}
  if (secretKeyRef) return `{{secret:${secretKeyRef.name}/${secretKeyRef.key}}}`
  return configMapKeyRef ? `{{configmap:${configMapKeyRef.name}/${configMapKeyRef.key}}}` : value
}
