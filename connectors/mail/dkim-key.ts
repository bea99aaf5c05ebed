import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { errors } from '../../src/core/errors.ts'

/** The key that signs mails: PEM (its line breaks may be missing, as in a URI), or `file:` with the file that holds it. Throws where it is none. */
export function readDkimKey(given: string, directory: string): string {
  try {
    const text = given.startsWith('file:') ? readFileSync(resolve(directory, given.slice('file:'.length)), 'utf8') : withLineBreaks(given)
    createPrivateKey(text)
    return text
  } catch (cause) {
    // the text of the failure may hold a part of the key
    throw errors.KF_FIELD_INVALID(
      { option: 'dkimPrivateKey', reason: 'it is no private key in PEM, and no file: that holds one' },
      { cause },
    )
  }
}

function withLineBreaks(text: string): string {
  const [, label, content] = /^\s*-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\s]+)-----END/.exec(text) ?? []
  return content === undefined ? text : `-----BEGIN ${label}-----\n${content.replaceAll(/\s/g, '')}\n-----END ${label}-----\n`
}
