import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, connect, type Server } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { createServer } from 'node:tls'
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { expect, onTestFinished, test } from 'vitest'
import { copyObject } from '../../connectors/aws2-s3/copy-object.ts'
import { connectorConformance } from '../../src/testing/index.ts'
import { startCommand } from '../e2e/command.ts'
import { newFolder, runRoutes } from '../helpers/run-routes.ts'
import { s3Client, s3Driver, s3Options } from '../support/drivers/s3.ts'
import { service } from '../support/services.ts'

const s3 = await service('s3@kafila')
connectorConformance(await s3Driver(), test)

let bucketNumber = 0

/** A client of Amazon's own, to look at what is really there. */
function client(): S3Client {
  const made = s3Client(s3.env)
  onTestFinished(() => made.destroy())
  return made
}

/** A name that no other test and no earlier run has used. */
const newBucket = () => `kafila-${Date.now().toString(36)}-${process.pid}-${++bucketNumber}`

/** The parameters of an endpoint on the service, as YAML. */
function at(options: Readonly<Record<string, unknown>> = {}): string {
  const all = { ...s3Options(s3.env), autoCreateBucket: true, ...options }
  return JSON.stringify(all)
}

async function keys(bucket: string, Prefix?: string): Promise<string[]> {
  const { Contents = [] } = await client().send(new ListObjectsV2Command({ Bucket: bucket, Prefix }))
  return Contents.map(each => each.Key!)
}

async function content(bucket: string, Key: string): Promise<string> {
  const { Body } = await client().send(new GetObjectCommand({ Bucket: bucket, Key }))
  return Body!.transformToString()
}

async function put(bucket: string, Key: string, Body: string | Buffer, more: object = {}): Promise<void> {
  await client().send(new PutObjectCommand({ Bucket: bucket, Key, Body, ...more }))
}

const eventually = async (holds: () => Promise<boolean>, ms = 20_000) => {
  const deadline = Date.now() + ms
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('it did not come about in time')
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

test('a message is written as an object, and the answer tells where', async () => {
  const bucket = newBucket()
  const { kafila, received } = await runRoutes(`
- from:
    uri: direct:put
    steps:
      - to: { uri: "aws2-s3://${bucket}", parameters: ${at({ keyName: '${header.day}/order.json' })} }
      - to: mock:end
`)
  await kafila.send('direct:put', {
    body: 'hello',
    headers: { day: 'mon', CamelAwsS3Metadata: { a: 'b' }, CamelAwsS3ContentType: 'text/x' },
  })
  const { Body, ...facts } = await client().send(new GetObjectCommand({ Bucket: bucket, Key: 'mon/order.json' }))
  expect(await Body!.transformToString()).toBe('hello')
  expect(facts).toMatchObject({ ContentType: 'text/x', Metadata: { a: 'b' } })
  const [message] = received('end')
  expect(message!.header('CamelAwsS3ProducedKey')).toBe('mon/order.json')
  expect(message!.header('CamelAwsS3ProducedBucketName')).toBe(bucket)
  expect(message!.header('CamelAwsS3ETag')).toBe(facts.ETag)
})

test('objects become messages in the order of their keys, and are deleted', async () => {
  const bucket = newBucket()
  const { received, bodies, until, kafila } = await runRoutes(
    `
- from:
    uri: "aws2-s3://${bucket}"
    parameters: ${at({ prefix: 'in/', maxMessagesPerPoll: 2, delay: 50, initialDelay: 0 })}
    steps:
      - to: mock:got
`,
    { start: false },
  )
  await client().send(new CreateBucketCommand({ Bucket: bucket }))
  for (const each of ['in/c', 'in/a', 'in/b', 'out/d']) await put(bucket, each, each, { Metadata: { who: 'me' } })
  await kafila.start()
  await until(() => received('got').length >= 3)
  expect(bodies('got').map(String)).toEqual(['in/a', 'in/b', 'in/c'])
  const [first] = received('got')
  expect(first!.header('CamelAwsS3Key')).toBe('in/a')
  expect(first!.header('CamelAwsS3BucketName')).toBe(bucket)
  expect(first!.header('CamelAwsS3ContentLength')).toBe(4)
  expect(first!.header('CamelAwsS3Metadata')).toEqual({ who: 'me' })
  expect(first!.header('CamelAwsS3LastModified')).toBeInstanceOf(Date)
  await eventually(async () => (await keys(bucket)).join() === 'out/d')
})

/** Sends single messages to an endpoint and gives back what becomes of them. */
async function sender(bucket: string, options: Readonly<Record<string, unknown>> = {}) {
  const { kafila } = await runRoutes(`
- from:
    uri: direct:s3
    steps:
      - to: { uri: "aws2-s3://${bucket}", parameters: ${at(options)} }
`)
  return async (headers: Readonly<Record<string, unknown>>, body: unknown = null) => {
    const exchange = await kafila.send('direct:s3', { body, headers })
    if (exchange.exception) throw exchange.exception
    return exchange
  }
}

test('each operation of Camel does what its name says', async () => {
  const bucket = newBucket()
  const send = await sender(bucket)
  const run = (operation: string, headers: object = {}, body: unknown = null) => send({ CamelAwsS3Operation: operation, ...headers }, body)
  for (const key of ['a/1', 'a/2', 'b/3']) await send({ CamelAwsS3Key: key }, `content of ${key}`)

  expect((await run('listObjects', { CamelAwsS3Prefix: 'a/' })).body).toMatchObject([{ key: 'a/1', size: 14 }, { key: 'a/2' }])
  expect((await run('listBuckets')).body).toContainEqual(expect.objectContaining({ name: bucket }))

  const got = await run('getObject', { CamelAwsS3Key: 'a/1' })
  expect(await textOf(got.body)).toBe('content of a/1')
  expect(got.header('CamelAwsS3ContentLength')).toBe(14)
  const range = await run('getObjectRange', { CamelAwsS3Key: 'a/1', CamelAwsS3RangeStart: 0, CamelAwsS3RangeEnd: 6 })
  expect(await textOf(range.body)).toBe('content')

  await run('copyObject', { CamelAwsS3Key: 'a/1', CamelAwsS3BucketDestinationName: bucket, CamelAwsS3DestinationKey: 'copy ä+1' })
  expect(await content(bucket, 'copy ä+1')).toBe('content of a/1')
  expect((await run('headObject', { CamelAwsS3Key: 'a/2' })).body).toMatchObject({ contentLength: 14, eTag: expect.any(String) })

  await run('putObjectTagging', { CamelAwsS3Key: 'a/1', CamelAwsS3ObjectTags: { team: 'x' } })
  expect((await run('getObjectTagging', { CamelAwsS3Key: 'a/1' })).body).toEqual([{ key: 'team', value: 'x' }])
  await run('deleteObjectTagging', { CamelAwsS3Key: 'a/1' })

  await run('putBucketTagging', { CamelAwsS3BucketTags: { env: 'test' } })
  expect((await run('getBucketTagging')).body).toEqual([{ key: 'env', value: 'test' }])
  await run('deleteBucketTagging')
  const Statement = [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*` }]
  const policy = JSON.stringify({ Version: '2012-10-17', Statement })
  await run('putBucketPolicy', { CamelAwsS3BucketPolicy: policy })
  expect(JSON.parse(String((await run('getBucketPolicy')).body))).toEqual(JSON.parse(policy))
  await run('deleteBucketPolicy')

  expect((await run('deleteObject', { CamelAwsS3Key: 'a/1' })).body).toBe(true)
  expect((await run('deleteObjects', { CamelAwsS3KeysToDelete: ['a/2', 'b/3', 'copy ä+1'] })).body).toMatchObject({
    deleted: { length: 3 },
  })
  expect(await keys(bucket)).toEqual([])

  await run('createBucket', { CamelAwsS3OverrideBucketName: `${bucket}-2` })
  expect((await run('headBucket', { CamelAwsS3OverrideBucketName: `${bucket}-2` })).header('CamelAwsS3BucketExists')).toBe(true)
  await run('deleteBucket', { CamelAwsS3OverrideBucketName: `${bucket}-2` })
  expect((await run('headBucket', { CamelAwsS3OverrideBucketName: `${bucket}-2` })).header('CamelAwsS3BucketExists')).toBe(false)
})

test('links let anybody read and write for a time', async () => {
  const bucket = newBucket()
  const send = await sender(bucket, { keyName: 'shared.txt' })
  const upload = await send({ CamelAwsS3Operation: 'createUploadLink' })
  expect((await fetch(String(upload.body), { method: 'PUT', body: 'by link' })).status).toBe(200)
  const download = await send({ CamelAwsS3Operation: 'createDownloadLink', CamelAwsS3DowloadLinkExpirationTime: 60_000 })
  expect(await (await fetch(String(download.body))).text()).toBe('by link')
  expect((await fetch(String(download.body).replace(/X-Amz-Signature=../, 'X-Amz-Signature=00'))).status).toBe(403)
})

test('failures are known by the exception that they are in Camel', async () => {
  const bucket = newBucket()
  const send = await sender(bucket)
  await expect(send({ CamelAwsS3Operation: 'getObject', CamelAwsS3Key: 'nothing' })).rejects.toMatchObject({
    type: 'software.amazon.awssdk.services.s3.model.NoSuchKeyException',
    retryable: false,
  })
  await expect(send({ CamelAwsS3OverrideBucketName: `${bucket}-none`, CamelAwsS3Key: 'x' }, 'x')).rejects.toMatchObject({
    type: 'software.amazon.awssdk.services.s3.model.NoSuchBucketException',
    message: expect.stringContaining('NoSuchBucket'),
  })
  await expect(send({}, 'x')).rejects.toMatchObject({ type: 'java.lang.IllegalArgumentException', message: expect.stringContaining('Key') })
})

test('an object that is there is not overwritten with conditional writes', async () => {
  const bucket = newBucket()
  const send = await sender(bucket, { keyName: 'one', conditionalWritesEnabled: true })
  await send({}, 'first')
  await expect(send({}, 'second')).rejects.toMatchObject({ code: 'KF_CONN_REJECTED' })
  expect(await content(bucket, 'one')).toBe('first')
})

test('many messages make one object, and each ends when that is there', async () => {
  const bucket = newBucket()
  const options = { keyName: 'log.txt', streamingUploadMode: true, batchMessageNumber: 3, streamingUploadTimeout: 200 }
  const send = await sender(bucket, options)
  const sent = await Promise.all(['a', 'b', 'c', 'd'].map(async each => (await send({}, each)).header('CamelAwsS3ProducedKey')))
  expect(sent).toEqual(['log.txt', 'log.txt', 'log.txt', 'log-1.txt'])
  expect(await content(bucket, 'log.txt')).toBe('abc')
  expect(await content(bucket, 'log-1.txt')).toBe('d')
  const again = await sender(bucket, options)
  expect((await again({}, 'e')).header('CamelAwsS3ProducedKey')).toBe('log-2.txt')
})

test('a message that failed comes again later, and others do not wait for it', async () => {
  const bucket = newBucket()
  await client().send(new CreateBucketCommand({ Bucket: bucket }))
  for (const key of ['1', '2', '3']) await put(bucket, key, key)
  const { bodies, until, received } = await runRoutes(
    `
- from:
    uri: "aws2-s3://${bucket}"
    parameters: ${at({ maxMessagesPerPoll: 1, delay: 20, initialDelay: 0 })}
    steps:
      - to: mock:tried
      - filter:
          simple: "\${body} == '1' && \${header.CamelAwsS3Key} == '1' && \${exchangeProperty.failed} == null"
          steps:
            - bean: { ref: failsOnce }
      - to: mock:done
`,
    { beans: { failsOnce: failsOnce() } },
  )
  await until(() => received('done').length === 3)
  expect(bodies('done').map(String)).toEqual(['2', '3', '1'])
  expect(bodies('tried').map(String)).toEqual(['1', '2', '3', '1'])
  await eventually(async () => (await keys(bucket)).length === 0)
})

/** A bean whose first call fails. */
function failsOnce() {
  let calls = 0
  return (_: unknown) => {
    calls += 1
    if (calls === 1) throw new Error('not yet')
  }
}

async function textOf(body: unknown): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of (body as { open(): AsyncIterable<Buffer> }).open()) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

test('a transfer that is killed leaves no half an object, and the next run completes it', async () => {
  const [from, to] = [newBucket(), newBucket()]
  const folder = newFolder()
  await client().send(new CreateBucketCommand({ Bucket: from }))
  const size = 60_000_000
  const bytes = randomBytes(size)
  await put(from, 'big', bytes)
  const sink = at({ partSize: 5_242_880, multiPartUpload: true, checksum: 'CRC32' })
  writeFileSync(
    join(folder, 'copy.camel.yaml'),
    `
- from:
    uri: "aws2-s3://${from}"
    parameters: ${at({ initialDelay: 0, delay: 100 })}
    steps:
      - to: { uri: "aws2-s3://${to}", parameters: ${sink} }
`,
  )
  const first = startCommand(['run', join(folder, 'copy.camel.yaml')])
  await eventually(async () => (await uploads(to)) > 0)
  first.child.kill('SIGKILL')
  expect(await first.ended).toBe('SIGKILL')
  expect(await keys(to)).toEqual([])
  expect(await keys(from)).toEqual(['big'])
  const second = startCommand(['run', join(folder, 'copy.camel.yaml')])
  await eventually(async () => (await keys(from)).length === 0)
  second.child.kill('SIGTERM')
  await second.ended
  const { Body } = await client().send(new GetObjectCommand({ Bucket: to, Key: 'big' }))
  expect(Buffer.from(await Body!.transformToByteArray()).equals(bytes)).toBe(true)
})

test('200 MB go from bucket to bucket in little memory', async () => {
  const [from, to] = [newBucket(), newBucket()]
  const folder = newFolder()
  const size = 200_000_000
  await client().send(new CreateBucketCommand({ Bucket: from }))
  const chunk = randomBytes(1_000_000)
  await new Upload({
    client: client(),
    params: { Bucket: from, Key: 'big', Body: Readable.from(Array(200).fill(chunk), { objectMode: false }) },
  }).done()
  writeFileSync(
    join(folder, 'copy.camel.yaml'),
    `
- from:
    uri: "aws2-s3://${from}"
    parameters: ${at({ initialDelay: 0, delay: 100 })}
    steps:
      - to: { uri: "aws2-s3://${to}", parameters: ${at({ partSize: 8_000_000, multiPartUpload: true })} }
`,
  )
  const running = startCommand(['run', join(folder, 'copy.camel.yaml')])
  let most = 0
  await eventually(async () => {
    most = Math.max(most, residentBytes(running.child.pid!))
    return (await keys(from)).length === 0
  }, 60_000)
  running.child.kill('SIGTERM')
  await running.ended
  const { ContentLength } = await client().send(new HeadObjectCommand({ Bucket: to, Key: 'big' }))
  expect(ContentLength).toBe(size)
  expect(most).toBeLessThan(180_000_000)
})

/** Uploads of parts that are under way in a bucket. */
async function uploads(Bucket: string): Promise<number> {
  const { Uploads = [] } = await client()
    .send(new ListMultipartUploadsCommand({ Bucket }))
    .catch(() => ({ Uploads: [] }))
  return Uploads.length
}

/** What a process has in memory now. */
function residentBytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) * 1024
}

test('an object that is too long for one request is copied in parts, with what describes it', async () => {
  const bucket = newBucket()
  await client().send(new CreateBucketCommand({ Bucket: bucket }))
  const bytes = randomBytes(12_000_000)
  await put(bucket, 'from', bytes, { ContentType: 'text/x', Metadata: { a: 'b' } })
  const { ETag: etag } = await client().send(new HeadObjectCommand({ Bucket: bucket, Key: 'from' }))
  const copy = { bucket, key: 'from', etag, size: bytes.length, toBucket: bucket, toKey: 'to' }
  await copyObject(client(), copy, 5_242_880)
  const { Body, ContentType, Metadata } = await client().send(new GetObjectCommand({ Bucket: bucket, Key: 'to' }))
  expect(Buffer.from(await Body!.transformToByteArray()).equals(bytes)).toBe(true)
  expect({ ContentType, Metadata }).toEqual({ ContentType: 'text/x', Metadata: { a: 'b' } })
  await put(bucket, 'from', 'another')
  await expect(copyObject(client(), { ...copy, toKey: 'never' }, 5_242_880)).rejects.toThrow()
  expect(await keys(bucket)).toEqual(['from', 'to'])
  expect(await uploads(bucket)).toBe(0)
})

test('certificates that nobody has signed are refused unless any is trusted, also through the tunnel of a proxy', async () => {
  const bucket = newBucket()
  const secure = await secureFront(s3.env['S3_ENDPOINT']!)
  const tunnels: string[] = []
  const proxy = await tunnelProxy(tunnels)
  const options = { uriEndpointOverride: secure, keyName: 'x', maxAttempts: 1, connectionWait: 300 }
  const strict = await sender(bucket, options)
  await expect(strict({}, 'x')).rejects.toMatchObject({ message: expect.stringContaining('certificate') })
  const trusting = await sender(bucket, { ...options, trustAllCertificates: true })
  await trusting({}, 'straight')
  expect(await content(bucket, 'x')).toBe('straight')
  const through = { proxyHost: '127.0.0.1', proxyPort: proxy, proxyProtocol: 'HTTP' }
  const tunnelled = await sender(bucket, { ...options, ...through, trustAllCertificates: true })
  await tunnelled({}, 'tunnelled')
  expect(await content(bucket, 'x')).toBe('tunnelled')
  expect(tunnels).toContain(new URL(secure).host)
})

/** The service behind a certificate of its own. */
async function secureFront(target: string): Promise<string> {
  const folder = newFolder()
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost', '-keyout', key, '-out', cert]
  execFileSync('openssl', request, { stdio: 'ignore' })
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, socket => {
    const { hostname, port } = new URL(target)
    const onward = connect(Number(port), hostname)
    socket.on('error', () => onward.destroy())
    onward.on('error', () => socket.destroy())
    socket.pipe(onward).pipe(socket)
  })
  return `https://127.0.0.1:${await listening(server)}`
}

/** A proxy that makes tunnels, and keeps account of them. */
async function tunnelProxy(tunnels: string[]): Promise<number> {
  const proxy = createHttpServer()
  proxy.on('connect', (request, socket) => {
    tunnels.push(request.url!)
    const [host, port] = request.url!.split(':')
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      socket.pipe(onward).pipe(socket)
    })
    socket.on('error', () => onward.destroy())
    onward.on('error', () => socket.destroy())
  })
  return listening(proxy)
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}
