import { markJavaClass, toText } from '../converters/index.ts'
import { xmlChunks } from '../converters/text-stream.ts'
import { decodeXml } from '../converters/xml.ts'
import { errors } from '../core/errors.ts'
import { isByteSource } from '../core/stream-body.ts'
import { choice, integer } from '../kit/field.ts'
import { defineLanguage } from '../kit/language.ts'
import { namespaceField, namespacesOf } from './namespaces.ts'
import { sourceField, sourceReader } from './source.ts'
import { partsOfValue, type TextReading } from './tokenize/value-parts.ts'
import { parsePath } from './xtokenize/path.ts'
import { xmlTokens } from './xtokenize/xml-tokens.ts'

const MODES = ['i', 'w', 'u', 't'] as const
const ITERATOR = 'org.apache.camel.language.xtokenizer.XMLTokenExpressionIterator$XMLTokenIterator'

/** Elements of XML. */
export const xtokenize = defineLanguage({
  name: 'xtokenize',
  summary: 'Cuts the elements out of XML that a path names; mostly for split.',
  notes: [
    'A path has names behind / or //; * and ? in a name are wildcards, the prefix * is any namespace.',
    'The value is an iterator: with split and streaming a document of any size needs little memory. Mode w keeps what stands before an element.',
    'Entities stay as they are written; a DOCTYPE is passed over. A body that is null is a failure.',
  ],
  fields: {
    mode: choice(MODES, {
      describe:
        'What becomes of an element: i adds the namespace declarations of its ancestors, w wraps it in its ancestors, u is its content, t its text.',
      default: 'i',
    }),
    group: integer({ describe: 'How many elements to join into one part; but for mode w within an element <group>.', default: 1 }),
    namespace: namespaceField,
    source: sourceField,
  },
  examples: [
    {
      title: 'The items of a large order',
      yaml: `- route:
    id: items
    from:
      uri: direct:items
      steps:
        - split:
            xtokenize: { expression: //o:item, mode: i, namespace: [{ key: o, value: "urn:order" }] }
            streaming: true
            steps:
              - log: "\${body}"
`,
    },
  ],
  compile(source, { mode, group, namespace, ...options }) {
    const steps = parsePath(source, namespacesOf(namespace))
    const read = sourceReader('xtokenize', options.source)
    return exchange => {
      const value = read(exchange)
      if (value === null || value === undefined)
        throw errors.KF_EXPR_PAYLOAD({ on: exchange.messageText, exchange: String(exchange), wanted: 'java.io.InputStream' })
      const cut = xmlTokens(steps, mode, Math.max(group, 1))
      return markJavaClass(partsOfValue(value, cut, exchange, XML), ITERATOR)
    }
  },
})

/** XML in bytes says itself how it is encoded. */
const XML: TextReading = {
  text: (value, exchange) => {
    const bytes = isByteSource(value) && value.text === undefined ? value.bytes : value
    return bytes instanceof Uint8Array ? decodeXml(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) : toText(value, exchange)
  },
  chunks: xmlChunks,
}
