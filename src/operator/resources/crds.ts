import { kinds } from '../client/kinds.ts'
import type { KubeKind } from '../client/kube-object.ts'
import { integrationSpec } from './integration.ts'
import { kameletSpec } from './kamelet.ts'
import { pipeSpec } from './pipe.ts'
import type { JsonSchema, Rule, Schema } from './schema.ts'
import { integrationStatus, pipeStatus } from './status-fields.ts'

interface Column {
  readonly name: string
  readonly type: 'string' | 'integer' | 'date'
  readonly jsonPath: string
  readonly priority?: number
}

interface Declaration {
  readonly kind: KubeKind
  readonly describe: string
  readonly shortNames: readonly string[]
  readonly columns: readonly Column[]
  readonly spec: Schema<unknown>
  readonly status?: Schema<unknown>
  readonly scalable?: boolean
  readonly rules?: readonly Rule[]
}

/** Kubernetes allows CronJobs 52 characters, and all other children are named after theirs. */
const NAME_RULE: Rule = {
  rule: "self.metadata.name.size() <= 52 && self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
  message: 'metadata.name must have at most 52 characters, start with a letter, and be a DNS label: Services and Jobs are named after it',
}

const CONDITION = (type: string) => `.status.conditions[?(@.type=="${type}")]`
const AGE: Column = { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' }
const COLUMNS: readonly Column[] = [
  { name: 'Phase', type: 'string', jsonPath: '.status.phase' },
  { name: 'Ready', type: 'string', jsonPath: `${CONDITION('Ready')}.status` },
  { name: 'Replicas', type: 'integer', jsonPath: '.status.replicas' },
  { name: 'Runtime', type: 'string', jsonPath: '.status.runtime.version', priority: 1 },
  { name: 'Reason', type: 'string', jsonPath: `${CONDITION('Ready')}.reason` },
  { name: 'Message', type: 'string', jsonPath: `${CONDITION('Ready')}.message`, priority: 1 },
  AGE,
]

const declarations: readonly Declaration[] = [
  {
    kind: kinds.Integration,
    describe: 'Routes in Camel’s YAML, and how they run.',
    shortNames: ['kint'],
    columns: COLUMNS,
    spec: integrationSpec,
    status: integrationStatus,
    scalable: true,
    rules: [NAME_RULE],
  },
  {
    kind: kinds.Pipe,
    describe: 'From a source over steps to a sink, each a Kamelet or an endpoint.',
    shortNames: ['kpipe'],
    columns: COLUMNS.filter(({ name }) => name !== 'Runtime'),
    spec: pipeSpec,
    status: pipeStatus,
    scalable: true,
    rules: [NAME_RULE],
  },
  {
    kind: kinds.Kamelet,
    describe: 'A route with parameters that Integrations and Pipes use by name.',
    shortNames: ['kkl'],
    columns: [
      { name: 'Title', type: 'string', jsonPath: '.spec.definition.title' },
      { name: 'Type', type: 'string', jsonPath: '.metadata.labels.camel\\.apache\\.org/kamelet\\.type' },
      AGE,
    ],
    spec: kameletSpec,
  },
]

/** The CustomResourceDefinitions by the plural of their kind, made from the declarations. */
export function customResourceDefinitions(): ReadonlyMap<string, JsonSchema> {
  return new Map(declarations.map(declaration => [declaration.kind.plural, definition(declaration)]))
}

function definition({ kind, describe, shortNames, columns, spec, status, scalable, rules }: Declaration): JsonSchema {
  const [group, version] = kind.apiVersion.split('/') as [string, string]
  return {
    apiVersion: kinds.CustomResourceDefinition.apiVersion,
    kind: kinds.CustomResourceDefinition.kind,
    metadata: { name: `${kind.plural}.${group}`, labels: { 'app.kubernetes.io/part-of': 'kafila' } },
    spec: {
      group,
      scope: 'Namespaced',
      names: {
        kind: kind.kind,
        listKind: `${kind.kind}List`,
        plural: kind.plural,
        singular: kind.kind.toLowerCase(),
        shortNames,
        categories: ['kafila'],
      },
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          additionalPrinterColumns: columns,
          ...(status && {
            subresources: {
              status: {},
              ...(scalable && {
                scale: {
                  specReplicasPath: '.spec.replicas',
                  statusReplicasPath: '.status.replicas',
                  labelSelectorPath: '.status.selector',
                },
              }),
            },
          }),
          schema: {
            openAPIV3Schema: {
              type: 'object',
              description: describe,
              required: ['spec'],
              ...(rules && { 'x-kubernetes-validations': rules }),
              properties: {
                apiVersion: { type: 'string' },
                kind: { type: 'string' },
                metadata: { type: 'object' },
                spec: spec.json,
                ...(status && { status: status.json }),
              },
            },
          },
        },
      ],
    },
  }
}
