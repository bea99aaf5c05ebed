import { type CommandInput, EXIT, envelope, type Io } from '../command.ts'
import { readInputs } from '../files.ts'
import { diagnosticsText } from '../print-diagnostics.ts'
import { readRoutes, unknownRoute } from './graph-input.ts'
import { routeStories } from './route-story.ts'
import { storyMarkdown } from './story-markdown.ts'
import { storyText } from './story-text.ts'

/** Prints what the routes of a path do, or one of them; gives the exit code. */
export async function tellRoutes(path: string, id: string | undefined, options: CommandInput['options'], io: Io): Promise<number> {
  const inputs = await readInputs([path], options, io)
  const { kafila, diagnostics, input, ids } = await readRoutes(inputs)
  if (id !== undefined && !ids.includes(id)) {
    io.err(`kafila describe: ${unknownRoute(id, ids)}\n`)
    return EXIT.invalid
  }
  const property = (key: string) => kafila.services.property(key)
  const stories = routeStories({ ...input, property }).filter(each => id === undefined || each.id === id)
  if (diagnostics.length > 0 && !options['json']) io.err(`${diagnosticsText(diagnostics, inputs.routes, io.colors)}\n`)
  if (options['json'])
    io.out(envelope('describe', true, `${stories.length} ${stories.length === 1 ? 'route' : 'routes'}`, { routes: stories, diagnostics }))
  else if (options['markdown']) io.out(`${stories.map(storyMarkdown).join('\n\n')}\n`)
  else io.out(stories.length === 0 ? 'no routes\n' : stories.map(storyText).join('\n'))
  return EXIT.ok
}
