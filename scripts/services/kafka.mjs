import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { certificate, fromMaven, JAVA, PASSWORD, USER } from './install.mjs'

const program = fromMaven('kafka', 'org.apache.kafka:kafka_2.13:4.4.0', 'org.slf4j:slf4j-simple:1.7.36')
const HOST = '127.0.0.1'

/** Ports: +0 plain, +1 controller, +2 TLS, +3 SASL, +4 SASL over TLS, +5 plain but advertised as +6, where a proxy may listen. */
export default {
  from: 'Apache Kafka 4.4.0 (Maven; needs Java)',
  ports: 7,
  install: () => program.install(),
  check: () => program.check(),
  async start({ data, port, log, run, ready }) {
    const tls = certificate(data)
    const config = join(data, 'broker.properties')
    writeFileSync(config, properties(data, port, tls))
    const java = (...args) => [...JAVA, '-cp', `${program.folder}/libs/*`, ...args]
    if (!existsSync(join(data, 'broker/meta.properties'))) {
      mkdirSync(join(data, 'broker'), { recursive: true })
      const scram = mechanism => ['--add-scram', `${mechanism}=[name=${USER},password=${PASSWORD}]`]
      execFileSync(
        'java',
        java(
          'kafka.tools.StorageTool',
          'format',
          '-t',
          'c2VydmljZXMtdGVzdC0wMQ',
          '-c',
          config,
          ...scram('SCRAM-SHA-256'),
          ...scram('SCRAM-SHA-512'),
        ),
        { stdio: 'ignore' },
      )
    }
    writeFileSync(log, '')
    run('java', ['-Xmx512m', '-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info', ...java('kafka.Kafka', config)])
    await ready('its start', () => readFileSync(log, 'utf8').includes('Kafka Server started'))
    return {
      KAFKA_BROKERS: `${HOST}:${port}`,
      KAFKA_TLS: `${HOST}:${port + 2}`,
      KAFKA_SASL: `${HOST}:${port + 3}`,
      KAFKA_SASL_TLS: `${HOST}:${port + 4}`,
      KAFKA_PROXY_UPSTREAM: `${HOST}:${port + 5}`,
      KAFKA_PROXY_LISTEN: `${HOST}:${port + 6}`,
      KAFKA_USER: USER,
      KAFKA_PASSWORD: PASSWORD,
      KAFKA_CA: tls.cert,
    }
  },
}

function properties(data, port, tls) {
  const listeners = [
    `PLAINTEXT://${HOST}:${port}`,
    `SSL://${HOST}:${port + 2}`,
    `SASL_PLAINTEXT://${HOST}:${port + 3}`,
    `SASL_SSL://${HOST}:${port + 4}`,
  ].join(',')
  const sasl = ['sasl_plaintext', 'sasl_ssl'].flatMap(listener => [
    `listener.name.${listener}.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required user_${USER}="${PASSWORD}";`,
    ...[256, 512].map(
      bits =>
        `listener.name.${listener}.scram-sha-${bits}.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;`,
    ),
  ])
  return `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@${HOST}:${port + 1}
listeners=${listeners},PROXIED://${HOST}:${port + 5},CONTROLLER://${HOST}:${port + 1}
advertised.listeners=${listeners},PROXIED://${HOST}:${port + 6}
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PROXIED:PLAINTEXT,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL
sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512
${sasl.join('\n')}
ssl.keystore.type=PEM
ssl.keystore.location=${tls.both}
ssl.truststore.type=PEM
ssl.truststore.location=${tls.cert}
log.dirs=${join(data, 'broker')}
num.partitions=1
default.replication.factor=1
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.num.partitions=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
log.cleaner.dedupe.buffer.size=4194304
broker.session.timeout.ms=2000
broker.heartbeat.interval.ms=200
controller.quorum.election.timeout.ms=500
controller.quorum.fetch.timeout.ms=1000
controller.quorum.election.backoff.max.ms=100
`
}
