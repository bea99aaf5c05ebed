import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { errors } from '../../core/errors.ts'
import { canonicalName } from '../../model/names.ts'
import { galleryFolder } from '../gallery.ts'

/** What stands in templates for the name, and for its form in YAML. */
const NAME = /__NAME__/g
const WORD = /__WORD__/g

/** Writes a package from a template into the folder `folder`; gives the paths written. Throws `KF_CLI_EXISTS` before anything is written. */
export function scaffold(kind: string, name: string, folder: string, cwd: string): string[] {
  const target = resolve(cwd, folder)
  if (existsSync(target)) throw errors.KF_CLI_EXISTS({ path: folder })
  const source = join(dirname(galleryFolder()), 'templates', kind)
  const filled = (text: string) => text.replaceAll(NAME, name).replaceAll(WORD, canonicalName(name))
  mkdirSync(target, { recursive: true })
  return readdirSync(source)
    .sort()
    .map(file => {
      const written = filled(file)
      writeFileSync(join(target, written), filled(readFileSync(join(source, file), 'utf8')))
      return join(folder, written)
    })
}
