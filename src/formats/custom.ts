import { errors } from '../core/errors.ts'
import { bean } from '../kit/field.ts'
import { type DataFormat, defineFormat } from '../kit/format.ts'

/** A data format that is a bean. */
export const custom = defineFormat({
  name: 'custom',
  summary: 'A data format that is a bean: an object with marshal(exchange, body) and unmarshal(exchange, body).',
  fields: { ref: bean<Partial<DataFormat>, { describe: string; required: true }>({ describe: 'The name of the bean.', required: true }) },
  examples: [
    {
      title: 'Pretty JSON, configured once',
      yaml: `- beans:
    - name: pretty
      type: org.apache.camel.component.jackson.JacksonDataFormat
      properties: { prettyPrint: true }
- route:
    id: pretty
    from:
      uri: direct:pretty
      steps:
        - marshal: { custom: { ref: pretty } }
`,
    },
  ],
  open({ ref }) {
    if (typeof ref?.marshal === 'function' && typeof ref.unmarshal === 'function') return ref as DataFormat
    throw errors.KF_FORMAT_OPTION({ format: 'custom', reason: 'the bean is no data format: it needs the methods marshal and unmarshal' })
  },
})
