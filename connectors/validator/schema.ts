import { ParseOption, XmlDocument, XmlLibError, XsdValidator, xmlCleanupInputProvider } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'
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

/** Reads a schema with those that it includes; `KF_CONN_XML_SCHEMA` where it is wrong. The result holds memory outside of JavaScript until it is disposed. */
export function openSchema(location: string, directory: string): Schema {
  const content = readResource(location, directory)
  const validator = compile(content, resourcePath(location, directory))
  return {
    validate: xml => validate(xml, validator),
    dispose: () => validator.dispose(),
  }
}

function compile(content: Buffer, url: string): XsdValidator {
  // files are only within reach while a schema is read: what a message names is never loaded
  xmlRegisterFsInputProviders()
  let document: XmlDocument | undefined
  try {
    document = XmlDocument.fromBuffer(content, { url })
    return XsdValidator.fromDoc(document)
  } catch (cause) {
    throw errors.KF_CONN_XML_SCHEMA({ reason: cause instanceof Error ? cause.message.trim() : String(cause) }, { cause })
  } finally {
    document?.dispose()
    xmlCleanupInputProvider()
  }
}

function validate(xml: string | Uint8Array, validator: XsdValidator): readonly Problem[] {
  let document: XmlDocument | undefined
  try {
    document = parse(xml)
    validator.validate(document)
    return []
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return problems(error, document === undefined)
  } finally {
    document?.dispose()
  }
}

function parse(xml: string | Uint8Array): XmlDocument {
  const options = { option: ParseOption.XML_PARSE_NONET }
  return typeof xml === 'string' ? XmlDocument.fromString(xml, options) : XmlDocument.fromBuffer(xml, options)
}

function problems(error: Error, fatal: boolean): readonly Problem[] {
  const details = error instanceof XmlLibError ? error.details : []
  if (details.length === 0) return [{ message: error.message.trim(), line: 1, column: 1, fatal }]
  return details.map(({ message, line, col }) => ({ message: message.trim(), line, column: col, fatal }))
}
