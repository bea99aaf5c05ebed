import { bean, boolean, choice, duration, hostPorts, integer, number, synchronous, text } from '../../src/kit/index.ts'

const JVM = 'it is a Java object'
const KERBEROS = 'Kerberos is not supported; use PLAIN, SCRAM or OAUTHBEARER'
const JAVA_TLS = 'it belongs to the TLS of Java; sslContextParameters takes options of node:tls'
const SCHEMA_REGISTRY = 'schema registries are not supported; unmarshal with avro, protobuf or json'

/** Who the client is, and how its connection is secured. */
const securityFields = {
  securityProtocol: choice(['PLAINTEXT', 'SASL_PLAINTEXT', 'SASL_SSL', 'SSL'], {
    describe: 'How brokers are talked to; saslAuthType may say more.',
    default: 'PLAINTEXT',
  }),
  saslAuthType: choice(['NONE', 'PLAIN', 'SCRAM_SHA_256', 'SCRAM_SHA_512', 'SSL', 'OAUTH', 'AWS_MSK_IAM', 'KERBEROS'], {
    describe:
      'Sets securityProtocol and saslMechanism in one: PLAIN, SCRAM_* and OAUTH mean SASL_SSL unless securityProtocol is SASL_PLAINTEXT. AWS_MSK_IAM and KERBEROS are not supported.',
  }),
  saslMechanism: choice(['GSSAPI', 'PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512', 'OAUTHBEARER'], {
    describe: 'How the client proves who it is; GSSAPI (Kerberos) is not supported.',
    default: 'GSSAPI',
  }),
  saslUsername: text({ describe: 'The user, for PLAIN and SCRAM.' }),
  saslPassword: text({ describe: 'The password, for PLAIN and SCRAM.', secret: true }),
  saslJaasConfig: text({
    describe:
      'User and password as Java writes them, in the form: org.apache.kafka.common.security.plain.PlainLoginModule required username="U" password="P"; (saslUsername and saslPassword say the same).',
    secret: true,
  }),
  oauthClientId: text({ describe: 'OAuth 2 client, for OAUTHBEARER.' }),
  oauthClientSecret: text({ describe: 'OAuth 2 secret.', secret: true }),
  oauthTokenEndpointUri: text({ describe: 'Address that gives tokens.' }),
  oauthScope: text({ describe: 'OAuth 2 scope.' }),
  sslContextParameters: bean<Readonly<Record<string, unknown>>>({
    describe:
      'A bean with options of node:tls: ca, cert, key, pfx, passphrase, rejectUnauthorized, servername. Before the other ssl options.',
  }),
  sslTruststoreLocation: text({ describe: 'A file with the certificates that are trusted, in PEM.' }),
  sslTruststoreType: choice(['JKS', 'PEM', 'PKCS12'], {
    describe: 'Its form: PEM. Without it, the form is told by the content; JKS and PKCS12 are not read.',
  }),
  sslTruststorePassword: text({ describe: 'Has no effect: PEM has no password.', secret: true }),
  sslKeystoreLocation: text({ describe: "A file with the client's own key and certificate: PEM (both in one file) or PKCS12." }),
  sslKeystoreType: choice(['JKS', 'PEM', 'PKCS12'], {
    describe: 'Its form: PEM or PKCS12. Without it, the form is told by the content; JKS is not read.',
  }),
  sslKeystorePassword: text({ describe: 'The password of a PKCS12 file.', secret: true }),
  sslKeyPassword: text({ describe: 'The password of the key.', secret: true }),
  sslEndpointAlgorithm: text({
    describe: 'Whether the name of the broker must be that of its certificate: https, or none.',
    default: 'https',
  }),
  sslCipherSuites: text({ describe: 'The ciphers that may be used, with commas between.', advanced: true }),
  sslEnabledProtocols: text({ describe: 'The versions that may be used: TLSv1.2,TLSv1.3.', advanced: true }),
  sslProtocol: text({ describe: 'Has no effect: sslEnabledProtocols says which versions are used.', advanced: true }),
  sslKeymanagerAlgorithm: text({ describe: 'Key manager.', advanced: true, unsupported: JAVA_TLS }),
  sslTrustmanagerAlgorithm: text({ describe: 'Trust manager.', advanced: true, unsupported: JAVA_TLS }),
  sslProvider: text({ describe: 'Provider of TLS.', advanced: true, unsupported: JAVA_TLS }),
  saslKerberosServiceName: text({ describe: 'Kerberos principal.', advanced: true, unsupported: KERBEROS }),
  kerberosBeforeReloginMinTime: integer({ describe: 'Kerberos login.', advanced: true, unsupported: KERBEROS }),
  kerberosConfigLocation: text({ describe: 'Kerberos configuration.', advanced: true, unsupported: KERBEROS }),
  kerberosInitCmd: text({ describe: 'Kerberos command.', advanced: true, unsupported: KERBEROS }),
  kerberosPrincipalToLocalRules: text({ describe: 'Kerberos rules.', advanced: true, unsupported: KERBEROS }),
  kerberosRenewJitter: number({ describe: 'Kerberos renewal.', advanced: true, unsupported: KERBEROS }),
  kerberosRenewWindowFactor: number({ describe: 'Kerberos renewal.', advanced: true, unsupported: KERBEROS }),
}

/** Options of sources and sinks. */
export const commonFields = {
  ...securityFields,
  synchronous,
  brokers: hostPorts({ describe: 'The brokers, or some of them: host1:9092,host2:9092. Or camel.component.kafka.brokers.' }),
  clientId: text({ describe: 'The name by which brokers log this client.' }),
  metadataMaxAgeMs: duration({ describe: 'How long is believed what brokers said about topics.', default: 300_000, advanced: true }),
  shutdownTimeout: duration({ describe: 'How long a stop waits for the connection to close.', default: 30_000, advanced: true }),
  reconnectBackoffMaxMs: duration({
    describe: 'The longest pause before a lost connection is tried again.',
    default: 1000,
    advanced: true,
  }),
  retryBackoffMs: duration({
    describe: 'Has no effect: the pauses between requests that failed begin with 100 ms.',
    default: 100,
    advanced: true,
  }),
  retryBackoffMaxMs: duration({
    describe: 'Has no effect: the pauses between requests that failed grow to a second.',
    default: 1000,
    advanced: true,
  }),
  headerFilterStrategy: text({ describe: 'Bean that filters headers.', advanced: true, unsupported: JVM }),
  interceptorClasses: text({ describe: 'Interceptors of the client.', advanced: true, unsupported: JVM }),
  kafkaClientFactory: text({ describe: 'Makes the clients.', advanced: true, unsupported: JVM }),
  schemaRegistryURL: text({ describe: 'Schema registry.', advanced: true, unsupported: SCHEMA_REGISTRY }),
  preValidateHostAndPort: boolean({
    describe: 'Has no effect: addresses are checked when the route is built; an unknown host is tried again and again.',
    default: true,
    advanced: true,
  }),
}

export { JVM, SCHEMA_REGISTRY }
