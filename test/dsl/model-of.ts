import { builtInCatalog } from '../../src/catalog/index.ts'
import { type RouteExport, routeFile } from '../../src/index.ts'
import { Positions } from '../../src/model/positions.ts'
import { readDocument } from '../../src/model/read-file.ts'
import type { FileModel } from '../../src/model/route.ts'
import { read } from './readable-routes.ts'

/** The model of what a program makes, as plain data; what is wrong with it where something is. */
export function modelOf(...exported: readonly RouteExport[]): unknown {
  const errors: string[] = []
  const { document } = routeFile(...exported)
  const report = (each: { severity: string; message: string }) => each.severity === 'error' && errors.push(each.message)
  return plain(readDocument(document, '', builtInCatalog(), new Positions(), report), errors)
}

/** The model of a YAML text, as plain data. */
export function yamlModel(text: string): unknown {
  const model = read(text)
  return 'routes' in model ? plain(model, []) : model
}

function plain(model: FileModel, errors: readonly string[]): unknown {
  return errors.length > 0 ? errors : JSON.parse(JSON.stringify({ ...model, file: '' }))
}
