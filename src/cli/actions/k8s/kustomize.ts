import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KubeObject } from '../../../operator/client/kube-object.ts'
import { yamlText } from '../../../operator/render/route-files.ts'

/** Writes objects as a base for kustomize: one file each, and the list of them. Gives the names of the files. */
export function writeKustomizeBase(objects: readonly KubeObject[], folder: string): string[] {
  mkdirSync(folder, { recursive: true })
  const names = new Map<string, number>()
  for (const object of objects) names.set(plainName(object), (names.get(plainName(object)) ?? 0) + 1)
  const files = objects.map(object => {
    const { namespace } = object.metadata
    const isOnly = names.get(plainName(object)) === 1
    const name = `${plainName(object)}${isOnly || namespace === undefined ? '' : `-${namespace}`}.yaml`
    writeFileSync(join(folder, name), yamlText(object))
    return name
  })
  const list = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources: files }
  writeFileSync(join(folder, 'kustomization.yaml'), yamlText(list))
  return [...files, 'kustomization.yaml']
}

function plainName({ kind, metadata }: KubeObject): string {
  return `${kind.toLowerCase()}-${metadata.name}`
}
