import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { errors } from '../../core/errors.ts'
import { galleryFile } from '../gallery.ts'

/** Writes a project or a route file; gives the paths written. Throws `KF_CLI_EXISTS` before anything is written where something is there already. */
export function initFiles(name: string, template: string, cwd: string): string[] {
  const target = resolve(cwd, name)
  if (existsSync(target)) throw errors.KF_CLI_EXISTS({ path: name })
  const source = galleryFile(template)
  const ending = /\.(?:ya?ml|m?ts)$/.exec(name)?.[0]
  if (ending !== undefined && ending.endsWith('ts') !== source.endsWith('ts'))
    throw errors.KF_CLI_USAGE({ reason: `the example ${template} is no ${ending} file: it is called ${basename(source)}` })
  return ending !== undefined ? routeFile(source, target, name) : project(source, target, name)
}

function routeFile(source: string, target: string, name: string): string[] {
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, readFileSync(source))
  return [name]
}

/** The route with the data beside it (an example's folder may hold JSON or properties that its route reads), and a README. */
function project(source: string, target: string, name: string): string[] {
  const folder = dirname(source)
  const data = readdirSync(folder).filter(file => !/\.(?:yaml|ts)$/.test(file) && file !== 'README.md')
  mkdirSync(target, { recursive: true })
  for (const file of [basename(source), ...data]) cpSync(join(folder, file), join(target, file))
  const properties = join(target, 'application.properties')
  if (!existsSync(properties)) writeFileSync(properties, '# what {{key}} stands for in the routes\n')
  writeFileSync(join(target, 'README.md'), readme(basename(target)))
  return readdirSync(target)
    .sort()
    .map(file => join(name, file))
}

function readme(name: string): string {
  return `# ${name}\n\nRoutes for Kafila.\n\n\`\`\`sh\nkafila validate .   # everything that is wrong, with place and remedy\nkafila run --dev .  # runs, and reloads what changes\n\`\`\`\n`
}
