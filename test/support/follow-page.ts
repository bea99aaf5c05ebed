import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { outputMatches, type PageStep, readPage } from './read-page.ts'

/** Installs packages (`npm install …`) in a folder, in place of npm; `undefined` where the words are no installation. */
export type Install = (words: readonly string[], folder: string) => Promise<void> | undefined

export interface Following {
  /** An empty folder. */
  readonly folder: string
  readonly install: Install
  /** Told what was done, and how long it took. */
  done?(step: PageStep, ms: number): void
}

/** Does what a page says, in a folder; throws at the first instruction that does not come out as the page says, with its line. */
export async function followPage(page: string, { folder, install, done }: Following): Promise<void> {
  let printed = ''
  let cwd = folder
  let block = 0
  for (const step of readPage(page)) {
    const begun = performance.now()
    if (step.kind === 'run') {
      if (step.block !== block) printed = ''
      block = step.block
      const [verb, ...words] = step.command.split(/\s+/)
      if (verb === 'cd') cwd = join(cwd, words[0]!)
      else printed += await run(step, cwd, install)
    }
    if (step.kind === 'shown' && !outputMatches(step.output, printed))
      throw new RangeError(`line ${step.line}: the page shows\n${step.output}\nand this was printed:\n${printed}`)
    if (step.kind === 'write') write(join(cwd, step.file), step.text)
    if (step.kind === 'change') change(join(cwd, step.file), step)
    done?.(step, performance.now() - begun)
  }
}

async function run(step: PageStep & { kind: 'run' }, cwd: string, install: Install): Promise<string> {
  const words = /^npm install (.*)$/.exec(step.command)?.[1]?.split(/\s+/)
  const installed = words === undefined ? undefined : install(words, cwd)
  if (installed !== undefined) return installed.then(() => '')
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1', CI: '1' }
  // those of a test that runs this one
  for (const name of Object.keys(env)) if (/^(VITEST|npm_|NODE_ENV|FORCE_COLOR|TEST$)/.test(name)) delete env[name]
  // one pipe for both, so that their lines stay in order
  const child = spawn('sh', ['-c', `exec 2>&1\n${step.command}`], { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'ignore'] })
  const { code, text } = await ended(child, step.ends === 'Ctrl-C')
  const expected = step.ends === 'Ctrl-C' ? [0, 130] : [step.exitCode]
  if (!expected.includes(code)) throw new RangeError(`line ${step.line}: ${step.command} ended with ${code}:\n${text}`)
  return text
}

/** Runs to the end; with `interrupt` it is interrupted, as by Ctrl-C, when routes have started. */
function ended(child: ChildProcess, interrupt: boolean): Promise<{ code: number; text: string }> {
  let text = ''
  let interrupted = false
  const take = (chunk: Buffer) => {
    text += chunk.toString('utf8')
    if (!interrupt || interrupted || !/ started in /.test(text)) return
    interrupted = true
    process.kill(-child.pid!, 'SIGINT')
  }
  child.stdout!.on('data', take)
  return new Promise(resolve => child.on('close', (code, signal) => resolve({ code: code ?? (signal === 'SIGINT' ? 130 : 1), text })))
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

function change(path: string, { line, before, after }: PageStep & { kind: 'change' }): void {
  const text = readFileSync(path, 'utf8')
  const at = before === '' ? 0 : text.indexOf(before)
  if (at < 0) throw new RangeError(`line ${line}: there is no such text in ${path}:\n${before}`)
  writeFileSync(path, text.slice(0, at) + after + text.slice(at + before.length))
}
