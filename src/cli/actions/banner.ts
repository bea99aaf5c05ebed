import type { Kafila } from '../../runtime/kafila.ts'
import { table } from '../table.ts'
import { VERSION } from '../version.ts'

/** What runs now: routes with their sources, URLs, and how long the start took. */
export function banner(kafila: Kafila, startMs: number, colors: boolean): string {
  const bold = (text: string) => (colors ? `\u001b[1m${text}\u001b[0m` : text)
  const routes = [...kafila.routes.values()]
  const rows = routes.map(route => [`  ${route.id}`, route.built.uri, route.state === 'started' ? '' : route.state])
  const urls = kafila.urls.map(url => `  ${url}\n`).join('')
  return `${bold(`kafila ${VERSION}`)}: ${routes.length} ${routes.length === 1 ? 'route' : 'routes'} started in ${Math.round(startMs)} ms\n${table(rows)}${urls}`
}
