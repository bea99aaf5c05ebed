import { errors } from '../../core/errors.ts'
import type { DataFormatModel, Fields } from '../../kit/field.ts'
import type { DataFormat } from '../../kit/format.ts'
import type { RestBinding } from './binding.ts'

/** The formats that bodies are read and written by; one that the mode does not ask for is missing. */
export interface BindingFormats {
  readonly jsonIn: DataFormat | undefined
  readonly jsonOut: DataFormat | undefined
  readonly xmlIn: DataFormat | undefined
  readonly xmlOut: DataFormat | undefined
}

/** How formats are made where the route is compiled. */
export interface FormatMaker {
  dataFormat(model: DataFormatModel): unknown
  /** The options of a format, or `undefined` where there is no such format. */
  fieldsOf(format: string): Fields | undefined
}

/** Makes the formats that a binding needs. XML without `xmlDataFormat: jacksonXml` needs JAXB, and is refused; with `auto` it is left out. */
export function bindingFormats(binding: RestBinding, maker: FormatMaker): BindingFormats {
  const { bindingMode: mode, type } = binding
  const outType = isPrimitive(binding.outType) ? undefined : binding.outType
  const json = mode === 'auto' || mode.includes('json')
  const xml = mode.includes('xml') || (mode === 'auto' && binding.xmlDataFormat === 'jacksonXml')
  if (xml && binding.xmlDataFormat !== 'jacksonXml') {
    throw errors.KF_ROUTE_UNSUPPORTED({
      what: `bindingMode ${mode} with jaxb`,
      reason: 'it binds Java classes; set xmlDataFormat to jacksonXml',
    })
  }
  const make = (format: string, name: string | undefined, prefix: string) =>
    maker.dataFormat({ format, options: formatOptions(format, name, prefix, binding, maker) }) as DataFormat
  return {
    jsonIn: json ? make('json', type, 'json.in.') : undefined,
    jsonOut: json ? make('json', outType, 'json.out.') : undefined,
    xmlIn: xml ? make('jacksonXml', type, 'xml.in.') : undefined,
    xmlOut: xml ? make('jacksonXml', outType, 'xml.out.') : undefined,
  }
}

/** What is written needs no class; others are checked all the same, since Camel knows no route with a class that is not there. */
function isPrimitive(type: string | undefined): boolean {
  return /^(?:byte|short|int|long|float|double|boolean|char)(?:\[\])?$/.test(type ?? '')
}

const PREFIXES = ['json.in.', 'json.out.', 'xml.in.', 'xml.out.']

function formatOptions(
  format: string,
  type: string | undefined,
  prefix: string,
  { jsonDataFormat, dataFormatProperties }: RestBinding,
  maker: FormatMaker,
): Record<string, unknown> {
  const options: Record<string, unknown> = {}
  if (format === 'json' && jsonDataFormat !== 'jackson') options['library'] = jsonDataFormat
  if (type !== undefined) {
    options['unmarshalType'] = type.replace(/\[\]$/, '')
    if (type.endsWith('[]')) options['useList'] = 'true'
  }
  const fields = maker.fieldsOf(format) ?? {}
  for (const [key, value] of Object.entries(dataFormatProperties)) {
    const own = key.startsWith(prefix) ? key.slice(prefix.length) : key
    if (own === key && PREFIXES.some(each => key.startsWith(each))) continue
    if (!Object.hasOwn(fields, own)) throw errors.KF_FIELD_UNKNOWN({ what: `the data format ${format}`, option: own })
    options[own] = value
  }
  return options
}
