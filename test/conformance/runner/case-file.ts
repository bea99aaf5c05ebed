import { readFileSync } from 'node:fs'
import { isScalar, parseDocument, visit } from 'yaml'
import { double } from '../../../src/core/values.ts'

export type CaseStep = Readonly<Record<string, unknown>>

/** A case as its file says; see ../README.md. */
export interface Case {
  readonly title: string
  readonly tags: readonly string[]
  readonly properties: Readonly<Record<string, string>>
  readonly files: Readonly<Record<string, unknown>>
  readonly routes: Readonly<Record<string, string>>
  readonly steps: readonly CaseStep[]
  readonly unordered: readonly string[]
  readonly ignoreHeaders: readonly string[]
  readonly text: string
}

/** Reads a case. Numbers with a point stay doubles, as they are in Java. */
export function readCase(path: string): Case {
  const text = readFileSync(path, 'utf8')
  const raw = parseValues(text) as Record<string, unknown>
  const { routes } = raw
  return {
    title: String(raw['title']),
    tags: (raw['tags'] as string[]) ?? [],
    properties: Object.fromEntries(Object.entries((raw['properties'] ?? {}) as object).map(([name, value]) => [name, String(value)])),
    files: (raw['files'] ?? {}) as Record<string, unknown>,
    routes: typeof routes === 'string' ? { 'route.yaml': routes } : ((routes ?? {}) as Record<string, string>),
    steps: (raw['steps'] ?? []) as CaseStep[],
    unordered: (raw['unordered'] ?? []) as string[],
    ignoreHeaders: ((raw['ignoreHeaders'] ?? []) as string[]).map(name => name.toLowerCase()),
    text,
  }
}

function parseValues(text: string): unknown {
  const document = parseDocument(text, { intAsBigInt: false })
  visit(document, {
    Scalar(_, node) {
      if (isScalar(node) && typeof node.value === 'number' && /[.eE]/.test(node.source ?? '') && !/^[-+]?0x/i.test(node.source ?? ''))
        node.value = double(node.value)
      else if (
        isScalar(node) &&
        typeof node.value === 'number' &&
        !Number.isSafeInteger(node.value) &&
        /^[-+]?\d+$/.test(node.source ?? '')
      )
        node.value = BigInt(node.source!)
    },
  })
  return document.toJS()
}
