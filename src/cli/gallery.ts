import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the example routes, which are part of the package: beside the bundle, or beside the sources. */
export function galleryFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder)
  return join(folder, 'routes')
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
