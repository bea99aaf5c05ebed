import { cut } from '../../graph/cut.ts'
import type { RouteStory, StepStory } from './route-story.ts'
import { endpointText, propertyText, short } from './story-text.ts'

/** A route in words, as Markdown. */
export function storyMarkdown(story: RouteStory): string {
  const { source } = story
  const lists: readonly [string, readonly string[]][] = [
    ['Endpoints', story.endpoints.map(each => `${code(each.uri)}: ${plain(endpointText(each))}`)],
    ['Properties', story.properties.map(each => `${code(`{{${each.key}}}`)}: ${plain(propertyText(each))}`)],
    ['Errors', story.errorHandling.map(plain)],
    ['Beans', story.beans.map(each => `${code(each.name)}: ${code(each.type)}`)],
    ['Kamelets', story.kamelets.map(code)],
  ]
  return [
    `## Route ${plain(story.id)}`,
    ...(story.description === undefined ? [] : [plain(story.description)]),
    [
      `- from ${code(source.uri)}: ${plain(short(source.summary ?? ''))}`,
      ...source.options.map(({ name, value, describe }) => `  - ${code(`${name}=${value}`)}: ${plain(short(describe))}`),
      ...stepLines(story.steps, ''),
    ].join('\n'),
    ...lists.flatMap(([title, lines]) => (lines.length === 0 ? [] : [`**${title}**`, lines.map(each => `- ${each}`).join('\n')])),
  ].join('\n\n')
}

function stepLines(steps: readonly StepStory[], indent: string): string[] {
  return steps.flatMap(({ step, detail, summary, inside }) => [
    `${indent}- **${plain(step)}**${detail === undefined ? '' : ` ${code(cut(detail, 80))}`}: ${plain(short(summary))}`,
    ...inside.flatMap(({ label, steps: inner }) =>
      label === undefined
        ? stepLines(inner, `${indent}  `)
        : [`${indent}  - ${plain(cut(label, 80))}`, ...stepLines(inner, `${indent}    `)],
    ),
  ])
}

/** Text in which nothing is marked up. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#|]/g, mark => `\\${mark}`)
}

/** A text as code, with as many backticks around it as it needs. */
function code(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const ticks = '`'.repeat(longest + 1)
  return longest === 0 ? `\`${line}\`` : `${ticks} ${line} ${ticks}`
}
