import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { followPage } from './follow-page.ts'
import { npmInstall, offlineInstall, pack } from './packed.ts'
import type { PageStep } from './read-page.ts'

const USAGE = 'npm run follow-page -- [PAGE, default docs/getting-started.md] [--offline]\n'

/** Follows a page and prints what is done, with the time that it takes; gives the exit code. Packages come from npm's registry, with `--offline` out of the checkout. */
export async function follow(args: readonly string[]): Promise<number> {
  if (args.some(arg => arg.startsWith('-') && arg !== '--offline')) return print(USAGE, 2)
  const page = args.find(arg => !arg.startsWith('-')) ?? 'docs/getting-started.md'
  const folder = mkdtempSync(join(tmpdir(), 'kafila-page-'))
  try {
    const tarball = await pack(folder)
    const project = join(folder, 'project')
    mkdirSync(project)
    let total = 0
    const done = (step: PageStep, ms: number) => {
      total += ms
      print(`${(ms / 1000).toFixed(1).padStart(6)} s  ${page}:${step.line}  ${textOf(step)}\n`)
    }
    const install = args.includes('--offline') ? offlineInstall(tarball) : npmInstall(tarball)
    await followPage(readFileSync(page, 'utf8'), { folder: project, install, done })
    return print(`${(total / 1000).toFixed(1).padStart(6)} s  in all\n`)
  } catch (error) {
    return print(`${(error as Error).message}\n`, 1)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function textOf(step: PageStep): string {
  if (step.kind === 'run') return step.command
  return step.kind === 'shown' ? 'prints what is shown' : `${step.kind} ${step.file}`
}

function print(text: string, code = 0): number {
  process.stdout.write(text)
  return code
}
