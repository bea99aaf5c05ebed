import { execFile, execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const run = promisify(execFile)

/** The cluster that the tests use, from the environment. */
export interface Cluster {
  readonly kubeconfig: string
  readonly kubectlProgram: string
  /** Host and port of a registry that both this machine and the nodes pull from. */
  readonly registry: string
  /** An image of Node there, over which Kafila's is built. */
  readonly nodeImage: string
}

/**
 * The cluster of KAFILA_KUBE_DIR (kubeconfig, bin/kubectl, etc/registry-port), else that of KUBECONFIG and KAFILA_KUBE_REGISTRY. Without one the
 * tests fail: they are called on purpose, and what is skipped proves nothing.
 */
export function cluster(): Cluster {
  const { KAFILA_KUBE_DIR: folder, KUBECONFIG, KAFILA_KUBE_REGISTRY, KAFILA_KUBE_NODE_IMAGE } = process.env
  const kubeconfig = KUBECONFIG || (folder && join(folder, 'kubeconfig'))
  const registryFile = folder && join(folder, 'etc/registry-port')
  const registry =
    KAFILA_KUBE_REGISTRY ??
    (registryFile && existsSync(registryFile) ? `127.0.0.1:${readFileSync(registryFile, 'utf8').trim()}` : undefined)
  if (!kubeconfig || !existsSync(kubeconfig) || registry === undefined)
    throw new Error(
      'test:kube needs a running cluster with a node and a registry: set KAFILA_KUBE_DIR, or KUBECONFIG and KAFILA_KUBE_REGISTRY',
    )
  const own = folder && join(folder, 'bin/kubectl')
  return {
    kubeconfig,
    kubectlProgram: own && existsSync(own) ? own : 'kubectl',
    registry,
    nodeImage: KAFILA_KUBE_NODE_IMAGE ?? `${registry}/kafila/node:24`,
  }
}

/** Runs kubectl; gives what it prints, or rejects with what it says. */
export async function kubectl(args: readonly string[], input?: string): Promise<string> {
  const { kubeconfig, kubectlProgram } = cluster()
  const running = run(kubectlProgram, ['--kubeconfig', kubeconfig, ...args], { maxBuffer: 64e6 })
  if (input !== undefined) running.child.stdin!.end(input)
  return (await running).stdout
}

/** What kubectl gives as JSON. */
export async function kubeJson<T>(args: readonly string[]): Promise<T> {
  return JSON.parse(await kubectl([...args, '-o', 'json'])) as T
}

/** A new namespace that refuses every pod which Pod Security's `restricted` does not allow. */
export async function restrictedNamespace(): Promise<string> {
  const name = `kafila-${randomBytes(4).toString('hex')}`
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted', 'pod-security.kubernetes.io/enforce-version': 'latest' }
  await kubectl(['create', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }))
  return name
}

/** Applies objects; gives nothing. */
export async function apply(namespace: string, ...objects: readonly object[]): Promise<void> {
  await kubectl(
    ['-n', namespace, 'apply', '--server-side', '--force-conflicts', '-f', '-'],
    objects.map(each => JSON.stringify(each)).join('\n---\n'),
  )
}

/** Runs the built command against the cluster. */
export async function kafila(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  try {
    const { stdout, stderr } = await run(process.execPath, [join(ROOT, 'bin/kafila.js'), ...args], {
      env: { ...process.env, KUBECONFIG: cluster().kubeconfig },
      maxBuffer: 64e6,
    })
    return { code: 0, out: stdout, err: stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, out: stdout, err: stderr }
  }
}

/** Looks again until `probe` gives something; fails with `what` after the time. */
export async function until<T>(what: string, seconds: number, probe: () => Promise<T | undefined | false>): Promise<T> {
  const end = Date.now() + seconds * 1000
  let last: unknown
  for (;;) {
    const found = await probe().catch(error => {
      last = error
      return undefined
    })
    if (found !== undefined && found !== false) return found
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s${last === undefined ? '' : `; last: ${last}`}`)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

let image: string | undefined

/** Kafila's own image, built from this project into the cluster's registry; once for each process. */
export function kafilaImage(): string {
  if (image !== undefined) return image
  const { nodeImage, registry } = cluster()
  const printed = execFileSync(
    process.execPath,
    [join(ROOT, 'scripts/base-image.mjs'), '--node', nodeImage, '--to', `${registry}/kafila/kafila:test`],
    {
      encoding: 'utf8',
    },
  )
  const { written } = JSON.parse(printed) as { written: { digest: string } }
  image = `${registry}/kafila/kafila@${written.digest}`
  return image
}

/** A pod of Kafila's image that `restricted` allows, as the operator makes them. */
export function podManifest(
  name: string,
  options: { image: string; args: readonly string[]; volumes?: Record<string, object>; memory?: string; env?: Record<string, string> },
): string {
  const mounts = Object.keys(options.volumes ?? {})
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: name } },
    spec: {
      automountServiceAccountToken: false,
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 20,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: 'integration',
          image: options.image,
          args: options.args,
          env: Object.entries(options.env ?? {}).map(([key, value]) => ({ name: key, value })),
          resources: { limits: { memory: options.memory ?? '256Mi' }, requests: { cpu: '50m', memory: '64Mi' } },
          readinessProbe: { httpGet: { path: '/health/ready', port: 9876 }, periodSeconds: 1 },
          securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
          volumeMounts: [
            { name: 'tmp', mountPath: '/tmp' },
            ...mounts.map((path, index) => ({ name: `volume-${index}`, mountPath: path })),
          ],
        },
      ],
      volumes: [{ name: 'tmp', emptyDir: {} }, ...mounts.map((path, index) => ({ name: `volume-${index}`, ...options.volumes![path] }))],
    },
  })
}

/** The address of a pod once it is ready. */
export async function readyPod(namespace: string, name: string, seconds = 30): Promise<string> {
  return until(`pod ${name} is ready`, seconds, async () => {
    const { status } = await kubeJson<Pod>(['-n', namespace, 'get', 'pod', name])
    return status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') && status.podIP
  })
}

export interface Pod {
  readonly metadata: { readonly name: string; readonly creationTimestamp: string }
  readonly status: {
    readonly phase: string
    readonly podIP?: string
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly lastTransitionTime: string }[]
    readonly containerStatuses?: readonly {
      readonly restartCount: number
      readonly imageID: string
      readonly state: { readonly terminated?: { readonly exitCode: number; readonly reason: string; readonly message?: string } }
    }[]
  }
}
