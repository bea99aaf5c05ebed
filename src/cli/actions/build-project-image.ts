import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { systemClock } from '../../core/clock.ts'
import { errors } from '../../core/errors.ts'
import { buildImage, type ImagePlan, type ImageResult } from '../../oci/build-image.ts'
import { dockerCredentials } from '../../oci/credentials.ts'
import { parsePlatform } from '../../oci/descriptor.ts'
import { findImage } from '../../oci/find-image.ts'
import type { ImageTarget } from '../../oci/image-source.ts'
import { LayoutImage } from '../../oci/layout.ts'
import { writeArchive } from '../../oci/layout-archive.ts'
import { readLockfile } from '../../oci/lockfile.ts'
import { APP_FOLDER, packageEntries } from '../../oci/package-entries.ts'
import type { TarEntry } from '../../oci/tar.ts'
import { fileEntry, folderEntries, parentEntries } from '../../oci/tar-entries.ts'
import { type CommandInput, EXIT, envelope, type Io } from '../command.ts'

interface ImageOptions {
  readonly base?: string
  readonly to?: string
  readonly push?: boolean
  readonly output?: string
  readonly platform?: string
  readonly add?: readonly string[]
  readonly packages: boolean
  readonly insecure?: boolean
  readonly json?: boolean
}

/** Builds the image of a project; gives the exit code. */
export async function buildProjectImage({ arguments: [given = '.'], options: untyped }: CommandInput, io: Io): Promise<number> {
  const options = untyped as unknown as ImageOptions
  const folder = resolve(io.cwd, given)
  const registry = { credentials: dockerCredentials(io.env), clock: systemClock, insecure: options.insecure ?? false }
  const { base, to } = checked(options)
  const output = outputOf(options, io)
  try {
    const result = await buildImage({
      base: findImage(base, registry),
      ...packagesOf(folder, options),
      files: addedFiles(folder, options.add ?? []),
      ...(options.platform !== undefined && { platforms: options.platform.split(',').map(parsePlatform) }),
      ...targetOf(options.push ? findImage(to!, registry) : output.target),
    })
    await output.finish()
    report(result, options, io)
  } finally {
    output.discard()
  }
  return EXIT.ok
}

function packagesOf(folder: string, { packages }: ImageOptions): Pick<ImagePlan, 'platformFiles'> {
  if (!packages) return {}
  const lockfile = readLockfile(join(folder, 'package-lock.json'))
  return { platformFiles: (platform, work) => packageEntries(lockfile, platform, work) }
}

function targetOf(target: ImageTarget | undefined): { readonly target?: ImageTarget } {
  return target === undefined ? {} : { target }
}

function checked({ base, to, push, output, packages, add }: ImageOptions): { readonly base: string; readonly to?: string } {
  const usage = (reason: string) => errors.KF_CLI_USAGE({ reason })
  if (base === undefined) throw usage('say over which image: --base IMAGE')
  if (push && to === undefined) throw usage('--push needs the name of the image: --to IMAGE')
  if (push && output !== undefined) throw usage('either --push or --output')
  if (!packages && !add?.length) throw usage('--no-packages without --add leaves nothing to build')
  return { base, ...(to !== undefined && { to }) }
}

interface Output {
  readonly target?: ImageTarget
  finish(): Promise<void>
  discard(): void
}

/** A layout in a folder, or in a folder of its own that becomes an archive. */
function outputOf({ output, push }: ImageOptions, io: Io): Output {
  if (output === undefined || push) return { finish: async () => undefined, discard: () => undefined }
  const path = resolve(io.cwd, output)
  if (!path.endsWith('.tar')) return { target: new LayoutImage(path), finish: async () => undefined, discard: () => undefined }
  const folder = mkdtempSync(join(tmpdir(), 'kafila-layout-'))
  return {
    target: new LayoutImage(folder),
    finish: () => writeArchive(folder, path),
    discard: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function addedFiles(project: string, paths: readonly string[]): TarEntry[] {
  const entries = new Map<string, TarEntry>()
  for (const path of paths) {
    const full = resolve(project, path)
    const inside = relative(project, full)
    if (inside === '' || inside.startsWith('..'))
      throw errors.KF_CLI_USAGE({ reason: `--add takes what is inside of the project, not ${path}` })
    if (!existsSync(full)) throw errors.KF_FILES_NOT_FOUND({ path })
    const target = `${APP_FOLDER}/${inside}`
    const isFolder = statSync(full).isDirectory()
    const own = isFolder ? folderEntries(full, target, each => !/(^|\/)(node_modules|\.git)(\/|$)/.test(each)) : [fileEntry(full, target)]
    const parents = parentEntries(isFolder ? target : target.slice(0, target.lastIndexOf('/')))
    for (const entry of [...parents, ...own]) entries.set(entry.path, entry)
  }
  return [...entries.values()]
}

function report(result: ImageResult, { json, to, push, output }: ImageOptions, io: Io): void {
  const { written, images } = result
  const name = push ? `${to}@${written!.digest}` : (output ?? 'not written')
  const summary = `${images.map(({ platform }) => platform).join(', ')}: ${name}`
  if (json) return io.out(envelope('image build', true, summary, { ...result, ...(push && { image: name }) }))
  for (const { platform, digest, layers } of images) {
    io.out(`${platform}  ${digest}\n`)
    for (const layer of layers) io.out(`  layer ${layer.digest}  ${(layer.size / 1e6).toFixed(1)} MB\n`)
  }
  if (written) io.out(`${name}\n${written.sentBlobs} of ${written.blobs} blobs written, ${(written.sentBytes / 1e6).toFixed(1)} MB\n`)
}
