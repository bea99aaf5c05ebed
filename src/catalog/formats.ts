import { avro } from '../formats/avro.ts'
import { base64 } from '../formats/base64.ts'
import { csv } from '../formats/csv.ts'
import { custom } from '../formats/custom.ts'
import { gzipDeflater } from '../formats/gzip-deflater.ts'
import { jacksonXml } from '../formats/jackson-xml.ts'
import { json } from '../formats/json.ts'
import { protobuf } from '../formats/protobuf.ts'
import { tarFile } from '../formats/tar-file.ts'
import { yaml } from '../formats/yaml.ts'
import { zipDeflater } from '../formats/zip-deflater.ts'
import { zipFile } from '../formats/zip-file.ts'
import type { AnyFormat } from '../kit/catalog.ts'

/** All data formats, sorted by name. */
export const formats: readonly AnyFormat[] = [
  avro,
  base64,
  csv,
  custom,
  gzipDeflater,
  jacksonXml,
  json,
  protobuf,
  tarFile,
  yaml,
  zipDeflater,
  zipFile,
]
