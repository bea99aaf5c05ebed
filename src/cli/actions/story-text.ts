import { cut } from '../../graph/cut.ts'
import { table } from '../table.ts'
import type { EndpointStory, PropertyStory, RouteStory, StepStory } from './route-story.ts'

const LEFT = 64
const RIGHT = 100

/** A route in words, as text. */
export function storyText(story: RouteStory): string {
  const lists: readonly [string, readonly string[][]][] = [
    ['endpoints', story.endpoints.map(each => [each.uri, endpointText(each)])],
    ['properties', story.properties.map(each => [`{{${each.key}}}`, propertyText(each)])],
    ['errors', story.errorHandling.map(each => [each])],
    ['beans', story.beans.map(each => [each.name, each.type])],
    ['Kamelets', story.kamelets.map(each => [each])],
  ]
  return [
    `route ${story.id} (${story.file})`,
    ...(story.description === undefined ? [] : [`  ${story.description}`]),
    '',
    table(
      [
        [`  from ${story.source.uri}`, short(story.source.summary ?? '')],
        ...story.source.options.map(({ name, value, describe }) => [`    ${name}=${value}`, short(describe)]),
        ...stepRows(story.steps, '  '),
      ].map(cutRow),
    ).trimEnd(),
    ...lists.flatMap(([title, rows]) =>
      rows.length === 0 ? [] : [`\n  ${title}`, table(rows.map(([left = '', ...rest]) => [`    ${left}`, ...rest])).trimEnd()],
    ),
    '',
  ]
    .join('\n')
    .replaceAll(/ +$/gm, '')
}

function stepRows(steps: readonly StepStory[], indent: string): string[][] {
  return steps.flatMap(({ step, detail, summary, inside }) => [
    [`${indent}- ${step}${detail === undefined ? '' : ` ${detail}`}`, short(summary)],
    ...inside.flatMap(({ label, steps: inner }) => [
      ...(label === undefined ? [] : [[`${indent}  ${label}:`, '']]),
      ...stepRows(inner, `${indent}    `),
    ]),
  ])
}

function cutRow([left = '', right = '']: readonly string[]): string[] {
  const indent = /^ */.exec(left)![0]
  return [indent + cut(left, LEFT - indent.length), right]
}

/** The first sentence, without its full stop. */
export function short(summary: string): string {
  return cut(summary.split(/[.;](?:\s|$)/)[0]!, RIGHT)
}

/** What an endpoint is: the route that it leads to, or what its connector does. */
export function endpointText({ route, summary, options }: EndpointStory): string {
  const given = options.map(({ name, value }) => `${name}=${value}`).join(', ')
  const meaning = route === undefined ? short(summary ?? '') : `the route ${route}`
  return given === '' ? meaning : `${meaning} (${given})`
}

/** Where a property gets its value. */
export function propertyText({ value, default: byDefault }: PropertyStory): string {
  const without = byDefault === undefined ? 'no default' : `default ${byDefault === '' ? 'empty' : byDefault}`
  return value === undefined ? `${without}${byDefault === undefined ? ', NO VALUE' : ''}` : `= ${value} (${without})`
}
