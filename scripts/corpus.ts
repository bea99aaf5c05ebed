import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Diagnostic } from '../src/core/diagnostic.ts'
import { validateRoutes } from '../src/index.ts'

/** Validates each YAML file below a folder on its own and prints how often each code was reported; with `--show CODE` every place. */
export async function countCodes(args: readonly string[]): Promise<number> {
  const [folder = '.', , shown] = args
  const counts = new Map<string, number>()
  let crashed = 0
  const files = yamlFiles(folder)
  for (const path of files) {
    const file = relative(folder, path)
    try {
      const diagnostics = await validateRoutes({ routes: [{ file, text: readFileSync(path, 'utf8') }], directory: folder })
      for (const each of diagnostics) {
        const key = `${each.severity} ${each.code}`
        counts.set(key, (counts.get(key) ?? 0) + 1)
        if (each.code === shown || shown === 'all') console.log(line(each))
      }
    } catch (error) {
      crashed += 1
      console.log(`CRASH ${file}: ${(error as Error).stack}`)
    }
  }
  for (const [code, count] of [...counts].sort(([, a], [, b]) => b - a)) console.log(`${String(count).padStart(6)} ${code}`)
  console.log(`${files.length} files, ${crashed} crashes`)
  return crashed === 0 ? 0 : 1
}

function line({ at, code, message, fix }: Diagnostic): string {
  return `${at?.file}:${at?.line}:${at?.column} ${code} ${message}${fix ? ` [${fix}]` : ''}`
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.ya?ml$/.test(name))
    .sort()
    .map(name => join(folder, name))
}
