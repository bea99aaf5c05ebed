import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from './package-folder.ts'

/** The folder of the example routes, which are part of the package: beside the bundle, or beside the sources. */
export function galleryFolder(): string {
  return join(packageFolder(), 'routes')
}

/** Examples are YAML or TypeScript. */
const ENDING = /\.camel\.(?:yaml|ts)$/

/** The names of the examples: `http/orders-api`. */
export function galleryNames(): string[] {
  const folder = galleryFolder()
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(topic =>
      readdirSync(join(folder, topic.name))
        .filter(file => ENDING.test(file))
        .map(file => `${topic.name}/${file.replace(ENDING, '')}`),
    )
    .sort()
}

/** The file of an example. */
export function galleryFile(name: string): string {
  const path = join(galleryFolder(), name)
  return existsSync(`${path}.camel.ts`) ? `${path}.camel.ts` : `${path}.camel.yaml`
}
