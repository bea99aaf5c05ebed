import { fileSchema } from '../../catalog/generate/json-schema.ts'
import type { Catalog } from '../../kit/catalog.ts'
import { testFileFields } from './test-fields.ts'

/** The JSON Schema (draft 7) of `*.test.yaml` files, for editors. */
export function testSchema(catalog: Catalog): Readonly<Record<string, unknown>> {
  return fileSchema('test', 'Tests of Kafila routes', testFileFields, catalog)
}
