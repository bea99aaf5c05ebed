import { convert, defineLanguage, definePlugIn, errors, text } from 'kafila/kit'

export const __WORD__ = defineLanguage({
  name: '__WORD__',
  summary: 'Paths into a body that is made of maps and lists, or is JSON: `customer.address.city`, `items.0.price`.',
  fields: { otherwise: text({ describe: 'What a path that leads nowhere gives; without it null.' }) },
  examples: [
    {
      title: 'A city as header',
      yaml: `- from:
    uri: direct:orders
    steps:
      - setHeader: { name: city, __WORD__: customer.address.city }
      - to: mock:orders
`,
    },
  ],
  // its expressions change nothing and run no code of others
  computes: true,
  // called by `kafila validate`, with an editor's every change: throws what is wrong with a text
  check: text => void parse(text),
  // called once for each expression, when the route is built
  compile(text, { otherwise = null }) {
    const keys = parse(text)
    // called for each message
    return exchange => keys.reduce((value, key) => value?.[key], content(exchange)) ?? otherwise
  },
})

/** The keys of a path; text that is none is an error, with the offset of what is wrong. */
function parse(text) {
  let offset = 0
  return text.split('.').map(key => {
    if (!/^[\w-]+$/.test(key)) {
      const reason = key === '' ? 'a key is missing' : `${key} is no key`
      throw errors.KF_EXPR_SYNTAX({ language: '__WORD__', text, reason, offset })
    }
    offset += key.length + 1
    return key
  })
}

/** Maps and lists as they are; text, bytes and streams as the JSON in them. */
function content(exchange) {
  const { body } = exchange
  if (body?.constructor === Object || Array.isArray(body)) return body
  const json = convert(body, 'java.lang.String', exchange)
  try {
    return JSON.parse(json)
  } catch (cause) {
    throw errors.KF_EXPR_EVALUATION({ language: '__WORD__', reason: 'the body is no JSON' }, { cause })
  }
}

export default definePlugIn({ languages: [__WORD__] })
