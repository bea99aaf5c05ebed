import type { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { errors } from '../../src/core/errors.ts'
import { readResource, resourcePath } from '../../src/kit/index.ts'

/** Something wrong with a document. `fatal`: it is no XML at all. */
export interface Problem {
  readonly message: string
  readonly line: number
  readonly column: number
  readonly fatal: boolean
}

export interface Schema {
  /** Text, or bytes in the encoding that they declare. */
  validate(xml: string | Uint8Array): readonly Problem[]
  dispose(): void
}

type Library = typeof import('libxml2-wasm') & typeof import('libxml2-wasm/lib/nodejs.mjs')

/**
 * Reads a schema with those that it includes; `KF_CONN_XML_SCHEMA` where it is wrong. The result holds memory outside of JavaScript until
 * it is disposed. Loads the library.
 */
export async function openSchema(location: string, directory: string): Promise<Schema> {
  const content = readResource(location, directory)
  const library: Library = { ...(await import('libxml2-wasm')), ...(await import('libxml2-wasm/lib/nodejs.mjs')) }
  const validator = compile(content, resourcePath(location, directory), library)
  return {
    validate: xml => validate(xml, validator, library),
    dispose: () => validator.dispose(),
  }
}

function compile(content: Buffer, url: string, library: Library): XsdValidator {
  // files are only within reach while a schema is read: what a message names is never loaded
  library.xmlRegisterFsInputProviders()
  let document: XmlDocument | undefined
  try {
    document = library.XmlDocument.fromBuffer(content, { url })
    return library.XsdValidator.fromDoc(document)
  } catch (cause) {
    throw errors.KF_CONN_XML_SCHEMA({ reason: cause instanceof Error ? cause.message.trim() : String(cause) }, { cause })
  } finally {
    document?.dispose()
    library.xmlCleanupInputProvider()
  }
}

function validate(xml: string | Uint8Array, validator: XsdValidator, library: Library): readonly Problem[] {
  let document: XmlDocument | undefined
  try {
    document = parse(xml, library)
    validator.validate(document)
    return []
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return problems(error, document === undefined, library)
  } finally {
    document?.dispose()
  }
}

function parse(xml: string | Uint8Array, { XmlDocument, ParseOption }: Library): XmlDocument {
  const options = { option: ParseOption.XML_PARSE_NONET }
  return typeof xml === 'string' ? XmlDocument.fromString(xml, options) : XmlDocument.fromBuffer(xml, options)
}

function problems(error: Error, fatal: boolean, { XmlLibError }: Library): readonly Problem[] {
  const details = error instanceof XmlLibError ? error.details : []
  if (details.length === 0) return [{ message: error.message.trim(), line: 1, column: 1, fatal }]
  return details.map(({ message, line, col }) => ({ message: message.trim(), line, column: col, fatal }))
}
