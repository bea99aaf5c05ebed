import { isKafilaError } from './errors/define.ts'

/**
 * Java's exception classes by which routes name failures, each with its superclass. `java.lang.Exception` is the root for everything
 * that is not here. Short names are not accepted by Camel and not here either.
 */
const SUPERCLASS: Readonly<Record<string, string>> = {
  'java.lang.Exception': 'java.lang.Throwable',
  'java.lang.Error': 'java.lang.Throwable',
  'java.lang.VirtualMachineError': 'java.lang.Error',
  'java.lang.StackOverflowError': 'java.lang.VirtualMachineError',
  'java.lang.OutOfMemoryError': 'java.lang.VirtualMachineError',
  'java.lang.AssertionError': 'java.lang.Error',
  'java.lang.RuntimeException': 'java.lang.Exception',
  'java.lang.IllegalArgumentException': 'java.lang.RuntimeException',
  'java.lang.NumberFormatException': 'java.lang.IllegalArgumentException',
  'java.util.regex.PatternSyntaxException': 'java.lang.IllegalArgumentException',
  'java.lang.IllegalStateException': 'java.lang.RuntimeException',
  'java.lang.NullPointerException': 'java.lang.RuntimeException',
  'java.lang.ClassCastException': 'java.lang.RuntimeException',
  'java.lang.ArithmeticException': 'java.lang.RuntimeException',
  'java.lang.UnsupportedOperationException': 'java.lang.RuntimeException',
  'java.lang.SecurityException': 'java.lang.RuntimeException',
  'java.lang.IndexOutOfBoundsException': 'java.lang.RuntimeException',
  'java.lang.ArrayIndexOutOfBoundsException': 'java.lang.IndexOutOfBoundsException',
  'java.lang.StringIndexOutOfBoundsException': 'java.lang.IndexOutOfBoundsException',
  'java.util.ConcurrentModificationException': 'java.lang.RuntimeException',
  'java.util.NoSuchElementException': 'java.lang.RuntimeException',
  'java.util.concurrent.RejectedExecutionException': 'java.lang.RuntimeException',
  'java.util.concurrent.CancellationException': 'java.lang.IllegalStateException',
  'java.time.DateTimeException': 'java.lang.RuntimeException',
  'java.time.format.DateTimeParseException': 'java.time.DateTimeException',
  'java.io.UncheckedIOException': 'java.lang.RuntimeException',
  'java.lang.ReflectiveOperationException': 'java.lang.Exception',
  'java.lang.ClassNotFoundException': 'java.lang.ReflectiveOperationException',
  'java.lang.NoSuchMethodException': 'java.lang.ReflectiveOperationException',
  'java.lang.InterruptedException': 'java.lang.Exception',
  'java.lang.ArrayStoreException': 'java.lang.RuntimeException',
  'java.nio.charset.UnsupportedCharsetException': 'java.lang.IllegalArgumentException',
  'java.lang.CloneNotSupportedException': 'java.lang.Exception',
  'java.io.IOException': 'java.lang.Exception',
  'java.io.FileNotFoundException': 'java.io.IOException',
  'java.io.EOFException': 'java.io.IOException',
  'java.io.UnsupportedEncodingException': 'java.io.IOException',
  'java.io.UTFDataFormatException': 'java.io.IOException',
  'java.nio.file.FileSystemException': 'java.io.IOException',
  'java.nio.file.NoSuchFileException': 'java.nio.file.FileSystemException',
  'java.nio.file.AccessDeniedException': 'java.nio.file.FileSystemException',
  'java.nio.charset.CharacterCodingException': 'java.io.IOException',
  'java.util.zip.ZipException': 'java.io.IOException',
  'java.net.SocketException': 'java.io.IOException',
  'java.net.ConnectException': 'java.net.SocketException',
  'java.net.NoRouteToHostException': 'java.net.SocketException',
  'java.io.InterruptedIOException': 'java.io.IOException',
  'java.net.SocketTimeoutException': 'java.io.InterruptedIOException',
  'java.net.UnknownHostException': 'java.io.IOException',
  'java.net.BindException': 'java.net.SocketException',
  'org.apache.hc.client5.http.HttpHostConnectException': 'java.net.ConnectException',
  'org.apache.hc.client5.http.ConnectTimeoutException': 'java.net.SocketTimeoutException',
  'org.apache.hc.client5.http.ClientProtocolException': 'java.io.IOException',
  'org.apache.hc.core5.http.NoHttpResponseException': 'java.io.IOException',
  'org.apache.hc.core5.http.ConnectionClosedException': 'java.io.IOException',
  'java.net.MalformedURLException': 'java.io.IOException',
  'java.net.URISyntaxException': 'java.lang.Exception',
  'javax.net.ssl.SSLException': 'java.io.IOException',
  'java.sql.SQLException': 'java.lang.Exception',
  'java.text.ParseException': 'java.lang.Exception',
  'java.util.concurrent.TimeoutException': 'java.lang.Exception',
  'java.util.concurrent.ExecutionException': 'java.lang.Exception',
  'javax.xml.transform.TransformerException': 'java.lang.Exception',
  'org.xml.sax.SAXException': 'java.lang.Exception',
  'org.xml.sax.SAXParseException': 'org.xml.sax.SAXException',
  'com.fasterxml.jackson.core.JacksonException': 'java.io.IOException',
  'com.fasterxml.jackson.core.JsonProcessingException': 'com.fasterxml.jackson.core.JacksonException',
  'com.fasterxml.jackson.core.JsonParseException': 'com.fasterxml.jackson.core.JsonProcessingException',
  'com.fasterxml.jackson.core.io.JsonEOFException': 'com.fasterxml.jackson.core.JsonParseException',
  'com.fasterxml.jackson.core.exc.StreamConstraintsException': 'com.fasterxml.jackson.core.JsonProcessingException',
  'com.fasterxml.jackson.databind.DatabindException': 'com.fasterxml.jackson.core.JsonProcessingException',
  'com.fasterxml.jackson.databind.JsonMappingException': 'com.fasterxml.jackson.databind.DatabindException',
  'com.fasterxml.jackson.databind.exc.MismatchedInputException': 'com.fasterxml.jackson.databind.JsonMappingException',
  'com.fasterxml.jackson.databind.exc.InvalidFormatException': 'com.fasterxml.jackson.databind.exc.MismatchedInputException',
  'com.fasterxml.jackson.core.exc.InputCoercionException': 'com.fasterxml.jackson.core.JsonProcessingException',
  'com.google.gson.JsonParseException': 'java.lang.RuntimeException',
  'com.google.gson.JsonSyntaxException': 'com.google.gson.JsonParseException',
  'org.yaml.snakeyaml.error.YAMLException': 'java.lang.RuntimeException',
  'org.yaml.snakeyaml.error.MarkedYAMLException': 'org.yaml.snakeyaml.error.YAMLException',
  'org.yaml.snakeyaml.scanner.ScannerException': 'org.yaml.snakeyaml.error.MarkedYAMLException',
  'org.yaml.snakeyaml.parser.ParserException': 'org.yaml.snakeyaml.error.MarkedYAMLException',
  'org.yaml.snakeyaml.composer.ComposerException': 'org.yaml.snakeyaml.error.MarkedYAMLException',
  'org.yaml.snakeyaml.constructor.ConstructorException': 'org.yaml.snakeyaml.error.MarkedYAMLException',
  'com.fasterxml.jackson.databind.exc.InvalidDefinitionException': 'com.fasterxml.jackson.databind.JsonMappingException',
  'com.dashjoin.jsonata.JException': 'java.lang.RuntimeException',
  'org.apache.camel.CamelException': 'java.lang.Exception',
  'org.apache.camel.CamelExchangeException': 'org.apache.camel.CamelException',
  'org.apache.camel.RollbackExchangeException': 'org.apache.camel.CamelExchangeException',
  'org.apache.camel.ValidationException': 'org.apache.camel.CamelExchangeException',
  'org.apache.camel.support.processor.PredicateValidationException': 'org.apache.camel.ValidationException',
  'org.apache.camel.component.jsonvalidator.JsonValidationException': 'org.apache.camel.ValidationException',
  'org.apache.camel.component.jsonvalidator.NoJsonBodyValidationException': 'org.apache.camel.ValidationException',
  'org.apache.camel.component.jsonvalidator.NoJsonHeaderValidationException': 'org.apache.camel.ValidationException',
  'org.apache.camel.support.processor.validation.SchemaValidationException': 'org.apache.camel.ValidationException',
  'org.apache.camel.support.processor.validation.NoXmlBodyValidationException': 'org.apache.camel.ValidationException',
  'org.apache.camel.support.processor.validation.NoXmlHeaderValidationException': 'org.apache.camel.ValidationException',
  'org.apache.camel.InvalidPayloadException': 'org.apache.camel.CamelExchangeException',
  'org.apache.camel.ExpectedBodyTypeException': 'org.apache.camel.RuntimeExchangeException',
  'org.apache.camel.ExchangeTimedOutException': 'org.apache.camel.CamelExchangeException',
  'org.apache.camel.NoTypeConversionAvailableException': 'org.apache.camel.CamelException',
  'org.apache.camel.processor.ThrottlerRejectedExecutionException': 'java.util.concurrent.RejectedExecutionException',
  'org.apache.camel.processor.aggregate.ClosedCorrelationKeyException': 'org.apache.camel.CamelExchangeException',
  'org.apache.camel.processor.resequencer.MessageRejectedException': 'org.apache.camel.CamelExchangeException',
  'org.apache.camel.processor.idempotent.NoMessageIdException': 'org.apache.camel.CamelExchangeException',
  'org.apache.camel.component.direct.DirectConsumerNotAvailableException': 'org.apache.camel.CamelExchangeException',
  'org.apache.camel.component.seda.SedaConsumerNotAvailableException': 'org.apache.camel.CamelExchangeException',
  'org.apache.camel.http.base.HttpOperationFailedException': 'org.apache.camel.CamelException',
  'org.apache.camel.RuntimeCamelException': 'java.lang.RuntimeException',
  'org.apache.camel.RuntimeExchangeException': 'org.apache.camel.RuntimeCamelException',
  'org.apache.camel.TypeConversionException': 'org.apache.camel.RuntimeCamelException',
  'org.apache.camel.CamelExecutionException': 'org.apache.camel.RuntimeExchangeException',
  'org.apache.camel.ExpressionEvaluationException': 'org.apache.camel.RuntimeCamelException',
  'org.apache.camel.ExpressionIllegalSyntaxException': 'org.apache.camel.RuntimeCamelException',
  'org.apache.camel.language.simple.types.SimpleIllegalSyntaxException': 'org.apache.camel.ExpressionIllegalSyntaxException',
  'org.apache.camel.language.simple.types.SimpleParserException': 'java.lang.RuntimeException',
  'org.apache.camel.language.bean.RuntimeBeanExpressionException': 'org.apache.camel.RuntimeExchangeException',
  'org.apache.camel.language.xpath.InvalidXPathException': 'org.apache.camel.RuntimeCamelException',
  'org.apache.camel.NoSuchBeanException': 'org.apache.camel.RuntimeCamelException',
  'org.apache.camel.NoSuchEndpointException': 'org.apache.camel.RuntimeCamelException',
  'org.apache.camel.NoSuchLanguageException': 'org.apache.camel.RuntimeCamelException',
  'org.apache.camel.NoSuchHeaderException': 'org.apache.camel.CamelExchangeException',
  'org.apache.camel.NoSuchPropertyException': 'org.apache.camel.CamelExchangeException',
  'org.apache.camel.NoSuchVariableException': 'org.apache.camel.CamelExchangeException',
  'org.apache.camel.ResolveEndpointFailedException': 'org.apache.camel.FailedToCreateEndpointException',
  'org.apache.camel.FailedToCreateEndpointException': 'org.apache.camel.RuntimeCamelException',
  'org.apache.camel.FailedToCreateProducerException': 'org.apache.camel.RuntimeCamelException',
  'org.apache.camel.FailedToCreateRouteException': 'org.apache.camel.RuntimeCamelException',
  'org.apache.camel.FailedToStartRouteException': 'org.apache.camel.RuntimeCamelException',
  'org.apache.camel.component.bean.MethodNotFoundException': 'org.apache.camel.CamelExchangeException',
  'org.apache.camel.component.bean.ParameterBindingException': 'org.apache.camel.CamelExchangeException',
  'org.apache.camel.component.file.GenericFileOperationFailedException': 'org.apache.camel.RuntimeCamelException',
  'io.github.resilience4j.circuitbreaker.CallNotPermittedException': 'java.lang.RuntimeException',
  'io.github.resilience4j.bulkhead.BulkheadFullException': 'java.lang.RuntimeException',
}

/** Node's error codes as the exceptions that Java throws for the same thing. */
const BY_NODE_CODE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'java.net.ConnectException',
  EHOSTUNREACH: 'java.net.NoRouteToHostException',
  ENETUNREACH: 'java.net.NoRouteToHostException',
  ECONNRESET: 'java.net.SocketException',
  EPIPE: 'java.net.SocketException',
  EADDRINUSE: 'java.net.SocketException',
  ETIMEDOUT: 'java.net.SocketTimeoutException',
  ENOTFOUND: 'java.net.UnknownHostException',
  EAI_AGAIN: 'java.net.UnknownHostException',
  ENOENT: 'java.io.FileNotFoundException',
  EACCES: 'java.nio.file.AccessDeniedException',
  EPERM: 'java.nio.file.AccessDeniedException',
  EISDIR: 'java.io.IOException',
  ENOTDIR: 'java.io.IOException',
  EEXIST: 'java.io.IOException',
  ENOSPC: 'java.io.IOException',
  EMFILE: 'java.io.IOException',
}

/** JavaScript's own error classes. */
const BY_NAME: Readonly<Record<string, string>> = {
  RangeError: 'java.lang.IllegalArgumentException',
  TypeError: 'java.lang.RuntimeException',
  SyntaxError: 'java.lang.IllegalArgumentException',
  ReferenceError: 'java.lang.RuntimeException',
  URIError: 'java.lang.IllegalArgumentException',
  AbortError: 'java.util.concurrent.CancellationException',
  TimeoutError: 'java.util.concurrent.TimeoutException',
}

/**
 * The Java class name of a failure: its own for errors of the table; by Node's code or JavaScript's class for foreign ones; a user's
 * error class keeps its name (and is a `java.lang.RuntimeException`).
 */
export function exceptionType(error: unknown): string {
  if (isKafilaError(error)) return error.type
  if (!(error instanceof Error)) return 'java.lang.RuntimeException'
  const code = (error as NodeJS.ErrnoException).code
  const known = (typeof code === 'string' && BY_NODE_CODE[code]) || BY_NAME[error.name]
  if (known) return known
  const name = error.name === 'Error' ? error.constructor.name : error.name
  return name === 'Error' || name === '' ? 'java.lang.RuntimeException' : name
}

/** Whether routes may name this class: it stands in the table. */
export function isKnownException(type: string): boolean {
  return type === 'java.lang.Throwable' || Object.hasOwn(SUPERCLASS, type)
}

export function knownExceptions(): readonly string[] {
  return ['java.lang.Throwable', ...Object.keys(SUPERCLASS)]
}

const lineages = new Map<string, readonly string[]>()

/** The class and all its superclasses, nearest first. */
export function exceptionLineage(type: string): readonly string[] {
  const known = lineages.get(type)
  if (known !== undefined) return known
  const lineage = [type]
  for (let current = type; current !== 'java.lang.Throwable'; lineage.push(current)) {
    current = SUPERCLASS[current] ?? 'java.lang.Exception'
  }
  if (Object.hasOwn(SUPERCLASS, type)) lineages.set(type, lineage)
  return lineage
}

/** How many steps `type` is below `ancestor` in the hierarchy (0: the same class), or -1 where it is no subclass. */
export function exceptionDistance(type: string, ancestor: string): number {
  return exceptionLineage(type).indexOf(ancestor)
}

const userLineages = new WeakMap<object, readonly string[]>()

/** The classes of a failure, nearest first: for an error class of a host application its own name and those of its superclasses, then Java's. */
export function failureLineage(error: unknown): readonly string[] {
  const type = exceptionType(error)
  if (!(error instanceof Error) || Object.hasOwn(SUPERCLASS, type)) return exceptionLineage(type)
  const known = userLineages.get(error.constructor)
  if (known?.[0] === type) return known
  const names = new Set([type])
  for (let made: unknown = error.constructor; typeof made === 'function' && made !== Error; made = Object.getPrototypeOf(made)) {
    if (made.name !== '' && made.name !== 'KafilaError') names.add(made.name)
  }
  const lineage = [...names, ...exceptionLineage('java.lang.RuntimeException')]
  userLineages.set(error.constructor, lineage)
  return lineage
}

/** Whether a failure is of a class or one of its subclasses. */
export function isFailureOf(error: unknown, type: string): boolean {
  return failureLineage(error).includes(type)
}

/** The failure and its causes, outermost first; cut where a cause repeats. */
export function causeChain(error: unknown): unknown[] {
  const chain: unknown[] = []
  let current = error
  while (current !== undefined && current !== null && !chain.includes(current)) {
    chain.push(current)
    current = current instanceof Error ? current.cause : undefined
  }
  return chain
}

/** The message as Java has it: null for an exception that was made without one. */
export function javaMessage(error: unknown): string | null {
  return isKafilaError(error) && error.details['message'] === null ? null : exceptionMessage(error)
}

/** The message of a failure, of whatever it is. */
export function exceptionMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
