import { convert, defineFormat, definePlugIn, errors, text } from 'kafila/kit'

export const __WORD__ = defineFormat({
  name: '__WORD__',
  summary: 'Reads lines of names and values (`city=Oslo`) into a map, and writes maps as such lines.',
  fields: { separator: text({ describe: 'What stands between name and value.', default: '=' }) },
  examples: [
    {
      title: 'A city out of lines',
      yaml: `- from:
    uri: direct:orders
    steps:
      - unmarshal: { __WORD__: { separator: ": " } }
      - setBody: { simple: "\${body[city]}" }
      - to: mock:cities
`,
    },
  ],
  // it changes nothing but the message, and runs no code of others
  computes: true,
  // called once for each step, when the route is built
  open({ separator }) {
    if (separator === '' || /[\r\n]/.test(separator))
      throw errors.KF_FORMAT_OPTION({ format: '__WORD__', reason: 'separator is a text of one line' })
    // called for each message; what is read and written may be text, bytes or a stream
    return {
      marshal: (exchange, body) => Buffer.from(write(body, separator, exchange), 'utf8'),
      unmarshal: (exchange, body) => read(convert(body, 'java.lang.String', exchange), separator),
    }
  },
})

function read(text, separator) {
  const entries = text
    .split(/\r?\n/)
    .map((line, index) => entryOf(line, index + 1, separator))
    .filter(entry => entry !== undefined)
  return Object.fromEntries(entries)
}

function entryOf(line, number, separator) {
  if (line === '') return undefined
  const at = line.indexOf(separator)
  if (at < 1) throw cannotRead(`line ${number} has no name and ${JSON.stringify(separator)}`)
  return [line.slice(0, at), line.slice(at + separator.length)]
}

function write(body, separator, exchange) {
  if (body?.constructor !== Object) throw cannotWrite('the body is no map')
  const lines = Object.entries(body).map(([name, value]) => {
    const text = convert(value ?? '', 'java.lang.String', exchange)
    if (name === '' || name.includes(separator) || /[\r\n]/.test(name + text))
      throw cannotWrite(`the entry ${JSON.stringify(name)} does not fit into a line`)
    return `${name}${separator}${text}\n`
  })
  return lines.join('')
}

function cannotRead(reason) {
  return errors.KF_FORMAT_UNMARSHAL({ format: '__WORD__', reason })
}

function cannotWrite(reason) {
  return errors.KF_FORMAT_MARSHAL({ format: '__WORD__', reason })
}

export default definePlugIn({ formats: [__WORD__] })
