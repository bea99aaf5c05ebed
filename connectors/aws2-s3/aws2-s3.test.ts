import { existsSync, writeFileSync } from 'node:fs'
import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { StreamBody } from '../../src/core/stream-body.ts'
import { createKafila } from '../../src/index.ts'
import { ManualClock } from '../../test/helpers/manual-clock.ts'
import { type RunOptions, runRoutes } from '../../test/helpers/run-routes.ts'
import { failure, type MiniS3, miniS3 } from '../../test/support/mini-s3.ts'
import { javaName } from './operations/plain-answer.ts'

type Options = Readonly<Record<string, unknown>>

/** The parameters of an endpoint on the server, as YAML. */
function at(server: MiniS3, options: Options = {}): string {
  const all = {
    overrideEndpoint: true,
    uriEndpointOverride: server.endpoint,
    region: 'us-east-1',
    accessKey: 'app',
    secretKey: 'the-secret',
    forcePathStyle: true,
    maxAttempts: 1,
    ...options,
  }
  return JSON.stringify(all)
}

/** Sends messages to `aws2-s3://box`. */
async function sender(server: MiniS3, options: Options = {}, run: RunOptions = {}) {
  const routes = await runRoutes(
    `
- from:
    uri: direct:s3
    steps:
      - to: { uri: "aws2-s3://box", parameters: ${at(server, options)} }
`,
    run,
  )
  const send = async (headers: Options = {}, body: unknown = 'content') => {
    const exchange = await routes.kafila.send('direct:s3', { body, headers })
    if (exchange.exception) throw exchange.exception
    return exchange
  }
  return { ...routes, send }
}

/** Reads `aws2-s3://box` quickly, with the given steps. */
function reader(server: MiniS3, options: Options = {}, steps = '      - to: mock:got', run: RunOptions = {}) {
  const parameters = at(server, { delay: 10, initialDelay: 0, ...options })
  return runRoutes(
    `
- from:
    uri: aws2-s3://box
    parameters: ${parameters}
    steps:
${steps}
`,
    run,
  )
}

/** Lets a manual clock run until something holds. */
async function runClock(clock: ManualClock, holds: () => boolean): Promise<void> {
  for (let i = 0; i < 2000 && !holds(); i++) {
    await clock.advance(50)
    await new Promise(resolve => setTimeout(resolve, 1))
  }
  expect(holds()).toBe(true)
}

// ---- the sink

test('a message is put with what its headers and the options say', async () => {
  const server = await miniS3()
  const { send } = await sender(server, { keyName: 'a b/ü.txt', storageClass: 'STANDARD_IA', useSSES3: true })
  const headers = {
    CamelAwsS3ContentType: 'text/plain',
    CamelAwsS3ContentControl: 'no-cache',
    CamelAwsS3ContentDisposition: 'inline',
    CamelAwsS3ContentEncoding: 'identity',
    CamelAwsS3Metadata: { who: 'me', n: 1 },
    CamelAwsS3CannedAcl: 'PUBLIC_READ',
    CamelAwsS3ContentLength: 999,
    other: 'stays here',
  }
  const exchange = await send(headers, 'größe')
  const [request] = server.asked('PUT')
  expect(request!.path).toBe('/box/a%20b/%C3%BC.txt')
  expect(request!.content.toString()).toBe('größe')
  expect(request!.headers).toMatchObject({
    'content-type': 'text/plain',
    'cache-control': 'no-cache',
    'content-disposition': 'inline',
    'x-amz-meta-who': 'me',
    'x-amz-meta-n': '1',
    'x-amz-acl': 'public-read',
    'x-amz-storage-class': 'STANDARD_IA',
    'x-amz-server-side-encryption': 'AES256',
  })
  expect(request!.headers).not.toHaveProperty('other')
  expect(exchange.header('CamelAwsS3ETag')).toBe(server.objects.get('a b/ü.txt')!.etag)
  expect(exchange.body).toBe('größe')
})

test('keys of KMS and of ones own are sent along', async () => {
  const server = await miniS3()
  const { send } = await sender(server, { keyName: 'x', useAwsKMS: true, awsKMSKeyId: 'key-1' })
  await send()
  expect(server.asked('PUT')[0]!.headers).toMatchObject({
    'x-amz-server-side-encryption': 'aws:kms',
    'x-amz-server-side-encryption-aws-kms-key-id': 'key-1',
  })
  const customerKeyId = Buffer.alloc(32, 7).toString('base64')
  const own = await sender(server, { keyName: 'y', useCustomerKey: true, customerKeyId, customerAlgorithm: 'AES256' })
  await own.send()
  expect(server.asked('PUT', '/y')[0]!.headers).toMatchObject({
    'x-amz-server-side-encryption-customer-algorithm': 'AES256',
    'x-amz-server-side-encryption-customer-key': customerKeyId,
    'x-amz-server-side-encryption-customer-key-md5': expect.any(String),
  })
})

test('the header wins over the option for key, bucket and operation, and its functions are evaluated', async () => {
  const server = await miniS3()
  const { send } = await sender(server, { keyName: 'unused', operation: 'listBuckets' })
  server.put('gone', 'x')
  await send({ CamelAwsS3Operation: 'deleteObject', CamelAwsS3Key: '${header.name}', CamelAwsS3OverrideBucketName: 'other', name: 'gone' })
  expect(server.asked('DELETE')[0]!.path).toBe('/other/gone')
  await expect(send({ CamelAwsS3Operation: 'fly' })).rejects.toMatchObject({ message: expect.stringContaining('fly') })
})

test('the header with the key of a source may be left out of account', async () => {
  const server = await miniS3()
  const { send } = await sender(server, { keyName: 'own', keyFromHeader: false })
  await send({ CamelAwsS3Key: 'of the source' })
  expect([...server.objects.keys()]).toEqual(['own'])
})

test('conditions go along with what is written', async () => {
  const server = await miniS3()
  const { send } = await sender(server, { keyName: 'x', ifMatch: '${header.was}' })
  await send({ was: '"abc"' })
  expect(server.asked('PUT')[0]!.headers['if-match']).toBe('"abc"')
})

test('a stream of unknown length is one request where it is short, and parts where it is long', async () => {
  const server = await miniS3()
  const { send } = await sender(server, { keyName: 'x', partSize: 5_242_880 })
  await send({}, new StreamBody(Readable.from([Buffer.from('ab'), Buffer.from('cd')], { objectMode: false })))
  expect(server.text('x')).toBe('abcd')
  expect(server.asked('POST')).toEqual([])
  const chunk = Buffer.alloc(1_000_000, 'z')
  await send(
    { CamelAwsS3Key: 'y' },
    new StreamBody(
      Readable.from(
        Array.from({ length: 11 }, () => chunk),
        { objectMode: false },
      ),
    ),
  )
  expect(server.objects.get('y')!.content.length).toBe(11_000_000)
  expect(server.asked('PUT', 'partNumber').map(each => each.content.length)).toEqual([5_242_880, 5_242_880, 514_240])
})

test('a stream that breaks leaves neither an object nor parts', async () => {
  const server = await miniS3()
  const { send } = await sender(server, { keyName: 'x', partSize: 5_242_880 })
  async function* broken() {
    for (let i = 0; i < 7; i++) yield Buffer.alloc(1_000_000)
    throw new Error('torn')
  }
  await expect(send({}, new StreamBody(Readable.from(broken(), { objectMode: false })))).rejects.toThrow('torn')
  expect(server.asked('PUT', 'partNumber').length).toBeGreaterThan(0)
  expect(server.objects.size).toBe(0)
  expect(server.openUploads).toBe(0)
})

test('multiPartUpload cuts what is in memory, too', async () => {
  const server = await miniS3()
  const { send } = await sender(server, { keyName: 'x', partSize: 5_242_880, multiPartUpload: true })
  await send({}, Buffer.alloc(6_000_000))
  expect(server.asked('PUT', 'partNumber')).toHaveLength(2)
  await send({ CamelAwsS3Key: 'small' }, Buffer.alloc(10))
  expect(server.asked('PUT', '/small?')).toHaveLength(1)
  expect(server.objects.get('small')!.content.length).toBe(10)
})

test('a service that asks for patience gets it', async () => {
  const server = await miniS3()
  const { send } = await sender(server, { keyName: 'x', maxAttempts: 2 })
  const times: number[] = []
  server.instead = ({ method }) => {
    if (method !== 'PUT') return undefined
    times.push(Date.now())
    return times.length === 1 ? failure(503, 'SlowDown', { 'Retry-After': '1' }) : undefined
  }
  await send()
  expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(990)
  expect(server.text('x')).toBe('content')
})

test.each([
  [503, 'SlowDown', { code: 'KF_CONN_FAILED', retryable: true, type: 'software.amazon.awssdk.services.s3.model.S3Exception' }],
  [500, 'InternalError', { retryable: true }],
  [403, 'InvalidAccessKeyId', { code: 'KF_CONN_AUTH', fatal: true }],
  [403, 'SignatureDoesNotMatch', { code: 'KF_CONN_AUTH' }],
  [404, 'NoSuchBucket', { retryable: false, type: 'software.amazon.awssdk.services.s3.model.NoSuchBucketException' }],
  [400, 'EntityTooLarge', { code: 'KF_CONN_REJECTED', retryable: false }],
  [400, 'BadDigest', { retryable: true }],
  [409, 'ConditionalRequestConflict', { retryable: true }],
  [412, 'PreconditionFailed', { code: 'KF_CONN_REJECTED' }],
])('the answer %i %s is classified', async (status, code, expected) => {
  const server = await miniS3()
  const { send } = await sender(server, { keyName: 'x' })
  server.instead = ({ method }) => (method === 'PUT' ? failure(status, code) : undefined)
  const error = await send().catch(each => each)
  expect(error).toMatchObject(expected)
  expect(error.message).toContain(code)
  expect(error.message).not.toContain('the-secret')
})

test('a message fails after a while where the service is away, and the next is sent when it is back', async () => {
  const server = await miniS3()
  const { send } = await sender(server, { keyName: 'x', connectionWait: 10_000 })
  await send()
  const port = Number(new URL(server.endpoint).port)
  await server.stop()
  await expect(send({}, 'lost')).rejects.toMatchObject({
    retryable: true,
    type: 'software.amazon.awssdk.core.exception.SdkClientException',
  })
  await server.start(port)
  await send({}, 'again')
  expect(server.text('x')).toBe('again')
})

test('a file is deleted after it was written where that is wanted', async () => {
  const server = await miniS3()
  const { folder, until } = await runRoutes(`
- from:
    uri: "file:{{folder}}?noop=true&initialDelay=0&delay=10"
    steps:
      - to: { uri: aws2-s3://box, parameters: ${at(server, { keyName: '${file:name}', deleteAfterWrite: true })} }
`)
  writeFileSync(join(folder, 'a.txt'), 'of a file')
  await until(() => server.text('a.txt') === 'of a file' && !existsSync(join(folder, 'a.txt')))
})

test('the request of an operation may be the body', async () => {
  const server = await miniS3()
  server.put('a', '1')
  const { send } = await sender(server, { pojoRequest: true })
  const head = await send({ CamelAwsS3Operation: 'headObject' }, { bucket: 'box', Key: 'a' })
  expect(head.body).toMatchObject({ eTag: server.objects.get('a')!.etag, contentLength: 1 })
  await send({ CamelAwsS3Operation: 'copyObject' }, { Bucket: 'box', Key: 'b', CopySource: 'box/a' })
  expect(server.text('b')).toBe('1')
  await expect(send({ CamelAwsS3Operation: 'headObject' }, 'text')).rejects.toMatchObject({ code: 'KF_EXPR_PAYLOAD' })
})

test.each([
  ['putObjectAcl', { CamelAwsS3CannedAcl: 'BUCKET_OWNER_READ' }, 'PUT', '/box/k?acl', { headers: { 'x-amz-acl': 'bucket-owner-read' } }],
  ['getObjectAcl', {}, 'GET', '/box/k?acl', {}],
  ['restoreObject', { CamelAwsS3RestoreDays: 3, CamelAwsS3RestoreTier: 'Bulk' }, 'POST', '/box/k?restore', { body: '<Days>3</Days>' }],
  ['putBucketVersioning', { CamelAwsS3VersioningStatus: 'Enabled' }, 'PUT', '/box?versioning', { body: '<Status>Enabled</Status>' }],
  ['getBucketVersioning', {}, 'GET', '/box?versioning', {}],
])(
  '%s asks as the S3 API wants it',
  async (operation, headers, method, path, { headers: sent = {}, body = '' }: { headers?: object; body?: string }) => {
    const server = await miniS3()
    const { send } = await sender(server, { keyName: 'k' })
    server.instead = request =>
      request.query.has(path.split('?')[1]!) ? { status: 200, content: '<?xml version="1.0"?><R></R>' } : undefined
    await send({ CamelAwsS3Operation: operation, ...headers })
    const request = server.requests.find(each => each.query.has(path.split('?')[1]!))
    expect(`${request?.method} ${request?.path.replace(/\/$/, '')}`).toBe(`${method} ${path.split('?')[0]}`)
    expect(request!.headers).toMatchObject(sent)
    expect(request!.content.toString()).toContain(body)
  },
)

test.each([
  'putObjectAcl',
  'deleteObjects',
  'putObjectTagging',
  'putBucketTagging',
  'putBucketPolicy',
  'putBucketVersioning',
  'copyObject',
  'getObjectRange',
])('%s says which header it misses', async operation => {
  const server = await miniS3()
  const { send } = await sender(server, { keyName: 'k', operation })
  await expect(send()).rejects.toMatchObject({ type: 'java.lang.IllegalArgumentException', retryable: false })
})

test('an object is only read where the conditions of the message hold', async () => {
  const server = await miniS3()
  server.put('a', '1')
  const { send } = await sender(server, { operation: 'getObject' })
  const since = new Date('2026-02-03T04:05:06Z')
  await send({ CamelAwsS3Key: 'a', CamelAwsS3IfModifiedSinceCondition: since, CamelAwsS3IfNoneMatchCondition: '"x"' })
  expect(server.asked('GET', '/a')[0]!.headers).toMatchObject({
    'if-modified-since': 'Tue, 03 Feb 2026 04:05:06 GMT',
    'if-none-match': '"x"',
  })
  await expect(send({ CamelAwsS3Key: 'a', CamelAwsS3IfMatchCondition: '"x"' })).rejects.toMatchObject({ code: 'KF_CONN_REJECTED' })
})

// ---- many messages in one object

test('nothing ends before the object that holds it is there, and all fail where it cannot be stored', async () => {
  const server = await miniS3()
  const { send } = await sender(server, {
    keyName: 'log',
    streamingUploadMode: true,
    batchMessageNumber: 2,
    streamingUploadTimeout: 60_000,
  })
  let store: () => void = () => {}
  let failing = true
  server.instead = async ({ method }) => {
    if (method !== 'PUT') return undefined
    if (failing) return failure(500, 'InternalError')
    await new Promise<void>(resolve => (store = resolve))
    return undefined
  }
  const failed = await Promise.allSettled([send({}, 'a'), send({}, 'b')])
  expect(failed.map(each => each.status)).toEqual(['rejected', 'rejected'])
  failing = false
  const ended: string[] = []
  const sent = ['c', 'd'].map(each => send({}, each).then(() => ended.push(each)))
  while (server.asked('PUT').length < 2) await new Promise(resolve => setTimeout(resolve, 2))
  expect(ended).toEqual([])
  store()
  await Promise.all(sent)
  expect(ended).toEqual(['c', 'd'])
  expect([...server.objects.values()].map(each => each.content.toString())).toEqual(['cd'])
})

test('an object is full by bytes, and a message that is longer has one of its own', async () => {
  const server = await miniS3()
  const { send } = await sender(server, { keyName: 'log.txt', streamingUploadMode: true, batchSize: 10, streamingUploadTimeout: 60_000 })
  await Promise.all([send({}, 'aaaaaa'), send({}, 'bbbb'), send({}, 'c'.repeat(30))])
  const long = new StreamBody(
    Readable.from(
      ['d'.repeat(8), 'd'.repeat(8)].map(each => Buffer.from(each)),
      { objectMode: false },
    ),
  )
  await send({}, long)
  expect([...server.objects.values()].map(each => each.content.toString())).toEqual(['aaaaaabbbb', 'c'.repeat(30), 'd'.repeat(16)])
  expect([...server.objects.keys()]).toEqual(['log.txt', 'log-1.txt', 'log-2.txt'])
})

test('numbers go on behind what earlier runs have written; override begins anew', async () => {
  const server = await miniS3()
  for (const key of ['log.txt', 'log-7.txt', 'log-x.txt', 'log-9.csv', 'logs-12.txt']) server.put(key, 'old')
  const options = { keyName: 'log.txt', streamingUploadMode: true, batchMessageNumber: 1 }
  const { send } = await sender(server, options)
  expect((await send()).header('CamelAwsS3ProducedKey')).toBe('log-8.txt')
  const anew = await sender(server, { ...options, restartingPolicy: 'override' })
  expect((await anew.send()).header('CamelAwsS3ProducedKey')).toBe('log.txt')
})

test('a name that somebody else has taken meanwhile is not overwritten', async () => {
  const server = await miniS3()
  const { send } = await sender(server, {
    keyName: 'log',
    streamingUploadMode: true,
    batchMessageNumber: 1,
    conditionalWritesEnabled: true,
  })
  await send({}, '1')
  server.put('log-1', 'of another writer')
  expect((await send({}, '2')).header('CamelAwsS3ProducedKey')).toBe('log-2')
  expect(server.text('log-1')).toBe('of another writer')
})

test('messages are grouped by windows of time', async () => {
  const server = await miniS3()
  const { send } = await sender(server, {
    keyName: 'log.txt',
    streamingUploadMode: true,
    batchMessageNumber: 2,
    timestampGroupingEnabled: true,
    timestampWindowSizeMillis: 60_000,
  })
  const at = (time: string) => ({ CamelMessageTimestamp: Date.parse(time) })
  const times = ['2026-01-01T10:00:05Z', '2026-01-01T10:01:05Z', '2026-01-01T10:00:55Z', '2026-01-01T10:01:59Z']
  await Promise.all(times.map((time, index) => send(at(time), String(index))))
  expect(server.text('log-20260101T100000Z.txt')).toBe('02')
  expect(server.text('log-20260101T100100Z.txt')).toBe('13')
})

// ---- the source

test('an object is deleted after its message has succeeded, and only as it was read', async () => {
  const server = await miniS3()
  server.put('k', 'v', { 'Content-Type': 'text/plain', 'x-amz-meta-a': 'b' })
  const { etag } = server.objects.get('k')!
  const { received, until } = await reader(server)
  await until(() => server.objects.size === 0)
  expect(server.asked('DELETE')[0]!.headers['if-match']).toBe(etag)
  const [message] = received('got')
  expect(Object.fromEntries(message!.headerEntries())).toMatchObject({
    CamelAwsS3Key: 'k',
    CamelAwsS3BucketName: 'box',
    CamelAwsS3ETag: etag,
    CamelAwsS3ContentType: 'text/plain',
    CamelAwsS3ContentLength: 1,
    CamelAwsS3Metadata: { a: 'b' },
    CamelMessageTimestamp: Date.parse('2026-01-01T00:00:01Z'),
  })
  expect(message!.property('CamelBatchSize')).toBe(1)
  expect(message!.property('CamelBatchComplete')).toBe(true)
})

test('content that was put there meanwhile is not deleted, and becomes a message of its own', async () => {
  const server = await miniS3()
  server.put('k', 'old')
  const overwrite = () => {
    if (server.text('k') === 'old') server.put('k', 'new')
  }
  const { bodies, until } = await reader(server, {}, '      - bean: { ref: overwrite }\n      - to: mock:got', { beans: { overwrite } })
  await until(() => server.objects.size === 0)
  expect(bodies('got').map(String)).toEqual(['old', 'new'])
})

test('a message that failed comes again with growing delay, not with each poll', async () => {
  const server = await miniS3()
  server.put('bad', 'x')
  server.put('good', 'y')
  const clock = new ManualClock()
  const steps =
    '      - to: mock:tried\n      - filter: { simple: "${body} == \'x\'", steps: [ { throwException: { exceptionType: java.lang.IllegalStateException, message: no } } ] }'
  const { bodies, received } = await reader(server, { delay: 100 }, steps, { clock })
  await runClock(clock, () => received('tried').length === 2 && server.objects.size === 1)
  expect(bodies('tried').map(String)).toEqual(['x', 'y'])
  const first = clock.now()
  await runClock(clock, () => received('tried').length === 3)
  expect(clock.now() - first).toBeGreaterThanOrEqual(700)
  const second = clock.now()
  await runClock(clock, () => received('tried').length === 4)
  expect(clock.now() - second).toBeGreaterThanOrEqual(1500)
  expect(server.asked('GET', '/bad').length).toBe(3)
  expect(server.text('bad')).toBe('x')
})

test('an object in a group is held until the group has ended, and no poll delivers it again', async () => {
  const server = await miniS3()
  for (const key of ['1', '2', '3']) server.put(key, key)
  const steps = `
      - aggregate:
          correlationExpression: { constant: all }
          aggregationStrategy: "#class:org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy"
          completionSize: 4
          steps:
            - to: mock:group`
  const { received, until } = await reader(server, { maxMessagesPerPoll: 1 }, steps)
  await until(() => server.asked('GET', '/box/?').length > 12 || server.asked('GET', 'list-type').length > 12)
  expect(server.asked('DELETE')).toEqual([])
  expect(['1', '2', '3'].map(key => server.asked('GET', `/box/${key}?`).length)).toEqual([1, 1, 1])
  server.put('4', '4')
  await until(() => server.objects.size === 0)
  expect(received('group')).toHaveLength(1)
  expect((received('group')[0]!.body as unknown[]).map(String)).toEqual(['1', '2', '3', '4'])
})

test('where an object cannot be deleted only that is tried again', async () => {
  const server = await miniS3()
  server.put('k', 'v')
  let refusals = 2
  server.instead = ({ method }) => (method === 'DELETE' && refusals-- > 0 ? failure(500, 'InternalError') : undefined)
  const clock = new ManualClock()
  const { received } = await reader(server, { delay: 200 }, '      - to: mock:got', { clock })
  await runClock(clock, () => server.objects.size === 0)
  expect(received('got')).toHaveLength(1)
  expect(server.asked('DELETE')).toHaveLength(3)
})

test('an object is moved under its new name', async () => {
  const server = await miniS3()
  server.put('in/ä b.txt', 'v')
  const { until } = await reader(server, {
    prefix: 'in/',
    moveAfterRead: true,
    destinationBucket: 'box',
    destinationBucketPrefix: 'done/',
    destinationBucketSuffix: '.bak',
    removePrefixOnMove: true,
  })
  await until(() => server.objects.has('done/ä b.txt.bak') && !server.objects.has('in/ä b.txt'))
  expect(server.asked('PUT')[0]!.headers['x-amz-copy-source-if-match']).toEqual(expect.any(String))
})

test('objects that stay come once, until they have another content', async () => {
  const server = await miniS3()
  server.put('a', '1')
  server.put('b', '2')
  const { bodies, until } = await reader(server, { deleteAfterRead: false, idempotent: true, maxMessagesPerPoll: 1 })
  await until(() => bodies('got').length === 2)
  const polls = server.asked('GET', 'list-type').length
  await until(() => server.asked('GET', 'list-type').length > polls + 5)
  server.put('a', '3')
  await until(() => bodies('got').length === 3)
  expect(bodies('got').map(String)).toEqual(['1', '2', '3'])
})

test('objects that stay and are not remembered come with each round, as in Camel', async () => {
  const server = await miniS3()
  for (const key of ['a', 'b', 'c']) server.put(key, key)
  const { bodies, until } = await reader(server, { deleteAfterRead: false, maxMessagesPerPoll: 2 })
  await until(() => bodies('got').length >= 6)
  expect(bodies('got').slice(0, 6).map(String)).toEqual(['a', 'b', 'c', 'a', 'b', 'c'])
})

test('the oldest come first where that is asked for', async () => {
  const server = await miniS3()
  for (const key of ['c', 'a', 'd', 'b']) server.put(key, key)
  const { bodies, until } = await reader(server, { sortBy: 'lastModified', maxMessagesPerPoll: 3 })
  await until(() => bodies('got').length === 4)
  expect(bodies('got').map(String)).toEqual(['c', 'a', 'd', 'b'])
})

test('folders, done file and prefix decide what is taken', async () => {
  const server = await miniS3()
  server.put('in/', '', { 'Content-Type': 'application/x-directory' })
  server.put('in/a', 'a')
  server.put('out', 'b')
  const { received, until } = await reader(server, { prefix: 'in/', includeFolders: false, doneFileName: 'ready' })
  await until(() => server.asked('HEAD', '/ready').length > 3)
  expect(received('got')).toEqual([])
  server.put('ready', '')
  await until(() => received('got').length === 1)
  expect(received('got')[0]!.header('CamelAwsS3Key')).toBe('in/a')
})

test('several objects are worked on at a time, but no more than allowed', async () => {
  const server = await miniS3()
  for (let i = 0; i < 9; i++) server.put(`k${i}`, 'x')
  let now = 0
  let most = 0
  const work = async () => {
    most = Math.max(most, ++now)
    while (most < 3) await new Promise(resolve => setTimeout(resolve, 2))
    now -= 1
  }
  const { until } = await reader(server, { concurrency: 3 }, '      - bean: { ref: work }\n      - to: mock:got', {
    beans: { work },
  })
  await until(() => server.objects.size === 0)
  expect(most).toBe(3)
})

test('large content is read when somebody asks for it, as often as wanted', async () => {
  const server = await miniS3()
  server.put('big', Buffer.alloc(300_000, 'x'))
  const steps = `
      - choice: { when: [ { simple: "\${header.CamelAwsS3ContentLength} > 1", steps: [ { to: mock:seen } ] } ] }
      - to: { uri: aws2-s3://box, parameters: ${at(server, { keyName: 'unused' })} }
`.replace('- to: { uri', '- setHeader: { name: CamelAwsS3Key, constant: copy }\n      - to: { uri')
  const { until } = await reader(server, { fileName: 'big' }, steps)
  await until(() => server.objects.has('copy') && !server.objects.has('big'))
  expect(server.objects.get('copy')!.content.length).toBe(300_000)
  expect(server.asked('GET', '/big')).toHaveLength(1)
  expect(server.asked('GET', '/big')[0]!.headers['if-match']).toBeDefined()
})

test('ignoreBody asks for no content at all', async () => {
  const server = await miniS3()
  server.put('k', 'v')
  const { bodies, until } = await reader(server, { ignoreBody: true })
  await until(() => server.objects.size === 0)
  expect(bodies('got')).toEqual([null])
  expect(server.asked('GET', '/k')).toEqual([])
})

test('a stop lets the message in hand end and leaves the others', async () => {
  const server = await miniS3()
  for (const key of ['1', '2', '3']) server.put(key, key)
  let go: () => void = () => {}
  const hold = () => new Promise<void>(resolve => (go = resolve))
  const { kafila, received, until } = await reader(
    server,
    {},
    '      - to: mock:begun\n      - bean: { ref: hold }\n      - to: mock:got',
    { beans: { hold } },
  )
  await until(() => received('begun').length === 1)
  const stopping = kafila.stop({ timeoutMs: 5000 })
  go()
  await stopping
  expect(received('got')).toHaveLength(1)
  expect([...server.objects.keys()]).toEqual(['2', '3'])
})

test('a source starts while the service is away, says why, and reads when it is there', async () => {
  const server = await miniS3()
  server.put('k', 'v')
  const port = Number(new URL(server.endpoint).port)
  const address = server.endpoint
  await server.stop()
  const { received, records, until } = await reader({ endpoint: address } as MiniS3)
  await until(() => records.some(each => each.message.includes('ECONNREFUSED')))
  await server.start(port)
  await until(() => received('got').length === 1)
})

test.each(['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'AccessDenied'])('a source does not start where the answer is %s', async code => {
  const server = await miniS3()
  server.instead = () => failure(403, code)
  await expect(reader(server)).rejects.toMatchObject({ message: expect.stringContaining(code) })
})

test('a bucket that is missing is waited for, or created where that is wanted', async () => {
  const server = await miniS3()
  server.put('k', 'v')
  let missing = true
  server.instead = ({ method, path }) => {
    if (method === 'PUT' && path.replace(/\/$/, '') === '/box') missing = false
    return missing && method === 'GET' ? failure(404, 'NoSuchBucket') : undefined
  }
  const waiting = await reader(server)
  await waiting.until(() => waiting.records.some(each => each.message.includes('NoSuchBucket')))
  expect(waiting.received('got')).toEqual([])
  const creating = await reader(server, { autoCreateBucket: true })
  await creating.until(() => server.objects.size === 0)
})

test('pollEnrich takes the object of a name', async () => {
  const server = await miniS3()
  server.put('conf', 'settings')
  server.put('other', 'x')
  const { kafila } = await runRoutes(`
- from:
    uri: direct:start
    steps:
      - pollEnrich: { simple: "aws2-s3://box?fileName=conf&overrideEndpoint=true&uriEndpointOverride=${server.endpoint}&region=us-east-1&accessKey=a&secretKey=b&forcePathStyle=true", timeout: 2000 }
`)
  expect(String((await kafila.send('direct:start', { body: 'x' })).body)).toBe('settings')
  expect([...server.objects.keys()]).toEqual(['other'])
})

// ---- the endpoint

test.each([
  [{ accessKey: undefined }, 'accessKey and secretKey'],
  [{ useSessionCredentials: true }, 'sessionToken'],
  [{ uriEndpointOverride: undefined }, 'uriEndpointOverride'],
  [{ uriEndpointOverride: 'nowhere' }, 'nowhere'],
  [{ moveAfterRead: true }, 'destinationBucket'],
  [{ sortBy: 'lastModified', deleteAfterRead: false }, 'sortBy'],
  [{ amazonS3Presigner: '#x' }, 'amazonS3Presigner'],
])('options that do not fit together are refused: %j', async (options, reason) => {
  const server = await miniS3()
  await expect(reader(server, options)).rejects.toThrow(reason)
})

test('what an endpoint does not say about the client is taken from its component', async () => {
  const server = await miniS3()
  const kafila = await createKafila({
    routes: [
      { file: 'test.yaml', text: '- from: { uri: direct:s3, steps: [ { to: "aws2-s3://arn:aws:s3:::box?keyName=x&region=eu-west-1" } ] }' },
    ],
    properties: {
      'camel.component.aws2-s3.override-endpoint': 'true',
      'camel.component.aws2-s3.uriEndpointOverride': server.endpoint,
      'camel.component.aws2-s3.forcePathStyle': 'true',
      'camel.component.aws2-s3.region': 'us-east-1',
      'camel.component.aws2-s3.accessKey': 'app',
      'camel.component.aws2-s3.secretKey': 'the-secret',
    },
  })
  onTestFinished(() => kafila.stop({ timeoutMs: 500 }))
  await kafila.start()
  expect((await kafila.send('direct:s3', { body: 'x' })).exception).toBeUndefined()
  const [request] = server.asked('PUT')
  expect(request!.path).toBe('/box/x')
  expect(request!.headers['authorization']).toContain('/eu-west-1/s3/')
})

test('a session is signed with its token', async () => {
  const server = await miniS3()
  const { send } = await sender(server, { keyName: 'x', useSessionCredentials: true, sessionToken: 'token-1' })
  await send()
  expect(server.asked('PUT')[0]!.headers['x-amz-security-token']).toBe('token-1')
})

test('plain requests go through a proxy with their whole address', async () => {
  const server = await miniS3()
  const seen: string[] = []
  const proxy = createServer((incoming, outgoing) => {
    seen.push(incoming.url!)
    const { headers, method } = incoming
    incoming.pipe(
      httpRequest(incoming.url!, { method, headers }, answer => {
        outgoing.writeHead(answer.statusCode!, answer.headers)
        answer.pipe(outgoing)
      }),
    )
  })
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void proxy.close())
  const { port } = proxy.address() as AddressInfo
  const { send } = await sender(server, { keyName: 'x', proxyHost: '127.0.0.1', proxyPort: port, proxyProtocol: 'HTTP' })
  await send()
  expect(server.text('x')).toBe('content')
  expect(seen).toContain(`${server.endpoint}/box/x?x-id=PutObject`)
})

test('the client says nothing about versions of Node', async () => {
  const warnings: Error[] = []
  const listen = (warning: Error) => warnings.push(warning)
  process.on('warning', listen)
  onTestFinished(() => void process.off('warning', listen))
  const { send } = await sender(await miniS3(), { keyName: 'x' })
  await send()
  expect(warnings).toEqual([])
})

/** The names of methods in `software.amazon.awssdk.services.s3.model`. */
test.each([
  ['ETag', 'eTag'],
  ['Key', 'key'],
  ['LastModified', 'lastModified'],
  ['SSEKMSKeyId', 'ssekmsKeyId'],
  ['MFADelete', 'mfaDelete'],
  ['ID', 'id'],
  ['ChecksumCRC32', 'checksumCRC32'],
])('%s is %s in Java', (name, java) => {
  expect(javaName(name)).toBe(java)
})
