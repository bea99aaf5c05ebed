import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Diagnostic } from '../../core/diagnostic.ts'
import { errors } from '../../core/errors.ts'
import { PLUG_INS_MODULE } from '../../dsl/generate/plug-in-functions.ts'
import { clausesIn } from '../../dsl/write/clauses.ts'
import { findObjects } from '../../dsl/write/objects.ts'
import { openBlocks } from '../../dsl/write/open-blocks.ts'
import { writeTypeScript } from '../../dsl/write/typescript.ts'
import { writeYaml } from '../../dsl/write/yaml.ts'
import type { Catalog } from '../../kit/catalog.ts'
import { Positions } from '../../model/positions.ts'
import { readDocument, readFile } from '../../model/read-file.ts'
import { diagnostic } from '../../model/reader.ts'
import type { FileModel } from '../../model/route.ts'
import type { RouteSource } from '../../runtime/options.ts'
import { type CommandInput, EXIT, envelope, type Io } from '../command.ts'
import { type Inputs, readInputs } from '../files.ts'
import { countText, diagnosticsText } from '../print-diagnostics.ts'

type Language = 'yaml' | 'ts'

interface Converted {
  readonly file: string
  readonly diagnostics: readonly Diagnostic[]
  /** What is written; `undefined` where something is wrong. */
  readonly text: string | undefined
}

/** Writes routes in the other language; gives the exit code. Nothing is written where something is wrong with one of the files. */
export async function convertRoutes(paths: readonly string[], options: CommandInput['options'], io: Io): Promise<number> {
  const inputs = await readInputs(paths, options, io)
  const to = options['to'] as Language
  const named = inputs.routes.filter(source => !isKameletBeside(source, inputs))
  if (to === 'ts' && named.length > 1 && options['output'] === undefined)
    throw errors.KF_CLI_USAGE({ reason: 'several modules do not fit into one output: give a folder by --output' })
  const converted = named.map(source => convertFile(source, to, inputs.catalog))
  const diagnostics = converted.flatMap(each => each.diagnostics)
  const ok = converted.every(each => each.text !== undefined)
  if (!options['json'] && diagnostics.length > 0) io.err(`${diagnosticsText(diagnostics, inputs.routes, io.colors)}\n`)
  const written = ok && options['output'] !== undefined ? write(converted, to, String(options['output']), io.cwd) : undefined
  const summary = ok ? `${converted.length} ${converted.length === 1 ? 'file' : 'files'} converted` : countText(diagnostics)
  if (options['json']) {
    const files = converted.map(({ file, text }, index) => ({ file, ...(written && { written: written[index] }), ...(ok && { text }) }))
    io.out(envelope('convert', ok, summary, { files, diagnostics }))
  } else if (!ok) io.err(`${summary}: nothing was written\n`)
  else if (written !== undefined) io.out(written.map(path => `wrote ${path}\n`).join(''))
  else io.out(converted.map(each => each.text).join(''))
  if (ok && !options['json'] && converted.some(({ text }) => text!.includes(`'${PLUG_INS_MODULE}'`)))
    io.err(plugInHint(options['output'], written))
  return ok ? EXIT.ok : EXIT.invalid
}

/** Functions for plug-ins are in a module beside those of the routes. */
function plugInHint(output: unknown, written: readonly string[] | undefined): string {
  const folder = output === undefined || written === undefined ? '.' : dirname(written[0]!)
  return `functions for plug-ins stand in a module beside: kafila config types --output ${join(folder, PLUG_INS_MODULE)}\n`
}

/** Kamelets that stand beside a file are read with it, but nobody asked for them. */
function isKameletBeside({ file }: RouteSource, { files }: Inputs): boolean {
  return /\.kamelet\.ya?ml$/.test(file) && !files.some(each => each.endsWith(file))
}

function convertFile(source: RouteSource, to: Language, catalog: Catalog): Converted {
  const { file, text, document } = source
  const diagnostics: Diagnostic[] = []
  const positions = new Positions()
  const report = (each: Diagnostic) => void diagnostics.push(each)
  const model = document ? readDocument(document, file, catalog, positions, report) : readFile(text, file, catalog, positions, report)
  diagnostics.push(...refusals(model, source, to, positions, catalog))
  const isGood = !diagnostics.some(each => each.severity === 'error')
  return { file, diagnostics, text: isGood ? (to === 'yaml' ? writeYaml(model, catalog) : writeTypeScript(model, catalog)) : undefined }
}

/** What has no text in the other language. */
function refusals(model: FileModel, { document }: RouteSource, to: Language, positions: Positions, catalog: Catalog): Diagnostic[] {
  const language = to === 'yaml' ? 'YAML' : 'TypeScript'
  const objects = findObjects(model, document?.objects ?? new Map(), positions)
  const open = to === 'yaml' && document !== undefined ? openBlocks(model, catalog) : []
  const kamelets = model.elements.filter(each => each.element === 'kamelet')
  const clauses = to === 'ts' ? clausesIn(model) : []
  return [
    ...objects.map(({ what, at }) => diagnostic('KF_ROUTE_CONVERT', { what, to: language, reason: 'it is part of a program' }, at)),
    ...open.map(step =>
      diagnostic(
        'KF_ROUTE_CONVERT',
        { what: `${step.step} without steps`, to: language, reason: 'there it would take the steps behind it for its own' },
        positions.of(step),
      ),
    ),
    ...clauses.map(({ element, options }) =>
      diagnostic(
        'KF_ROUTE_CONVERT',
        { what: `${element} among steps`, to: language, reason: 'put it into a routeConfiguration that the route names' },
        positions.of(options),
      ),
    ),
    ...kamelets.map(({ options }) =>
      diagnostic(
        'KF_ROUTE_CONVERT',
        { what: 'a Kamelet', to: language, reason: 'it is a resource of its own, not a list of routes' },
        positions.of(options),
      ),
    ),
  ]
}

function write(converted: readonly Converted[], to: Language, output: string, cwd: string): string[] {
  const target = resolve(cwd, output)
  const isFolder = converted.length > 1 || output.endsWith('/') || (statSync(target, { throwIfNoEntry: false })?.isDirectory() ?? false)
  const paths = converted.map(({ file }) => (isFolder ? join(target, renamed(file, to)) : target))
  const taken = paths.find((path, index) => existsSync(path) || paths.indexOf(path) !== index)
  if (taken !== undefined) throw errors.KF_CLI_EXISTS({ path: taken })
  for (const [index, { text }] of converted.entries()) {
    mkdirSync(dirname(paths[index]!), { recursive: true })
    writeFileSync(paths[index]!, text!)
  }
  return paths.map((_, index) => (isFolder ? join(output, renamed(converted[index]!.file, to)) : output))
}

/** `orders.camel.yaml` as `orders.camel.ts`. */
function renamed(file: string, to: Language): string {
  return `${basename(file).replace(/\.(?:ya?ml|m?[jt]s)$/, '')}.${to}`
}
