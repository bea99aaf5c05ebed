import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { errors } from '../core/errors.ts'
import type { Platform } from './descriptor.ts'
import type { Lockfile } from './lockfile.ts'

const CPUS: Readonly<Record<string, string>> = { amd64: 'x64', arm64: 'arm64', arm: 'arm', s390x: 's390x', ppc64le: 'ppc64' }

/** Runs a program in a folder; rejects with what it said last where it fails. Given, so that tests need no registry. */
export type Runner = (program: string, args: readonly string[], folder: string) => Promise<void>

/**
 * Installs what a lockfile pins for a platform, without development dependencies, and without running a script of any package: `npm ci`
 * in a folder that holds nothing else. Rejects with `KF_OCI_INSTALL`.
 */
export async function installPackages(
  { manifest, lock, npmrc }: Lockfile,
  platform: Platform,
  folder: string,
  run: Runner = runProgram,
): Promise<void> {
  const cpu = CPUS[platform.architecture]
  if (platform.os !== 'linux' || cpu === undefined)
    throw errors.KF_OCI_INSTALL({ command: 'npm ci', reason: `packages for ${platform.os}/${platform.architecture} cannot be chosen` })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), manifest)
  writeFileSync(join(folder, 'package-lock.json'), lock)
  if (npmrc !== undefined) writeFileSync(join(folder, '.npmrc'), npmrc, { mode: 0o600 })
  const target = [`--os=${platform.os}`, `--cpu=${cpu}`, '--libc=glibc']
  await run(
    'npm',
    ['ci', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--no-update-notifier', '--install-strategy=hoisted', ...target],
    folder,
  )
}

const LAST_WORDS = 2000

function runProgram(program: string, args: readonly string[], folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], shell: process.platform === 'win32' })
    let said = ''
    child.stderr.on('data', chunk => {
      said = (said + chunk).slice(-LAST_WORDS)
    })
    const failed = (reason: string) => reject(errors.KF_OCI_INSTALL({ command: `${program} ${args[0]}`, reason }))
    child.on('error', error => failed(error.message))
    child.on('close', code => (code === 0 ? resolve() : failed(said.trim() || `exit code ${code}`)))
  })
}
