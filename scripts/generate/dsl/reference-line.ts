import type { Description } from '../../../src/catalog/describe.ts'
import { endpointFunction, languageFunction } from '../../../src/dsl/names.ts'
import type { Shape } from '../../../src/dsl/shape.ts'
import { signatureOf } from '../../../src/dsl/signature.ts'
import type { Catalog } from '../../../src/kit/catalog.ts'
import { elements } from '../../../src/model/elements/index.ts'

/** Functions whose arguments do not follow from their declaration. */
const WRITTEN: Readonly<Record<string, string>> = {
  beans: '`beans({ name, type, … }, …)`',
  choice: '`.choice(choice => choice.when(condition, steps => …).otherwise(steps => …), options?)`',
  dataFormats: "`dataFormats(json({ id: '…' }), …)`",
  doTry: '`.doTry(steps => …, clauses => clauses.doCatch(exceptions, steps => …).doFinally(steps => …), options?)`',
  errorHandler: '`deadLetterChannel(uri, options?)`, `defaultErrorHandler(options?)`, `noErrorHandler()`, `refErrorHandler(ref)`',
  from: '`from(source, options?)`',
  route: '`route(id, options?).from(source)`',
  routeConfiguration: '`routeConfiguration(id, options)`',
  routeTemplate: '`routeTemplate(id, options, from(…))`',
}

/** A reference page with how the declaration is called in TypeScript, behind its summary. */
export function withTypeScript(page: string, { kind, name, aliases }: Description, catalog: Catalog): string {
  const call = callOf(kind, name, aliases, catalog)
  if (call === undefined) return page
  const [title, summary, ...rest] = page.split('\n\n')
  return [title, summary, `In [TypeScript](../../guides/typescript-routes.md): ${call}`, ...rest].join('\n\n')
}

function callOf(kind: Description['kind'], name: string, aliases: readonly string[], catalog: Catalog): string | undefined {
  switch (kind) {
    case 'eip':
      return WRITTEN[name] ?? `\`.${name}(${args(catalog.steps.get(name)!)})\``
    case 'connector':
      return [name, ...aliases].map(each => `\`${endpointFunction(each)}(path, options?)\``).join(', ')
    case 'language':
      return [name, ...aliases].map(each => `\`${languageFunction(each)}(text, options?)\``).join(', ')
    case 'format':
      return `\`${name}(options?)\``
    case 'element':
      return elementCall(name)
    default:
      return undefined
  }
}

function elementCall(name: string): string | undefined {
  const element = elements.get(name)!
  if (element.unsupported !== undefined || element.withoutEffect !== undefined) return undefined
  return WRITTEN[name] ?? `\`${name}(${args(element)})\``
}

function args(declared: Shape): string {
  const { positional, block } = signatureOf(declared)
  const steps = block === undefined ? [] : [`steps => …`]
  return [...positional.map(each => (declared.fields[each]!.required ? each : `${each}?`)), 'options?', ...steps].join(', ')
}
