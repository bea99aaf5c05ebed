import { Readable } from 'node:stream'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { exceptionType } from '../../src/core/exceptions.ts'
import { Exchange } from '../../src/core/exchange.ts'
import type { Services } from '../../src/core/services.ts'
import { StreamBody } from '../../src/core/stream-body.ts'
import { csv } from '../../src/formats/csv.ts'
import { gzipDeflater } from '../../src/formats/gzip-deflater.ts'
import { type BuildScope, buildFields } from '../../src/kit/field.ts'

const services = { clock: { now: () => 0 }, uncachedRoutes: new Set() } as unknown as Services
const scope = { text: (raw: string) => raw } as unknown as BuildScope

/** A stream of chunks that tells how many were taken. */
function source(chunks: readonly (string | Buffer)[]): { body: StreamBody; taken: () => number } {
  let taken = 0
  const read = function* () {
    for (const chunk of chunks) {
      taken++
      yield Buffer.from(chunk as string)
    }
  }
  return { body: new StreamBody(Readable.from(read(), { objectMode: true, highWaterMark: 1 })), taken: () => taken }
}

async function load(body: unknown): Promise<Buffer> {
  const stream = body as StreamBody
  await stream.load()
  return stream.bytes!
}

describe('csv with lazyLoad', () => {
  const { unmarshal } = csv.open(buildFields(csv.fields, { lazyLoad: true, useMaps: true }, scope), services)

  it('reads a stream record by record, however it is cut', async () => {
    const text = 'name,note\nann,"a ""b""\nc"\r\nbob,ü\n'
    const { body } = source([...Buffer.from(text)].map(byte => Buffer.from([byte])))
    const rows: unknown[] = []
    for await (const row of (await unmarshal(new Exchange(services), body)) as AsyncIterable<unknown>) rows.push(row)
    expect(rows).toEqual([
      { name: 'ann', note: 'a "b"\nc' },
      { name: 'bob', note: 'ü' },
    ])
  })

  it('takes no more of the stream than the records asked for need', async () => {
    const { body, taken } = source(Array.from({ length: 1000 }, (_, i) => (i === 0 ? 'n\n' : `${i}\n`)))
    const rows = (await unmarshal(new Exchange(services), body)) as AsyncGenerator<unknown>
    expect((await rows.next()).value).toEqual({ n: '1' })
    expect(taken()).toBeLessThan(50)
    await rows.return(undefined)
  })
})

describe('gzipDeflater', () => {
  const { marshal, unmarshal } = gzipDeflater.open({}, services)

  it('compresses a stream while it is read', async () => {
    const packed = await marshal(new Exchange(services), source(['hello ', 'world']).body)
    expect(gunzipSync(await load(packed)).toString()).toBe('hello world')
  })

  it('unpacks a stream while it is read', async () => {
    const unpacked = await unmarshal(new Exchange(services), source([gzipSync('hello')]).body)
    expect((await load(unpacked)).toString()).toBe('hello')
  })

  it("tells by Java's exception that a stream is no gzip, when it is read", async () => {
    const unpacked = await unmarshal(new Exchange(services), source(['hello']).body)
    const failure = await load(unpacked).then(
      () => undefined,
      error => error,
    )
    expect(exceptionType(failure)).toBe('java.io.IOException')
  })

  it('works on large bodies off the event loop', async () => {
    const large = Buffer.alloc(300_000, 'x')
    const packed = marshal(new Exchange(services), large)
    expect(packed).toBeInstanceOf(Promise)
    expect(gunzipSync(await load(await packed)).equals(large)).toBe(true)
  })
})
