import { expectTypeOf } from 'vitest'
import {
  avro,
  aws2S3,
  beanMethod,
  beans,
  type Condition,
  caffeineCache,
  classEndpoint,
  constant,
  controlbus,
  cron,
  csv,
  type DataFormatValue,
  type Duration,
  dataFormat,
  dataFormats,
  deadLetterChannel,
  defaultErrorHandler,
  direct,
  type Endpoint,
  endpoint,
  errors,
  exchangeProperty,
  expression,
  file,
  fileLanguage,
  from,
  header,
  http,
  https,
  imap,
  imaps,
  intercept,
  interceptFrom,
  interceptSendToEndpoint,
  jacksonXml,
  jq,
  js,
  json,
  jsonata,
  jsonpath,
  kafka,
  kamelet,
  type LanguageExpression,
  language,
  log,
  method,
  mock,
  mqtt,
  noErrorHandler,
  onCompletion,
  onException,
  type Placeholder,
  pahoMqtt5,
  platformHttp,
  protobuf,
  quartz,
  type RouteElement,
  type RouteStart,
  ref,
  refErrorHandler,
  rest,
  restConfiguration,
  restEndpoint,
  route,
  routeConfiguration,
  routeFile,
  routeTemplate,
  type SinkEndpoint,
  type SourceEndpoint,
  type Steps,
  scheduler,
  seda,
  simple,
  smtp,
  springRabbitmq,
  sql,
  templatedRoute,
  timer,
  tokenize,
  variable,
  xpath,
  xtokenize,
  yaml,
  zipFile,
} from '../../src/index.ts'

const start = from(direct('a'))

// which end an endpoint may stand at
expectTypeOf(kafka('orders')).toEqualTypeOf<Endpoint<'source' | 'sink'>>()
expectTypeOf(kafka('orders', { clientId: 'c' })).toEqualTypeOf<Endpoint<'source' | 'sink'>>()
expectTypeOf(kafka('orders', { groupId: 'g' })).toEqualTypeOf<Endpoint<'source'>>()
expectTypeOf(timer('tick')).toEqualTypeOf<Endpoint<'source'>>()
expectTypeOf(http('localhost:8080')).toEqualTypeOf<Endpoint<'sink'>>()
expectTypeOf(https('localhost')).toEqualTypeOf<Endpoint<'sink'>>()
expectTypeOf(direct('a')).toExtend<SourceEndpoint>()
expectTypeOf(direct('a')).toExtend<SinkEndpoint>()
expectTypeOf(cron('nightly', { schedule: '0 0 * * *' })).toExtend<SourceEndpoint>()
expectTypeOf(platformHttp('/orders')).toExtend<SourceEndpoint>()
expectTypeOf(smtp('mail.example.org:25')).toExtend<SinkEndpoint>()
expectTypeOf(imaps('mail.example.org:993')).toExtend<SourceEndpoint>()
expectTypeOf(quartz()).toExtend<SourceEndpoint>()
expectTypeOf(endpoint('mine:x', { any: 1 })).toExtend<SinkEndpoint & SourceEndpoint>()
// @ts-expect-error a timer takes no messages
start.to(timer('tick'))
// @ts-expect-error http is asked, it asks nobody
from(http('localhost'))
// @ts-expect-error messages of these options come from there
start.to(kafka('orders', { groupId: 'g' }))
// @ts-expect-error a log is no source
from(log('x'))
// @ts-expect-error mocks only receive
from(mock('end'))
// @ts-expect-error polled endpoints are sources
start.pollEnrich(http('localhost'))
from('kafka:orders?groupId=g')
start.to('kafka:orders')
start.wireTap(seda('audit', { size: 10 }))
start.enrich(http('localhost'))
start.pollEnrich(file('in'))

// options of endpoints
kafka('orders', { groupId: 'g', autoOffsetReset: 'earliest' })
kafka('orders', { autoOffsetReset: '{{reset}}' })
timer('tick', { period: '1s', repeatCount: 3, fixedRate: true })
timer('tick', { period: 1000, repeatCount: '{{count}}' })
file('in', { delete: true, include: '.*' })
file('out', { fileExist: 'Append' })
sql('select 1', { dataSource: '#ds' })
springRabbitmq('orders', { queues: 'q' })
mqtt('orders', { brokerUrl: 'tcp://localhost:1883' })
pahoMqtt5('orders')
aws2S3('bucket', { region: 'eu-north-1' })
caffeineCache('c', { action: 'GET' })
scheduler('s', { delay: '1m' })
classEndpoint('x')
restEndpoint('get:orders')
kamelet('greet')
imap('mail.example.org', { username: 'u' })
controlbus('route', { routeId: 'r', action: 'start' })
// @ts-expect-error there is no such option
kafka('orders', { groupIdd: 'g' })
// @ts-expect-error none of these words
kafka('orders', { autoOffsetReset: 'first' })
// @ts-expect-error a number
timer('tick', { repeatCount: 'three' })
// @ts-expect-error true or false
timer('tick', { fixedRate: 'yes' })
// @ts-expect-error no duration
timer('tick', { period: 'often' })
// @ts-expect-error the topic is missing
kafka({ groupId: 'g' })
// @ts-expect-error none of these words
file('out', { fileExist: 'append' })
// @ts-expect-error a schedule is needed
cron('nightly')
// @ts-expect-error no option of this end
http('localhost', { groupId: 'g' })
// @ts-expect-error there is no such option
seda('a', { sise: 3 })
// @ts-expect-error a boolean is no number
seda('a', { size: true })

// values
expectTypeOf<'5s'>().toExtend<Duration>()
expectTypeOf<'1m30s'>().toExtend<Duration>()
expectTypeOf<'PT5S'>().toExtend<Duration>()
expectTypeOf<5>().toExtend<Duration>()
expectTypeOf<'{{wait}}'>().toExtend<Duration>()
expectTypeOf<'soon'>().not.toExtend<Duration>()
expectTypeOf<'a {{b}} c'>().toExtend<Placeholder>()
expectTypeOf<'a b'>().not.toExtend<Placeholder>()
expectTypeOf<true>().toExtend<Condition>()
expectTypeOf<'true'>().not.toExtend<Condition>()

// languages
expectTypeOf(simple('x')).toEqualTypeOf<LanguageExpression<unknown>>()
expectTypeOf(constant('x')).toEqualTypeOf<LanguageExpression<string>>()
expectTypeOf(header<number>('x')).toEqualTypeOf<LanguageExpression<number>>()
expectTypeOf(tokenize(',')).toEqualTypeOf<LanguageExpression<string>>()
expectTypeOf(expression('mine', 'x', { any: 1 })).toEqualTypeOf<LanguageExpression<unknown>>()
simple('x', { resultType: 'int', trim: false })
jsonpath('$.x', { suppressExceptions: true })
xpath('/a', { resultQName: 'STRING', namespace: { n: 'urn:n' } })
xtokenize('//a', { mode: 'i' })
method('bean', { method: 'm' })
beanMethod('bean')
language('x', { language: 'simple' })
for (const make of [jq, js, jsonata, variable, exchangeProperty, fileLanguage, ref]) make('x')
// @ts-expect-error there is no such option
simple('x', { resulType: 'int' })
// @ts-expect-error none of these words
xpath('/a', { resultQName: 'TEXT' })
// @ts-expect-error the text is missing
jsonpath()
// @ts-expect-error which language
language('x')

// data formats
expectTypeOf(json<number[]>()).toEqualTypeOf<DataFormatValue<number[]>>()
expectTypeOf(yaml()).toEqualTypeOf<DataFormatValue<unknown>>()
expectTypeOf(dataFormat<string>('mine', { any: 1 })).toEqualTypeOf<DataFormatValue<string>>()
json({ library: 'Gson', prettyPrint: true, id: 'pretty' })
csv({ delimiter: ';', useMaps: true })
for (const make of [avro, jacksonXml, protobuf, zipFile]) make()
// @ts-expect-error none of these words
json({ library: 'Jakson' })
// @ts-expect-error there is no such option
json({ pretty: true })
// @ts-expect-error an option that is not supported
json({ jsonView: 'x' })
// @ts-expect-error a data format, not its name
start.unmarshal('json')

// options of steps
start.log('x', { loggingLevel: 'WARN', id: 'told' })
start.setExchangePattern('InOnly')
start.removeHeaders('*', { excludePattern: 'x' })
start.to('direct:b', { pattern: 'InOut', disabled: '{{off}}' })
start.throwException({ exceptionType: 'java.io.IOException', message: 'x' })
start.multicast({ parallelProcessing: true, timeout: '2s' }, steps => steps.to('direct:a'))
start.loadBalance({ failoverLoadBalancer: { maximumFailoverAttempts: 2 } }, steps => steps.to('direct:a').to('direct:b'))
start.circuitBreaker(
  { resilience4jConfiguration: { timeoutEnabled: true }, onFallback: { steps: steps => steps.log('x') } },
  steps => steps,
)
start.resequence(header('seq'), { batchConfig: { batchSize: 10 } }, steps => steps)
start.claimCheck('Set', { key: 'k' })
start.idempotentConsumer(header('id'), 'repository', { eager: false }, steps => steps)
// @ts-expect-error none of these words
start.log('x', { loggingLevel: 'WARNING' })
// @ts-expect-error the message is missing
start.log()
// @ts-expect-error there is no such option
start.log('x', { level: 'WARN' })
// @ts-expect-error none of these words
start.setExchangePattern('InOptionalOut')
// @ts-expect-error there is no such step
start.logg('x')
// @ts-expect-error there is no such option
start.multicast({ parallel: true }, steps => steps.to('direct:a'))
// @ts-expect-error no option of a step
start.filter(simple('x'), { parallelProcessing: true }, steps => steps)
// @ts-expect-error a repository is needed
start.idempotentConsumer(header('id'), steps => steps)
// @ts-expect-error there is no such nested option
start.resequence(header('seq'), { batchConfig: { size: 10 } }, steps => steps)
// @ts-expect-error a number
start.loop('three', steps => steps)

// elements
expectTypeOf(route('orders')).toEqualTypeOf<RouteStart>()
expectTypeOf(route('orders').from<string>(direct('a'))).toEqualTypeOf<Steps<string>>()
expectTypeOf(onException('java.io.IOException', steps => steps)).toEqualTypeOf<RouteElement<'onException'>>()
expectTypeOf(deadLetterChannel(direct('dead'))).toEqualTypeOf<RouteElement<'errorHandler'>>()
expectTypeOf(noErrorHandler()).toEqualTypeOf<RouteElement<'errorHandler'>>()
expectTypeOf(defaultErrorHandler({ redeliveryPolicy: { maximumRedeliveries: 3 } })).toEqualTypeOf<RouteElement<'errorHandler'>>()
expectTypeOf(refErrorHandler('x')).toEqualTypeOf<RouteElement<'errorHandler'>>()
expectTypeOf(intercept(steps => steps.log('x'))).toEqualTypeOf<RouteElement<'intercept'>>()
expectTypeOf(interceptFrom('direct*', steps => steps)).toEqualTypeOf<RouteElement<'interceptFrom'>>()
expectTypeOf(interceptSendToEndpoint(steps => steps)).toEqualTypeOf<RouteElement<'interceptSendToEndpoint'>>()
expectTypeOf(onCompletion({ onCompleteOnly: true }, steps => steps)).toEqualTypeOf<RouteElement<'onCompletion'>>()
expectTypeOf(beans({ name: 'x', type: 'y' })).toEqualTypeOf<RouteElement<'beans'>>()
expectTypeOf(dataFormats(json({ id: 'x' }))).toEqualTypeOf<RouteElement<'dataFormats'>>()
route({ id: 'orders', autoStartup: false, startupOrder: 3, errorHandler: deadLetterChannel('direct:dead') })
route('orders', { errorHandler: { noErrorHandler: {} }, inputType: { urn: 'x' } })
onException<Error>(['java.io.IOException'], { handled: true, redeliveryPolicy: { redeliveryDelay: '1s' } }, steps =>
  steps.setBody(body => void expectTypeOf(body).toEqualTypeOf<Error>()),
)
onException('java.io.IOException', { handled: true })
routeTemplate('t', { parameters: [{ name: 'x' }] }, from('direct:{{x}}'))
routeConfiguration('c', { onException: [onException('java.lang.Exception')], intercept: [intercept(steps => steps)] })
templatedRoute('t', { parameters: [{ name: 'x', value: 'y' }] })
rest({ path: '/orders', get: [{ path: '/{id}', to: 'direct:get', param: [{ name: 'id', type: 'path' }] }] })
restConfiguration({ bindingMode: 'json', corsHeaders: { 'Access-Control-Allow-Origin': '*' } })
routeFile(start, [onException('java.io.IOException')])
// @ts-expect-error there is no such option
route('orders', { autoStart: false })
// @ts-expect-error an error handler, not an onException
route('orders', { errorHandler: onException('java.io.IOException') })
// @ts-expect-error the elements of a list are of its kind
routeConfiguration('c', { onException: [intercept(steps => steps)] })
// @ts-expect-error none of these words
restConfiguration({ bindingMode: 'yaml' })
// @ts-expect-error there is no such option
onException('java.io.IOException', { redeliveryPolicy: { maxRedeliveries: 3 } })
// @ts-expect-error what is dead goes somewhere
deadLetterChannel()
// @ts-expect-error messages go there
deadLetterChannel(timer('x'))
// @ts-expect-error a bean has a type
beans({ name: 'x' })
// @ts-expect-error a route begins with its source
route('orders').log('x')
// @ts-expect-error routes and elements only
routeFile(errors)
// @ts-expect-error a parameter has a name
routeTemplate('t', { parameters: [{ defaultValue: 'x' }] }, from('direct:a'))
// @ts-expect-error a verb has a place to go to
rest({ get: [{ path: '/x' }] })
