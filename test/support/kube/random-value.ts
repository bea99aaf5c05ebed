import type { JsonSchema } from '../../../src/operator/resources/schema.ts'

interface Node {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly additionalProperties?: JsonSchema
  readonly minimum?: number
  readonly maximum?: number
  readonly 'x-kubernetes-int-or-string'?: boolean
}

const ROUTES = [
  { from: { uri: 'timer:x?period=60000', steps: [{ log: 'x' }] } },
  { from: { uri: 'platform-http:/x', steps: [{ to: 'dlq:a' }] } },
  { route: { from: { uri: 'cron:x?schedule=0+0+*+*+*+?', steps: [] } } },
  { rest: { get: [] } },
  { beans: [{ name: 'a', type: 'kafila.LmdbStore' }] },
  { nonsense: [[{ from: null }], '{{secret:a/b}}', { from: { uri: 5 } }] },
]

/** Texts by what their pattern begins with; the odd ones are legal, too. */
const TEXTS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^\^\/\[|^\^\//, ['/x', '/x/y z']],
  [/ya\?ml/, ['a.yaml', 'b.yml']],
  [/yearly/, ['@daily', '*/5 * * * *']],
  [/\[0-9\]\+%/, ['1', '25%']],
  [/Ki\|Mi/, ['1', '500m', '1.5Gi', '1e3']],
  [/\\\.\[0-9\]\+\(-/, ['1.2.3', '10.0.0-rc.1']],
]

/** A value that a schema allows, by a generator of random numbers; optional fields are there now and then. */
export function randomFrom(schema: JsonSchema, random: () => number): unknown {
  const node = schema as Node
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!
  if (node.enum) return pick(node.enum)
  if (node['x-kubernetes-int-or-string']) return pick([1, ...textsFor(node.pattern)])
  if (node.type === 'boolean') return random() < 0.5
  if (node.type === 'integer') return pick([node.minimum ?? 0, (node.minimum ?? 0) + 1, Math.min(node.maximum ?? 100, 100)])
  if (node.type === 'string') return pick(textsFor(node.pattern))
  if (node.type === 'array') return Array.from({ length: Math.floor(random() * 3) }, () => randomFrom(node.items!, random))
  if (node.properties) {
    const shown = Object.entries(node.properties).filter(([key]) => node.required?.includes(key) || random() < 0.4)
    return Object.fromEntries(shown.map(([key, each]) => [key, randomFrom(each, random)]))
  }
  if (node.additionalProperties)
    return Object.fromEntries(['a', 'b.c'].filter(() => random() < 0.5).map(key => [key, randomFrom(node.additionalProperties!, random)]))
  return pick(ROUTES)
}

function textsFor(pattern = ''): readonly string[] {
  return TEXTS.find(([begins]) => begins.test(pattern))?.[1] ?? ['a', 'b-1', 'x0']
}
