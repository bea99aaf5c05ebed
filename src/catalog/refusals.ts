import type { Refusal } from '../kit/catalog.ts'

/** Names that share a reason. */
function because(reason: string, ...names: readonly string[]): Refusal[] {
  return names.map(name => ({ name, reason }))
}

const JAVA_CLASSES = 'it reads into and writes annotated Java classes, and there are none here'
const JAVA_TEMPLATES = 'its templates are those of a Java library; mustache is there'
const IN_THE_JVM = 'it lives inside of a Java virtual machine'

const steps: readonly Refusal[] = [
  ...because(
    'transactions belong to resources of Spring or Jakarta EE; idempotentConsumer, saga and acknowledgement by outcome are there',
    'transacted',
  ),
  ...because('a policy is a Java class of the application; put what it does into interceptors or a processor', 'policy'),
  ...because(
    'it steers Java consumers through the Resume API; split keeps a watermark with watermarkKey, and sources keep their own positions',
    'resumable',
    'pausable',
  ),
  ...because('it hands a task to an agent by the A2A protocol, whose component is missing too', 'a2aSubTask'),
  ...because('it cuts texts for language models by LangChain4j; split and the language tokenize cut texts by separators', 'tokenizer'),
]

const languages: readonly Refusal[] = [
  ...because('it is simple translated to Java code; write simple', 'csimple'),
  ...because('it runs Groovy code, which needs a JVM; js and bean methods (TypeScript modules) take its place', 'groovy'),
  ...because('it runs Java code, which needs a JVM; js and bean methods (TypeScript modules) take its place', 'java', 'joor'),
  ...because('it runs Python inside of a JVM (Jython); js takes its place', 'python'),
  ...because('its expressions call Java objects; simple or js take its place', 'mvel', 'ognl', 'spel'),
  ...because('it is a Java implementation of its own language; js takes its place', 'jactl'),
  ...because('it is a Java implementation of DataSonnet; jsonata and jq do the like', 'datasonnet'),
  ...because('no implementation for JavaScript exists; jsonata and jq do the like', 'jslt'),
  ...because('it reads Java objects of the HAPI library', 'hl7terser'),
  ...because('it is the XQuery of Saxon; xpath, and xslt as a component, are there', 'xquery'),
  ...because('its modules follow an interface of a Java runtime (Chicory); js takes its place', 'wasm'),
]

const formats: readonly Refusal[] = [
  ...because(`${JAVA_CLASSES}; jacksonXml reads and writes XML as maps`, 'jaxb', 'soap'),
  ...because(`${JAVA_CLASSES}; csv reads and writes records as maps`, 'bindy', 'beanio'),
  ...because(JAVA_CLASSES, 'jsonApi', 'swiftMx', 'fory'),
  ...because(
    'it reads into and writes objects of a Java library (HAPI); json and jacksonXml carry the documents as maps',
    'fhirJson',
    'fhirXml',
    'hl7',
  ),
  ...because('it is of Groovy; json does the same', 'groovyJson'),
  ...because('it is of Groovy; jacksonXml does the like', 'groovyXml'),
  ...because('it needs classes that the Thrift compiler makes; avro and protobuf take schemas as files', 'thrift'),
  ...because('its configuration names Java classes of Smooks', 'smooks'),
  ...because('it needs Apache Daffodil, a Java library', 'dfdl'),
  ...because('it is another parser for CSV; csv does the same', 'univocityCsv'),
]

const connectors: readonly Refusal[] = [
  ...because('no implementation of JSLT for JavaScript exists; jsonata and jq do the like', 'jslt'),
  ...because(JAVA_TEMPLATES, 'freemarker', 'jte', 'mvel', 'string-template', 'thymeleaf', 'velocity'),
  ...because('Camel has removed it in version 4; spring-rabbitmq does the same', 'rabbitmq'),
  ...because('it validates annotated Java classes; json-validator and validator check documents', 'bean-validator'),
  ...because('it maps Java classes to tables', 'jpa', 'jooq', 'mybatis', 'mybatis-bean'),
  ...because('it maps between Java classes', 'mapstruct'),
  ...because('it belongs to the Spring Framework', 'spring-batch', 'spring-event', 'spring-jdbc', 'spring-ldap', 'spring-ws'),
  ...because(
    'it belongs to Spring AI, a Java library',
    'spring-ai-chat',
    'spring-ai-embeddings',
    'spring-ai-image',
    'spring-ai-vector-store',
  ),
  ...because(
    IN_THE_JVM,
    'caffeine-loadcache',
    'ehcache',
    'infinispan-embedded',
    'jcache',
    'jcr',
    'jgroups',
    'jgroups-raft',
    'jmx',
    'optaplanner',
  ),
  ...because('it is a queue between threads of one JVM; seda is there', 'disruptor', 'disruptor-vm'),
  ...because('it is a Java server; platform-http is there', 'jetty', 'servlet', 'undertow'),
  ...because('its services are Java classes (JAX-WS, JAX-RS); http and platform-http carry the messages', 'cxf', 'cxfrs'),
  ...because('it hands XML to a Java class (SAX handler)', 'stax'),
  ...because('a unit test in Java has to ask whether its expectations were met; mock and `kafila test` check what arrives', 'dataset-test'),
  ...because('its modules follow an interface of a Java runtime (Chicory)', 'wasm'),
  ...because('it is bound to Saxon; xslt is there', 'xquery', 'xslt-saxon'),
]

/** What Camel has and we refuse by name, with the reason: it presupposes a JVM, or belongs to what is not there. */
export const refusals: Readonly<Record<'steps' | 'connectors' | 'languages' | 'formats', readonly Refusal[]>> = {
  steps,
  connectors,
  languages,
  formats,
}
