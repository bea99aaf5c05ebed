import { convert } from '../converters/index.ts'
import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import { boolean, integer, text } from '../kit/field.ts'
import { defineFormat } from '../kit/format.ts'
import { inputBytes, output } from './input.ts'

/** Base64. */
export const base64 = defineFormat({
  name: 'base64',
  summary: 'Encodes bytes as base64 text and back.',
  computes: true,
  notes: [
    'Lines are 76 characters long and end with CR LF, the last one too; `lineLength: 0` writes one line without an end. Reading takes both alphabets and skips what belongs to neither.',
  ],
  fields: {
    lineLength: integer({ describe: 'The length of a line, rounded down to a multiple of 4; 0 for a single line.', default: 76 }),
    lineSeparator: text({ describe: 'What ends a line. Default: CR LF.', default: '\r\n' }),
    urlSafe: boolean({ describe: 'Writes - and _ instead of + and /, and no padding.', default: false }),
  },
  examples: [
    {
      title: 'Encode on one line',
      yaml: `- route:\n    id: encode\n    from:\n      uri: direct:encode\n      steps:\n        - marshal: { base64: { lineLength: 0 } }\n`,
    },
  ],
  open({ lineLength, lineSeparator, urlSafe }) {
    const lines = new RegExp(`.{1,${Math.max(4, lineLength - (lineLength % 4))}}`, 'g')
    const checked = (bytes: Buffer) => {
      if (ALPHABET.test(lineSeparator)) throw badSeparator(lineSeparator)
      return bytes
    }
    return {
      marshal(exchange, body) {
        const bytes = urlSafe ? wholeBytes(exchange, body) : inputBytes(exchange, body)
        const encoded = checked(bytes).toString(urlSafe ? 'base64url' : 'base64')
        return output(lineLength < 4 ? encoded : encoded.replaceAll(lines, `$&${lineSeparator.replaceAll('$', '$$$$')}`))
      },
      unmarshal: (exchange, body) => output(decode(checked(inputBytes(exchange, body)).toString('latin1'))),
    }
  },
})

/** The safe alphabet is written from all bytes at once, not from a stream: an empty list has bytes, too. */
function wholeBytes(exchange: Exchange, body: unknown): Buffer {
  if (body === null || body === undefined) throw errors.KF_EXPR_CONVERSION({ from: 'null', to: 'byte[]' })
  return convert(body, 'byte[]', exchange) as Buffer
}

const ALPHABET = /[A-Za-z0-9+/_=-]/

/** Camel finds it out with each message. */
function badSeparator(separator: string): Error {
  const reason = `lineSeparator must not contain base64 characters: [${separator}]`
  return errors.KF_FORMAT_OPTION({ format: 'base64', reason }, { type: 'java.lang.IllegalArgumentException' })
}

/** Reads up to the first padding, as Camel does. */
function decode(text: string): Buffer {
  const end = text.indexOf('=')
  return Buffer.from(end < 0 ? text : text.slice(0, end), 'base64')
}
