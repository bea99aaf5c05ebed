import type { Exchange } from '../core/exchange.ts'
import { JavaValue } from '../core/values.ts'
import { type ArchiveKind, archiveParts } from '../formats/archive/format.ts'
import { avro } from '../formats/avro.ts'
import { base64 } from '../formats/base64.ts'
import { csv } from '../formats/csv.ts'
import { gzipDeflater } from '../formats/gzip-deflater.ts'
import { inputBytes } from '../formats/input.ts'
import { jacksonXml } from '../formats/jackson-xml.ts'
import { json } from '../formats/json.ts'
import { protobuf } from '../formats/protobuf.ts'
import { TAR, tarFile } from '../formats/tar-file.ts'
import { yaml } from '../formats/yaml.ts'
import { zipDeflater } from '../formats/zip-deflater.ts'
import { ZIP, zipFile } from '../formats/zip-file.ts'
import { defineBeanType } from '../kit/bean-type.ts'
import type { AnyBeanType, AnyFormat } from '../kit/catalog.ts'

const FORMATS: readonly (readonly [javaClass: string, format: AnyFormat])[] = [
  ['org.apache.camel.component.jackson.JacksonDataFormat', json],
  ['org.apache.camel.component.jacksonxml.JacksonXMLDataFormat', jacksonXml],
  ['org.apache.camel.component.snakeyaml.SnakeYAMLDataFormat', yaml],
  ['org.apache.camel.dataformat.avro.AvroDataFormat', avro],
  ['org.apache.camel.dataformat.base64.Base64DataFormat', base64],
  ['org.apache.camel.dataformat.csv.CsvDataFormat', csv],
  ['org.apache.camel.dataformat.deflater.GzipDeflaterDataFormat', gzipDeflater],
  ['org.apache.camel.dataformat.deflater.ZipDeflaterDataFormat', zipDeflater],
  ['org.apache.camel.dataformat.protobuf.ProtobufDataFormat', protobuf],
  ['org.apache.camel.dataformat.tarfile.TarFileDataFormat', tarFile],
  ['org.apache.camel.dataformat.zipfile.ZipFileDataFormat', zipFile],
]

/** An expression bean that takes an archive apart, for split. */
function splitter(javaClass: string, kind: ArchiveKind): AnyBeanType {
  return defineBeanType({
    names: [javaClass],
    summary: `Takes a ${kind.title} archive apart, for split with the language ref.`,
    fields: {},
    create: () => (exchange: Exchange) =>
      archiveParts(kind, { allowEmptyDirectory: false, maxDecompressedSize: 1_073_741_824 }, inputBytes(exchange, exchange.body)),
  })
}

/** Data formats as beans, for `custom`, and what belongs to them. */
export const dataFormatBeans: readonly AnyBeanType[] = [
  defineBeanType({
    names: ['com.fasterxml.jackson.databind.ObjectMapper'],
    summary: "Jackson's mapper, for routes that name one; its settings are the default ones.",
    fields: {},
    create: () => new JavaValue('com.fasterxml.jackson.databind.ObjectMapper', 'com.fasterxml.jackson.databind.ObjectMapper'),
  }),
  ...FORMATS.map(([javaClass, format]) =>
    defineBeanType({
      names: [javaClass],
      summary: `The data format ${format.name} as a bean.`,
      fields: format.fields as Record<string, never>,
      create: (options, { services }) => format.open(options, services),
    }),
  ),
  splitter('org.apache.camel.dataformat.tarfile.TarSplitter', TAR),
  splitter('org.apache.camel.dataformat.zipfile.ZipSplitter', ZIP),
]
