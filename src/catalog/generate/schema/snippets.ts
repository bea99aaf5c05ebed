import type { Field, Fields } from '../../../kit/field.ts'
import type { Schema } from './schema.ts'

/** What is offered in an empty file. */
export const FILE_SNIPPETS = [
  {
    label: 'route',
    description: 'A route: a source and steps.',
    body: { route: { id: '${1:name}', from: { uri: '${2:timer:tick}', steps: [{ log: '${3:text}' }] } } },
  },
]

/** What is written for a step that is chosen: what it must have, its expression, and where its steps go. */
export function stepSnippets({ name, summary, fields, shorthand }: StepLike): Schema {
  if (shorthand !== undefined) return {}
  const body = new SnippetWriter().body(fields)
  return Object.keys(body).length === 0 ? {} : { defaultSnippets: [{ label: name, description: summary, body }] }
}

interface StepLike {
  readonly name: string
  readonly summary: string
  readonly fields: Fields
  readonly shorthand?: string
}

class SnippetWriter {
  private places = 0

  body(fields: Fields): Record<string, unknown> {
    const entries = Object.entries(fields).flatMap(([name, field]) => this.option(name, field))
    // steps read best behind what they depend on
    return Object.fromEntries([...entries.filter(([name]) => name !== 'steps'), ...entries.filter(([name]) => name === 'steps')])
  }

  private option(name: string, field: Field): [string, unknown][] {
    if (name === 'expression' && (field.kind === 'expression' || field.kind === 'predicate')) return [['simple', this.place()]]
    if (name === 'dataFormatType') return [['json', {}]]
    if (field.kind === 'steps' || field.kind === 'branches') return name === 'steps' ? [[name, [this.place()]]] : []
    if (field.kind === 'list' && field.item?.fields?.['steps']) return [[name, [this.body(field.item.fields)]]]
    return field.required ? [[name, this.value(field)]] : []
  }

  private value(field: Field): unknown {
    if (field.kind === 'group') return this.body(field.fields!)
    if (field.kind === 'list') return [field.item!.kind === 'group' ? this.body(field.item!.fields!) : this.place()]
    return field.kind === 'choice' ? this.place(field.choices![0]) : this.place()
  }

  private place(shown?: string): string {
    this.places += 1
    return shown === undefined ? `$${this.places}` : `\${${this.places}:${shown}}`
  }
}
