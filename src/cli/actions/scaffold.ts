import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { errors } from '../../core/errors.ts'
import { galleryFolder } from '../gallery.ts'

/** What stands for the name in templates. */
const PLACE = /__NAME__/g

/** Writes a package from a template into the folder `folder`; gives the paths written. Throws `KF_CLI_EXISTS` before anything is written. */
export function scaffold(kind: string, name: string, folder: string, cwd: string): string[] {
  const target = resolve(cwd, folder)
  if (existsSync(target)) throw errors.KF_CLI_EXISTS({ path: folder })
  const source = join(dirname(galleryFolder()), 'templates', kind)
  mkdirSync(target, { recursive: true })
  return readdirSync(source)
    .sort()
    .map(file => {
      const written = file.replaceAll(PLACE, name)
      writeFileSync(join(target, written), readFileSync(join(source, file), 'utf8').replaceAll(PLACE, name))
      return join(folder, written)
    })
}
