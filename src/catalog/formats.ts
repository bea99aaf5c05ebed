import { base64 } from '../formats/base64.ts'
import { csv } from '../formats/csv.ts'
import { gzipDeflater } from '../formats/gzip-deflater.ts'
import { json } from '../formats/json.ts'
import { yaml } from '../formats/yaml.ts'
import { zipDeflater } from '../formats/zip-deflater.ts'
import type { AnyFormat } from '../kit/catalog.ts'

/** All data formats, sorted by name. */
export const formats: readonly AnyFormat[] = [base64, csv, gzipDeflater, json, yaml, zipDeflater]
