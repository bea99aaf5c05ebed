import type { Diagnostic } from '../../core/diagnostic.ts'
import { isKafilaError } from '../../core/errors.ts'
import { defineCommand, EXIT, envelope, JSON_OPTION } from '../command.ts'
import { readInputs, sourcesOf } from '../files.ts'
import { countText, diagnosticsText } from '../print-diagnostics.ts'
import { INPUT_OPTIONS } from './input-options.ts'

export const validate = defineCommand({
  name: 'validate',
  summary: 'Tells everything that is wrong with route files, with place and remedy. Touches no network.',
  arguments: [{ name: 'path', describe: 'Files, directories, globs, or - for standard input.', required: true, variadic: true }],
  options: [
    ...INPUT_OPTIONS,
    { flags: '--camel', describe: 'Also warns of what Apache Camel does not have: such a file is not portable.' },
    JSON_OPTION,
  ],
  examples: [{ title: 'All routes of a folder', line: 'kafila validate routes/' }],
  async run({ arguments: paths, options }, io) {
    const { validateWith } = await import('../../runtime/validate.ts')
    const inputs = await readInputs(paths, options, io)
    const { routes, properties, propertyFiles, overrides, directory, catalog } = inputs
    const diagnostics = await validateWith({
      routes,
      properties,
      propertyFiles,
      ...(overrides && { overrides }),
      directory,
      catalog,
      camel: options['camel'] === true,
    })
    const ok = !diagnostics.some(each => each.severity === 'error')
    const summary = `${routes.length} ${routes.length === 1 ? 'file' : 'files'}, ${countText(diagnostics)}`
    if (options['json']) io.out(envelope('validate', ok, summary, { files: routes.map(each => each.file), diagnostics }))
    else {
      if (diagnostics.length > 0) io.err(`${diagnosticsText(diagnostics, sourcesOf(inputs), io.colors)}\n`)
      io.out(`${summary}\n`)
    }
    return ok ? EXIT.ok : EXIT.invalid
  },
})

/** The diagnostics of an error that says that routes are invalid. */
export function diagnosticsOf(error: unknown): readonly Diagnostic[] | undefined {
  return isKafilaError(error) && error.code === 'KF_ROUTE_FILES' ? (error.details['diagnostics'] as readonly Diagnostic[]) : undefined
}
