import { errors } from '../core/errors.ts'
import type { AnyFormat, AnyLanguage, AnyStep } from '../kit/catalog.ts'
import type { PlugIn } from '../kit/plug-in.ts'

/**
 * A plug-in whose functions answer for what they make: something else than a step, an expression or a data format is an error that names the
 * plug-in, when the route is built and not when the first message comes.
 */
export function guarded(plugIn: string, declared: PlugIn): PlugIn {
  const { steps, languages, formats } = declared
  return {
    ...declared,
    ...(steps && { steps: steps.map(each => guardedStep(plugIn, each)) }),
    ...(languages && { languages: languages.map(each => guardedLanguage(plugIn, each)) }),
    ...(formats && { formats: formats.map(each => guardedFormat(plugIn, each)) }),
  }
}

function guardedStep(plugIn: string, step: AnyStep): AnyStep {
  return { ...step, compile: (options, context) => made(step.compile(options, context), plugIn, `compile of the step ${step.name}`) }
}

function guardedLanguage(plugIn: string, language: AnyLanguage): AnyLanguage {
  const what = (method: string) => `${method} of the language ${language.name}`
  const { compileTyped, compilePredicate } = language
  return {
    ...language,
    compile: (...input) => made(language.compile(...input), plugIn, what('compile')),
    ...(compileTyped && { compileTyped: (...input) => made(compileTyped.call(language, ...input), plugIn, what('compileTyped')) }),
    ...(compilePredicate && {
      compilePredicate: (...input) => made(compilePredicate.call(language, ...input), plugIn, what('compilePredicate')),
    }),
  }
}

function guardedFormat(plugIn: string, format: AnyFormat): AnyFormat {
  return {
    ...format,
    open(options, services) {
      const opened: Partial<ReturnType<AnyFormat['open']>> | undefined = format.open(options, services)
      if (typeof opened?.marshal === 'function' && typeof opened.unmarshal === 'function') return opened as ReturnType<AnyFormat['open']>
      throw errors.KF_CLI_PLUG_IN({
        name: plugIn,
        reason: `open of the data format ${format.name} gave no object with marshal and unmarshal`,
      })
    },
  }
}

function made<T>(result: T, name: string, what: string): T {
  if (typeof result === 'function') return result
  const found = result instanceof Promise ? 'a promise' : result === null ? 'null' : typeof result
  throw errors.KF_CLI_PLUG_IN({ name, reason: `${what} has to give a function, and gave ${found}` })
}
