import { errors } from '../../src/core/errors.ts'

/** What a line of JAAS says: the module, and its options. */
export interface Jaas {
  readonly module: string
  readonly options: Readonly<Record<string, string>>
}

const FORM = /^\s*([\w.$]+)\s+(required|requisite|sufficient|optional)\b([\s\S]*?);?\s*$/i
const OPTION = /\s*([\w.]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s;"']+))/gy

/** Reads `saslJaasConfig`. Its text holds secrets: errors do not show it. */
export function parseJaas(text: string): Jaas {
  const found = FORM.exec(text)
  if (found === null) throw invalid('it is not of the form: MODULE required NAME="VALUE" …;')
  const [, module = '', , rest = ''] = found
  const options: Record<string, string> = {}
  OPTION.lastIndex = 0
  let end = 0
  for (let each = OPTION.exec(rest); each !== null; each = OPTION.exec(rest)) {
    const [, name = '', double, single, plain = ''] = each
    options[name] = unescapeText(double ?? single) ?? plain
    end = OPTION.lastIndex
  }
  if (rest.slice(end).trim() !== '') throw invalid('an option is not of the form NAME="VALUE"')
  return { module: module.slice(module.lastIndexOf('.') + 1), options }
}

function unescapeText(text: string | undefined): string | undefined {
  return text?.replaceAll(/\\(.)/g, '$1')
}

function invalid(reason: string): Error {
  return errors.KF_FIELD_INVALID({ option: 'saslJaasConfig', reason })
}
