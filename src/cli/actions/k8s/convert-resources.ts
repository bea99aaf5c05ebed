import { readFileSync } from 'node:fs'
import { parseAllDocuments } from 'yaml'
import { errors } from '../../../core/errors.ts'
import type { KubeObject } from '../../../operator/client/kube-object.ts'
import { type Converted, convertResource } from '../../../operator/convert/convert-resource.ts'
import { type CommandInput, EXIT, envelope, type Io } from '../../command.ts'
import { findRouteFiles } from '../../files.ts'
import { manifestsText } from './manifests.ts'

interface ConvertOptions {
  readonly strict?: boolean
  readonly json?: boolean
}

/** Prints resources of Camel K as Kafila's; tells what was not carried over. With --strict that gives 1. */
export async function convertResources({ arguments: paths, options: given }: CommandInput, io: Io): Promise<number> {
  const { strict, json } = given as ConvertOptions
  const converted: Converted[] = []
  for (const path of paths) {
    const files = path === '-' ? [path] : await findRouteFiles(path, io.cwd)
    for (const file of files) converted.push(...convertFile(file, file === '-' ? await io.stdin() : readFileSync(file, 'utf8')))
  }
  const lost = converted.flatMap(({ object, notCarried }) =>
    notCarried.map(each => ({ resource: `${object.kind} ${object.metadata.name}`, ...each })),
  )
  const summary = `${converted.length} converted, ${lost.length} ${lost.length === 1 ? 'field' : 'fields'} not carried over`
  const ok = !strict || lost.length === 0
  if (json) io.out(envelope('k8s convert', ok, summary, { objects: converted.map(({ object }) => object), notCarried: lost }))
  else {
    io.out(manifestsText(converted.map(({ object }) => object)))
    io.err(lost.map(({ resource, field, reason }) => `${resource}: ${field}: not carried over: ${reason}\n`).join(''))
    io.err(`${summary}\n`)
  }
  return ok ? EXIT.ok : EXIT.failed
}

function convertFile(file: string, text: string): Converted[] {
  const documents = parseAllDocuments(text)
  return ('empty' in documents ? [] : documents).flatMap(document => {
    const [problem] = document.errors
    if (problem !== undefined) throw errors.KF_OPER_RESOURCE({ what: file, field: 'YAML', reason: problem.message.split('\n')[0]! })
    const value = document.toJS() as KubeObject | null
    if (value === null) return []
    const converted = typeof value === 'object' && typeof value.apiVersion === 'string' ? convertResource(value) : undefined
    if (converted !== undefined) return [converted]
    throw errors.KF_OPER_RESOURCE({
      what: file,
      field: 'kind',
      reason: 'Integrations, Pipes and Kamelets of camel.apache.org are converted, and nothing else',
    })
  })
}
