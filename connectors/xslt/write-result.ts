import { rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, isAbsolute } from 'node:path'
import { charsetNamed, toText } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { FileBody } from '../../src/kit/file-body.ts'
import type { Stylesheet } from './stylesheet.ts'

/** Writes a result into the file that the header CamelXsltFileName names; the file is the new body. */
export async function writeResult(
  exchange: Exchange,
  text: string,
  { output }: Stylesheet,
  { deleteOutputFile }: { readonly deleteOutputFile: boolean },
): Promise<void> {
  const path = fileName(exchange)
  try {
    await writeFile(path, charsetNamed(output.encoding ?? 'UTF-8').encode(text))
  } catch (cause) {
    throw errors.KF_CONN_XSLT({ reason: `Cannot write the result to ${path}` }, { cause, type: 'javax.xml.transform.TransformerException' })
  }
  if (deleteOutputFile) exchange.unit().add(() => rm(path, { force: true }))
  const { size, mtimeMs } = await stat(path)
  const name = basename(path)
  const place = { name, nameOnly: name, relativePath: path, absolute: isAbsolute(path), absolutePath: path, path, parent: dirname(path) }
  exchange.body = new FileBody({ ...place, length: size, lastModified: Math.floor(mtimeMs) }, true)
}

function fileName(exchange: Exchange): string {
  const name = toText(exchange.header('CamelXsltFileName'), exchange)
  if (name !== null) return name
  const reason = `No 'CamelXsltFileName' header available of type: java.lang.String. ${exchange}`
  throw errors.KF_RUN_EXCHANGE({ reason }, { type: 'org.apache.camel.NoSuchHeaderException' })
}
