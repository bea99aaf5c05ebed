import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from './package-folder.ts'

/** The folder of the example routes, which are part of the package: beside the bundle, or beside the sources. */
export function galleryFolder(): string {
  return join(packageFolder(), 'routes')
}

const ENDING = '.camel.yaml'

/** The names of the examples: `http/orders-api`. */
export function galleryNames(): string[] {
  const folder = galleryFolder()
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(topic =>
      readdirSync(join(folder, topic.name))
        .filter(file => file.endsWith(ENDING))
        .map(file => `${topic.name}/${file.slice(0, -ENDING.length)}`),
    )
    .sort()
}
