import { builtInCatalog } from '../../src/catalog/index.ts'
import * as dsl from '../../src/dsl/index.ts'
import { clausesIn } from '../../src/dsl/write/clauses.ts'
import { writeTypeScript } from '../../src/dsl/write/typescript.ts'
import type { FileModel } from '../../src/model/route.ts'
import type { RouteSource } from '../../src/runtime/options.ts'
import { read } from './readable-routes.ts'

/** What a module makes that convert wrote; its types are not looked at here. */
export function evaluated(text: string): dsl.ProgramSource {
  const body = text
    .replace(/^import \{[^}]*\} from 'kafila'/, '')
    .replace('export default', 'return')
    .replaceAll(' as never', '')
  return dsl.routeFile(new Function(...Object.keys(dsl), body)(...Object.values(dsl)))
}

/** A route file by way of TypeScript. One that cannot be read, that is empty, or that `convert` refuses (a Kamelet, clauses among steps) goes as it is. */
export function asTypeScript(source: RouteSource): RouteSource {
  const model = read(source.text)
  if (!('routes' in model) || isEmpty(model) || isRefused(model)) return source
  return { ...source, document: evaluated(writeTypeScript(model, builtInCatalog())).document }
}

function isRefused(model: FileModel): boolean {
  return clausesIn(model).length > 0 || model.elements.some(each => each.element === 'kamelet')
}

/** Whether a file says nothing. */
export function isEmpty({ routes, elements, beans, dataFormats }: FileModel): boolean {
  return routes.length + elements.length + beans.length + dataFormats.length === 0
}
