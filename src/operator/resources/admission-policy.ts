import type { JsonSchema } from './schema.ts'

const GROUP = 'kafila.dev'

interface Validation {
  readonly expression: string
  readonly message: string
}

/** What schemas cannot say: names that others could be taken for, and what a pod must not get from a resource in a shared cluster. */
const VALIDATIONS: readonly Validation[] = [
  {
    expression:
      "!has(object.spec.env) || object.spec.env.all(e, !(e.name in ['NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS', 'LD_PRELOAD', 'LD_LIBRARY_PATH']))",
    message:
      'spec.env: NODE_OPTIONS, NODE_EXTRA_CA_CERTS and LD_… change what the runtime is, not what routes see; build an image of your own for that',
  },
  {
    expression:
      "!has(object.spec.volumes) || object.spec.volumes.all(v, !(v.mountPath in ['/', '/app', '/etc', '/proc', '/sys', '/etc/kafila/routes']))",
    message: 'spec.volumes: a volume must not hide what the runtime consists of',
  },
  {
    expression:
      "!has(object.spec.configs) || object.spec.configs.all(c, !has(c.mountPath) || !(c.mountPath in ['/', '/app', '/etc', '/proc', '/sys', '/etc/kafila/routes']))",
    message: 'spec.configs: files must not hide what the runtime consists of',
  },
  {
    expression:
      "!has(object.spec.pod) || !has(object.spec.pod.labels) || object.spec.pod.labels.all(k, !k.startsWith('kafila.dev/') && !k.startsWith('app.kubernetes.io/'))",
    message: 'spec.pod.labels: kafila.dev/ and app.kubernetes.io/ are set by the operator',
  },
  {
    expression:
      "!has(object.metadata.ownerReferences) || object.metadata.ownerReferences.all(o, !has(o.controller) || !o.controller || o.kind == 'Pipe' || !o.apiVersion.startsWith('kafila.dev/'))",
    message: 'metadata.ownerReferences: only a Pipe has Integrations of its own',
  },
]

/** The ValidatingAdmissionPolicy and its binding: optional, and with no process that has to run. */
export function admissionPolicy(): readonly JsonSchema[] {
  const name = `integrations.${GROUP}`
  const labels = { 'app.kubernetes.io/part-of': 'kafila' }
  const policy = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name, labels },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        resourceRules: [
          { apiGroups: [GROUP], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['integrations', 'pipes'] },
        ],
      },
      // what is being deleted must be let go, whatever it says
      matchConditions: [{ name: 'not-deleted', expression: '!has(object.metadata.deletionTimestamp)' }],
      validations: VALIDATIONS,
    },
  }
  const binding = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name, labels },
    spec: { policyName: name, validationActions: ['Deny'] },
  }
  return [policy, binding]
}
