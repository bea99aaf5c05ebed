import { entry } from './define.ts'

/** A class as Java writes its canonical name: inner ones behind a point. */
function canonical(javaClass: string): string {
  return javaClass.replaceAll('$', '.')
}

/** Area EXPR: an expression cannot be read, or fails. */
export const exprErrors = {
  KF_EXPR_SYNTAX: entry<{ language: string; text: string; reason: string; said?: string; offset?: number; fix?: string }>({
    message: d => `bad ${d.language} expression: ${d.reason}${d.offset === undefined ? '' : ` (at character ${d.offset + 1})`}`,
    help: 'The expression cannot be parsed; the column points into it.',
    type: 'org.apache.camel.language.simple.types.SimpleIllegalSyntaxException',
  }),
  KF_EXPR_UNSUPPORTED: entry<{ language: string; what: string; reason: string }>({
    message: d => `${d.language}: ${d.what} is not supported: ${d.reason}`,
    help: 'Camel has this, but it presupposes a JVM or is still missing here.',
  }),
  KF_EXPR_EVALUATION: entry<{ language: string; reason: string }>({
    message: d => d.reason,
    help: 'The expression failed for this message.',
    type: 'org.apache.camel.ExpressionEvaluationException',
  }),
  KF_EXPR_MAP_KEY: entry<{ reason: string }>({
    message: d => d.reason,
    help: 'A map has methods only: a key is read with brackets, ${body[key]}. The application property kafila.simple.map-properties=true lets ${body.key} do it too.',
    type: 'org.apache.camel.component.bean.MethodNotFoundException',
  }),
  KF_EXPR_CONVERSION: entry<{ from: string; to: string; value?: string }>({
    message: d =>
      `No type converter available to convert from type: ${canonical(d.from)} to the required type: ${canonical(d.to)}${d.value === undefined ? '' : ` with value: ${d.value}`}`,
    help: 'The value cannot be turned into the wanted type.',
    type: 'org.apache.camel.NoTypeConversionAvailableException',
  }),
  KF_EXPR_CONVERSION_FAILED: entry<{ from: string; to: string; value: string; reason: string }>({
    message: d =>
      `Error during type conversion from type: ${canonical(d.from)} to the required type: ${canonical(d.to)} with value ${d.value} due to ${d.reason}`,
    help: 'The value has the right kind but a wrong form: a text that is no number, for instance.',
    type: 'org.apache.camel.TypeConversionException',
  }),
  KF_EXPR_CONVERTER: entry<{ reason: string }>({
    message: d => d.reason,
    help: 'A converter refused the value: the cause of a conversion that failed.',
    type: 'java.lang.IllegalArgumentException',
  }),
  KF_EXPR_PAYLOAD: entry<{ wanted: string; on: string; exchange: string; actual?: string; reason?: string; failure?: string }>({
    message: d =>
      `No body available of type: ${d.wanted}${d.actual === undefined ? '' : ` but has type: ${canonical(d.actual)}`} on: ${d.on}${d.reason === undefined ? '' : `. Caused by: ${d.reason}`}. ${d.exchange}${d.failure === undefined ? '' : `. Caused by: [${d.failure}]`}`,
    help: 'The body is absent, or cannot be turned into the wanted type; the cause tells why.',
    type: 'org.apache.camel.InvalidPayloadException',
  }),
  KF_EXPR_UNKNOWN_TYPE: entry<{ name: string }>({
    message: d => `there is no type \`${d.name}\``,
    help: 'Name a Java class as Camel does: String, int, java.util.Map, byte[] and others.',
    type: 'java.lang.IllegalArgumentException',
  }),
  KF_EXPR_UNKNOWN_REF: entry<{ name: string }>({
    message: d => `Cannot find expression or predicate in registry with ref: ${d.name}`,
    help: 'The language `ref` needs a bean that is a function of the exchange or has a method `evaluate`.',
    type: 'java.lang.IllegalArgumentException',
  }),
  KF_EXPR_OPTION: entry<{ language: string; reason: string }>({
    message: d => d.reason,
    help: 'Options of an expression contradict each other, or one has a value that it cannot have.',
    type: 'java.lang.IllegalArgumentException',
  }),
  KF_EXPR_BEAN_METHOD: entry<{ bean: string; methods: string }>({
    message: d => `a bean of type ${d.bean} can only be called with a method named${d.methods === '' ? '' : `: ${d.methods}`}`,
    help: 'A bean without a method named must be a function, have a method `process`, or have only one method.',
    type: 'org.apache.camel.component.bean.AmbiguousMethodCallException',
  }),
} as const
