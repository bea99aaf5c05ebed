import type { AnyLanguage } from '../kit/catalog.ts'
import { constant } from '../languages/constant.ts'
import { exchangeProperty } from '../languages/exchange-property.ts'
import { file } from '../languages/file.ts'
import { header } from '../languages/header.ts'
import { jq } from '../languages/jq.ts'
import { js } from '../languages/js.ts'
import { jsonata } from '../languages/jsonata/index.ts'
import { jsonpath } from '../languages/jsonpath.ts'
import { language } from '../languages/language.ts'
import { method } from '../languages/method.ts'
import { ref } from '../languages/ref.ts'
import { simple } from '../languages/simple/index.ts'
import { tokenize } from '../languages/tokenize.ts'
import { variable } from '../languages/variable.ts'
import { xpath } from '../languages/xpath.ts'
import { xtokenize } from '../languages/xtokenize.ts'

/** All languages, sorted by name. */
export const languages: readonly AnyLanguage[] = [
  constant,
  exchangeProperty,
  file,
  header,
  jq,
  js,
  jsonata,
  jsonpath,
  language,
  method,
  ref,
  simple,
  tokenize,
  variable,
  xpath,
  xtokenize,
]
