import { integrationSpec } from '../../src/operator/resources/integration.ts'
import { kameletSpec } from '../../src/operator/resources/kamelet.ts'
import { pipeSpec } from '../../src/operator/resources/pipe.ts'
import type { JsonSchema, Rule, Schema } from '../../src/operator/resources/schema.ts'

interface Node {
  readonly description?: string
  readonly type?: string
  readonly enum?: readonly string[]
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly 'x-kubernetes-validations'?: readonly Rule[]
  readonly 'x-kubernetes-int-or-string'?: boolean
}

/** The reference of the custom resources: all fields of their specs, with what they may hold and the rules across them. */
export function resourcesPage(): string {
  const resources: readonly (readonly [string, Schema<unknown>])[] = [
    ['Integration', integrationSpec],
    ['Pipe', pipeSpec],
    ['Kamelet', kameletSpec],
  ]
  const parts = resources.map(
    ([name, { json }]) => `## ${name}\n\n| field | | values |\n|---|---|---|\n${rows(json, 'spec').join('\n')}\n${rulesOf(json, 'spec')}`,
  )
  return `# Resources\n\nGenerated from the declarations. All are of \`kafila.dev/v1\`.\n\n${parts.join('\n')}`
}

function rows(schema: JsonSchema, path: string): string[] {
  const { properties = {}, required = [] } = schema as Node
  return Object.entries(properties).flatMap(([key, each]) => {
    const node = each as Node
    const at = `${path}.${key}${node.items ? '[]' : ''}`
    const needed = required.includes(key) ? '**required** ' : ''
    return [`| \`${at}\` | ${needed}${cell(node.description ?? '')} | ${cell(valuesOf(node))} |`, ...rows(node.items ?? each, at)]
  })
}

function valuesOf(node: Node): string {
  const values =
    node.enum?.join(', ') ?? (node['x-kubernetes-int-or-string'] ? 'number or text' : node.type === 'array' ? 'list' : (node.type ?? 'any'))
  const bounds =
    node.minimum !== undefined && node.maximum !== 2147483647
      ? ` ${node.minimum} to ${node.maximum}`
      : node.minimum
        ? ` from ${node.minimum}`
        : ''
  return `${values}${bounds}${node.default === undefined ? '' : `; default ${node.default}`}`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}

function rulesOf(schema: JsonSchema, path: string): string {
  const found = allRules(schema, path)
  return found.length === 0 ? '' : `\nRules: ${found.map(([at, message]) => `\`${at}\`: ${message}`).join('; ')}.\n`
}

function allRules(schema: JsonSchema, path: string): (readonly [string, string])[] {
  const node = schema as Node
  const own = (node['x-kubernetes-validations'] ?? []).map(({ message, fieldPath = '' }) => [`${path}${fieldPath}`, message] as const)
  const below = Object.entries(node.properties ?? {}).flatMap(([key, each]) => allRules(each, `${path}.${key}`))
  return [...own, ...below, ...(node.items ? allRules(node.items, `${path}[]`) : [])]
}
