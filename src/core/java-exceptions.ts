/**
 * Java's exceptions that routes may name: those of the JDK, of Camel 4.22's modules and of what they stand on. Each line is a class and
 * its subclasses; a name without package is in that of the name before it. Marks tell which public constructors a class has, because
 * `throwException` needs one: `!` only one with a message, `?` only one without, `#` neither.
 */
const TABLE = `
java.lang.Throwable: java.lang.Error Exception
java.lang.Error: java.io.IOError# java.lang.AssertionError? LinkageError VirtualMachineError# java.nio.charset.CoderMalfunctionError#
  java.util.ServiceConfigurationError! javax.xml.parsers.FactoryConfigurationError javax.xml.stream.FactoryConfigurationError
  javax.xml.transform.TransformerFactoryConfigurationError javax.xml.validation.SchemaFactoryConfigurationError
java.lang.LinkageError: java.lang.BootstrapMethodError ClassCircularityError ClassFormatError ExceptionInInitializerError
  IncompatibleClassChangeError NoClassDefFoundError UnsatisfiedLinkError VerifyError
java.lang.ClassFormatError: java.lang.UnsupportedClassVersionError java.lang.reflect.GenericSignatureFormatError
java.lang.IncompatibleClassChangeError: java.lang.AbstractMethodError IllegalAccessError InstantiationError NoSuchFieldError
  NoSuchMethodError
java.lang.VirtualMachineError: java.lang.InternalError OutOfMemoryError StackOverflowError UnknownError
java.lang.InternalError: java.util.zip.ZipError!
java.lang.Exception: jakarta.jms.JMSException! java.io.IOException java.lang.CloneNotSupportedException InterruptedException
  ReflectiveOperationException RuntimeException java.net.URISyntaxException# java.rmi.AlreadyBoundException NotBoundException
  java.security.GeneralSecurityException PrivilegedActionException# java.sql.SQLException java.text.ParseException#
  java.util.TooManyListenersException java.util.concurrent.BrokenBarrierException ExecutionException# TimeoutException
  java.util.zip.DataFormatException javax.jms.JMSException! javax.naming.NamingException javax.security.auth.DestroyFailedException
  RefreshFailedException javax.xml.datatype.DatatypeConfigurationException javax.xml.parsers.ParserConfigurationException
  javax.xml.stream.XMLStreamException javax.xml.transform.TransformerException! javax.xml.xpath.XPathException!
  org.apache.camel.CamelException VetoCamelContextStartException# org.apache.camel.component.rest.openapi.RestOpenApiValidationException#
  org.apache.camel.language.groovy.GroovyValidationException# org.eclipse.paho.client.mqttv3.MqttException#
  org.eclipse.paho.mqttv5.common.MqttException# org.xml.sax.SAXException
java.io.IOException: com.fasterxml.jackson.core.JacksonException# java.io.CharConversionException EOFException FileNotFoundException
  InterruptedIOException ObjectStreamException# SyncFailedException! UTFDataFormatException UnsupportedEncodingException
  java.net.HttpRetryException# MalformedURLException ProtocolException SocketException UnknownHostException UnknownServiceException
  java.net.http.HttpTimeoutException! WebSocketHandshakeException# java.nio.channels.ClosedChannelException?
  FileLockInterruptionException? InterruptedByTimeoutException? java.nio.charset.CharacterCodingException?
  java.nio.file.FileSystemException! java.nio.file.attribute.UserPrincipalNotFoundException! java.rmi.RemoteException
  java.util.InvalidPropertiesFormatException! java.util.zip.ZipException javax.net.ssl.SSLException! javax.security.sasl.SaslException
  org.apache.camel.NoFactoryAvailableException! org.apache.hc.client5.http.ClientProtocolException
  org.apache.hc.core5.http.ConnectionClosedException NoHttpResponseException
com.fasterxml.jackson.core.JacksonException: com.fasterxml.jackson.core.JsonProcessingException#
com.fasterxml.jackson.core.JsonProcessingException: com.fasterxml.jackson.core.exc.StreamConstraintsException! StreamReadException#
  StreamWriteException# com.fasterxml.jackson.databind.DatabindException# net.thisptr.jackson.jq.exception.JsonQueryException!
com.fasterxml.jackson.core.exc.StreamReadException: com.fasterxml.jackson.core.JsonParseException!
  com.fasterxml.jackson.core.exc.InputCoercionException#
com.fasterxml.jackson.core.JsonParseException: com.fasterxml.jackson.core.io.JsonEOFException#
com.fasterxml.jackson.databind.DatabindException: com.fasterxml.jackson.databind.JsonMappingException!
com.fasterxml.jackson.databind.JsonMappingException: com.fasterxml.jackson.databind.exc.InvalidDefinitionException#
  MismatchedInputException# ValueInstantiationException#
com.fasterxml.jackson.databind.exc.MismatchedInputException: com.fasterxml.jackson.databind.exc.InvalidFormatException#
  InvalidNullException# InvalidTypeIdException# PropertyBindingException#
com.fasterxml.jackson.databind.exc.PropertyBindingException: com.fasterxml.jackson.databind.exc.IgnoredPropertyException#
  UnrecognizedPropertyException#
net.thisptr.jackson.jq.exception.JsonQueryException: net.thisptr.jackson.jq.exception.IllegalJsonArgumentException!
  IllegalJsonInputException! JsonQueryBreakException! JsonQueryTypeException! JsonQueryUndefinedBehaviorException! JsonQueryUserException#
java.io.InterruptedIOException: java.net.SocketTimeoutException
java.net.SocketTimeoutException: org.apache.hc.client5.http.ConnectTimeoutException
java.io.ObjectStreamException: java.io.InvalidClassException! InvalidObjectException! NotActiveException NotSerializableException
  OptionalDataException# StreamCorruptedException WriteAbortedException#
java.net.SocketException: java.net.BindException ConnectException NoRouteToHostException PortUnreachableException
java.net.ConnectException: org.apache.hc.client5.http.HttpHostConnectException
java.net.http.HttpTimeoutException: java.net.http.HttpConnectTimeoutException!
java.nio.channels.ClosedChannelException: java.nio.channels.AsynchronousCloseException?
java.nio.channels.AsynchronousCloseException: java.nio.channels.ClosedByInterruptException?
java.nio.charset.CharacterCodingException: java.nio.charset.MalformedInputException# UnmappableCharacterException#
java.nio.file.FileSystemException: java.nio.file.AccessDeniedException! AtomicMoveNotSupportedException# DirectoryNotEmptyException!
  FileAlreadyExistsException! FileSystemLoopException! NoSuchFileException! NotDirectoryException! NotLinkException!
java.rmi.RemoteException: java.rmi.AccessException! ConnectException! ConnectIOException! MarshalException! NoSuchObjectException!
  ServerError# ServerException! ServerRuntimeException# StubNotFoundException! UnexpectedException! UnknownHostException!
  UnmarshalException!
java.util.zip.ZipException: java.util.jar.JarException
javax.net.ssl.SSLException: javax.net.ssl.SSLHandshakeException! SSLKeyException! SSLPeerUnverifiedException! SSLProtocolException!
javax.security.sasl.SaslException: javax.security.sasl.AuthenticationException
java.lang.ReflectiveOperationException: java.lang.ClassNotFoundException IllegalAccessException InstantiationException
  NoSuchFieldException NoSuchMethodException java.lang.reflect.InvocationTargetException#
java.lang.RuntimeException: com.dashjoin.jsonata.JException com.fasterxml.jackson.databind.RuntimeJsonMappingException!
  com.google.gson.JsonParseException com.jayway.jsonpath.JsonPathException com.jayway.jsonpath.internal.EvaluationAbortException?
  com.mongodb.MongoException! io.github.resilience4j.bulkhead.BulkheadFullException#
  io.github.resilience4j.circuitbreaker.CallNotPermittedException# IllegalStateTransitionException# ResultRecordedAsFailureException#
  io.github.resilience4j.core.ConfigurationNotFoundException! InstantiationException! java.io.UncheckedIOException#
  java.lang.ArithmeticException ArrayStoreException ClassCastException EnumConstantNotPresentException# IllegalArgumentException
  IllegalCallerException IllegalMonitorStateException IllegalStateException IndexOutOfBoundsException LayerInstantiationException
  NegativeArraySizeException NullPointerException SecurityException TypeNotPresentException# UnsupportedOperationException
  java.lang.reflect.InaccessibleObjectException MalformedParameterizedTypeException MalformedParametersException
  UndeclaredThrowableException# java.nio.BufferOverflowException? BufferUnderflowException? java.nio.file.FileSystemAlreadyExistsException
  FileSystemNotFoundException ProviderNotFoundException java.security.ProviderException java.time.DateTimeException!
  java.util.ConcurrentModificationException EmptyStackException? IllformedLocaleException MissingResourceException# NoSuchElementException
  java.util.concurrent.CompletionException# RejectedExecutionException javax.xml.catalog.CatalogException!
  org.apache.camel.RuntimeCamelException org.apache.camel.spi.OptimisticLockingAggregationRepository$OptimisticLockingException?
  org.apache.kafka.common.KafkaException org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException org.springframework.dao.DataAccessException# org.yaml.snakeyaml.error.YAMLException
  software.amazon.awssdk.core.exception.SdkException#
com.google.gson.JsonParseException: com.google.gson.JsonSyntaxException
org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException: org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException
  CircuitBreakerOpenException TimeoutException
com.jayway.jsonpath.JsonPathException: com.jayway.jsonpath.InvalidCriteriaException InvalidJsonException InvalidModificationException!
  InvalidPathException ValueCompareException com.jayway.jsonpath.spi.mapper.MappingException!
com.jayway.jsonpath.InvalidPathException: com.jayway.jsonpath.PathNotFoundException
java.lang.IllegalArgumentException: java.lang.IllegalThreadStateException NumberFormatException
  java.nio.channels.IllegalChannelGroupException? IllegalSelectorException? UnresolvedAddressException? UnsupportedAddressTypeException?
  java.nio.charset.IllegalCharsetNameException! UnsupportedCharsetException! java.nio.file.InvalidPathException# ProviderMismatchException
  java.security.InvalidParameterException java.util.IllegalFormatException# java.util.regex.PatternSyntaxException#
  org.apache.camel.language.simple.SimpleAssertionException!
java.util.IllegalFormatException: java.util.DuplicateFormatFlagsException! FormatFlagsConversionMismatchException#
  IllegalFormatCodePointException# IllegalFormatConversionException# IllegalFormatFlagsException! IllegalFormatPrecisionException#
  IllegalFormatWidthException# MissingFormatArgumentException! MissingFormatWidthException! UnknownFormatConversionException!
  UnknownFormatFlagsException!
java.lang.IllegalStateException: io.github.resilience4j.core.exception.AcquirePermissionCancelledException java.nio.InvalidMarkException?
  java.nio.channels.AcceptPendingException? AlreadyBoundException? AlreadyConnectedException? CancelledKeyException?
  ClosedSelectorException? ConnectionPendingException? IllegalBlockingModeException? NoConnectionPendingException?
  NonReadableChannelException? NonWritableChannelException? NotYetBoundException? NotYetConnectedException? OverlappingFileLockException?
  ReadPendingException? ShutdownChannelGroupException? WritePendingException? java.nio.file.ClosedDirectoryStreamException?
  ClosedFileSystemException? ClosedWatchServiceException? java.util.FormatterClosedException? java.util.concurrent.CancellationException
java.lang.IndexOutOfBoundsException: java.lang.ArrayIndexOutOfBoundsException StringIndexOutOfBoundsException
java.lang.SecurityException: java.rmi.RMISecurityException! java.security.AccessControlException!
java.lang.UnsupportedOperationException: java.nio.ReadOnlyBufferException? java.nio.file.ReadOnlyFileSystemException?
java.time.DateTimeException: java.time.format.DateTimeParseException# java.time.temporal.UnsupportedTemporalTypeException!
  java.time.zone.ZoneRulesException!
java.util.ConcurrentModificationException: java.nio.file.DirectoryIteratorException#
java.util.NoSuchElementException: java.util.InputMismatchException
java.util.concurrent.RejectedExecutionException: org.apache.camel.processor.ThrottlerRejectedExecutionException!
org.apache.camel.RuntimeCamelException: org.apache.camel.AlreadyStoppedException? ExpectedBodyTypeException#
  ExpressionEvaluationException# ExpressionIllegalSyntaxException! FailedToCreateConsumerException# FailedToCreateEndpointException
  FailedToCreateProducerException# FailedToCreateRouteException! FailedToCreateRouteFromTemplateException#
  FailedToStartComponentException# FailedToStartRouteException# InvalidPropertyException# NoSuchBeanException! NoSuchEndpointException!
  NoSuchLanguageException! NoSuchServiceException# PropertyBindingException# ProxyInstantiationException# ResolveEndpointFailedException!
  RuntimeExchangeException# RuntimeExpressionException! RuntimeTransformException! TypeConversionException# TypeConverterExistsException#
  TypeConverterLoaderException! org.apache.camel.component.bean.ParameterBindingException#
  org.apache.camel.component.file.GenericFileOperationFailedException! org.apache.camel.language.csimple.CSimpleException#
  org.apache.camel.language.simple.types.SimpleParserException# org.apache.camel.processor.idempotent.NoMessageIdException#
  org.apache.camel.processor.resequencer.MessageRejectedException! org.apache.camel.processor.resume.NoOffsetException#
org.apache.camel.ExpressionIllegalSyntaxException: org.apache.camel.language.simple.types.SimpleIllegalSyntaxException#
org.apache.camel.NoSuchBeanException: org.apache.camel.NoSuchBeanTypeException#
org.apache.camel.RuntimeExchangeException: org.apache.camel.CamelExecutionException# InvalidPayloadRuntimeException#
  org.apache.camel.component.bean.AmbiguousMethodCallException# MethodNotFoundException#
org.apache.camel.RuntimeExpressionException: org.apache.camel.language.bean.RuntimeBeanExpressionException#
  org.apache.camel.language.xpath.InvalidXPathException#
org.apache.camel.TypeConversionException: org.apache.camel.StreamCacheException#
org.apache.kafka.common.KafkaException: org.apache.kafka.common.errors.ApiException SerializationException
org.apache.kafka.common.errors.ApiException: org.apache.kafka.common.errors.RetriableException#
org.apache.kafka.common.errors.RetriableException: org.apache.kafka.common.errors.TimeoutException
org.yaml.snakeyaml.error.YAMLException: org.yaml.snakeyaml.error.MarkedYAMLException
org.yaml.snakeyaml.error.MarkedYAMLException: org.yaml.snakeyaml.composer.ComposerException
  org.yaml.snakeyaml.constructor.ConstructorException org.yaml.snakeyaml.parser.ParserException
  org.yaml.snakeyaml.scanner.ScannerException
java.security.GeneralSecurityException: java.security.DigestException InvalidAlgorithmParameterException KeyException KeyStoreException
  NoSuchAlgorithmException NoSuchProviderException SignatureException UnrecoverableEntryException java.security.cert.CRLException
  CertPathBuilderException CertPathValidatorException CertStoreException CertificateException java.security.spec.InvalidKeySpecException
  InvalidParameterSpecException javax.crypto.BadPaddingException DecapsulateException! ExemptionMechanismException
  IllegalBlockSizeException NoSuchPaddingException ShortBufferException javax.security.auth.login.LoginException
java.security.KeyException: java.security.InvalidKeyException KeyManagementException
java.security.UnrecoverableEntryException: java.security.UnrecoverableKeyException
java.security.cert.CertificateException: java.security.cert.CertificateEncodingException CertificateExpiredException
  CertificateNotYetValidException CertificateParsingException CertificateRevokedException#
javax.crypto.BadPaddingException: javax.crypto.AEADBadTagException
javax.security.auth.login.LoginException: javax.security.auth.login.AccountException CredentialException FailedLoginException
javax.security.auth.login.AccountException: javax.security.auth.login.AccountExpiredException AccountLockedException
  AccountNotFoundException
javax.security.auth.login.CredentialException: javax.security.auth.login.CredentialExpiredException CredentialNotFoundException
java.sql.SQLException: java.sql.BatchUpdateException? SQLClientInfoException? SQLNonTransientException SQLRecoverableException
  SQLTransientException
java.sql.SQLNonTransientException: java.sql.SQLDataException SQLFeatureNotSupportedException SQLIntegrityConstraintViolationException
  SQLInvalidAuthorizationSpecException SQLNonTransientConnectionException SQLSyntaxErrorException
java.sql.SQLTransientException: java.sql.SQLTimeoutException SQLTransactionRollbackException SQLTransientConnectionException
javax.naming.NamingException: javax.naming.CannotProceedException CommunicationException ConfigurationException ContextNotEmptyException
  InsufficientResourcesException InterruptedNamingException InvalidNameException LimitExceededException LinkException
  NameAlreadyBoundException NameNotFoundException NamingSecurityException# NoInitialContextException NotContextException
  OperationNotSupportedException PartialResultException ReferralException# ServiceUnavailableException
  javax.naming.directory.AttributeInUseException AttributeModificationException InvalidAttributeIdentifierException
  InvalidAttributeValueException InvalidAttributesException InvalidSearchControlsException InvalidSearchFilterException
  NoSuchAttributeException SchemaViolationException
javax.naming.LimitExceededException: javax.naming.SizeLimitExceededException TimeLimitExceededException
javax.naming.LinkException: javax.naming.LinkLoopException MalformedLinkException
javax.naming.NamingSecurityException: javax.naming.AuthenticationException AuthenticationNotSupportedException NoPermissionException
javax.naming.ReferralException: javax.naming.ldap.LdapReferralException#
javax.xml.transform.TransformerException: javax.xml.transform.TransformerConfigurationException
javax.xml.xpath.XPathException: javax.xml.xpath.XPathExpressionException! XPathFactoryConfigurationException!
javax.xml.xpath.XPathExpressionException: javax.xml.xpath.XPathFunctionException!
org.apache.camel.CamelException: org.apache.camel.CamelExchangeException# LoadPropertiesException# NoTypeConversionAvailableException#
  org.apache.camel.http.base.HttpOperationFailedException#
org.apache.camel.CamelExchangeException: org.apache.camel.CamelAuthorizationException# CamelUnitOfWorkException#
  ExchangeTimedOutException# InvalidPayloadException# NoSuchHeaderException# NoSuchHeaderOrPropertyException# NoSuchPropertyException#
  NoSuchVariableException# RollbackExchangeException# ValidationException# org.apache.camel.attachment.NoSuchAttachmentException#
  org.apache.camel.component.direct.DirectConsumerNotAvailableException#
  org.apache.camel.component.seda.SedaConsumerNotAvailableException# org.apache.camel.processor.aggregate.ClosedCorrelationKeyException#
org.apache.camel.ValidationException: org.apache.camel.component.jsonvalidator.JsonValidationException NoJsonBodyValidationException#
  NoJsonHeaderValidationException# org.apache.camel.support.processor.PredicateValidationException#
  org.apache.camel.support.processor.validation.NoXmlBodyValidationException# NoXmlHeaderValidationException# SchemaValidationException#
org.xml.sax.SAXException: org.xml.sax.SAXNotRecognizedException SAXNotSupportedException SAXParseException#
software.amazon.awssdk.core.exception.SdkException: software.amazon.awssdk.core.exception.SdkClientException# SdkServiceException#
software.amazon.awssdk.core.exception.SdkServiceException: software.amazon.awssdk.awscore.exception.AwsServiceException#
software.amazon.awssdk.awscore.exception.AwsServiceException: software.amazon.awssdk.services.s3.model.S3Exception#
software.amazon.awssdk.services.s3.model.S3Exception: software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException#
  BucketAlreadyOwnedByYouException# InvalidObjectStateException# NoSuchBucketException# NoSuchKeyException# NoSuchUploadException#
  ObjectAlreadyInActiveTierErrorException# ObjectNotInActiveTierErrorException#
`

/** What is known of an exception class. */
export interface JavaException {
  readonly superclass: string
  /** Whether it can be made with a message, and without one. */
  readonly takesMessage: boolean
  readonly takesNothing: boolean
}

let table: Map<string, JavaException> | undefined

/** The classes by their full names; read when they are first asked for. */
export function javaExceptions(): ReadonlyMap<string, JavaException> {
  table ??= readTable()
  return table
}

function readTable(): Map<string, JavaException> {
  const result = new Map<string, JavaException>()
  let superclass = ''
  let prefix = ''
  for (const word of TABLE.trim().split(/\s+/)) {
    if (word.endsWith(':')) {
      superclass = word.slice(0, -1)
      continue
    }
    const name = word.replace(/[!?#]$/, '')
    const mark = word.slice(name.length)
    if (name.includes('.')) prefix = name.slice(0, name.lastIndexOf('.') + 1)
    result.set(name.includes('.') ? name : prefix + name, {
      superclass,
      takesMessage: mark !== '?' && mark !== '#',
      takesNothing: mark !== '!' && mark !== '#',
    })
  }
  return result
}
