import type { Transform } from 'node:stream'
import {
  createDeflate,
  createGunzip,
  createGzip,
  createInflate,
  deflate,
  deflateSync,
  gunzip,
  gunzipSync,
  gzip,
  gzipSync,
  inflate,
  inflateSync,
  type ZlibOptions,
} from 'node:zlib'
import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import type { MaybePromise } from '../core/step.ts'
import { type ByteSource, StreamBody } from '../core/stream-body.ts'
import type { DataFormat } from '../kit/format.ts'
import { inputSource } from './input.ts'

type Callback = (error: Error | null, result: Buffer) => void

/** One way of a compression, for bytes in memory (at once, or off the event loop) and for streams. */
interface Codec {
  readonly sync: (bytes: Buffer, options: ZlibOptions) => Buffer
  readonly async: (bytes: Buffer, options: ZlibOptions, callback: Callback) => void
  readonly stream: (options: ZlibOptions) => Transform
  /** Failures in the words of Java. */
  readonly failure: (error: NodeJS.ErrnoException) => Error
  /** Changes the first bytes that come out. */
  readonly head?: (bytes: Buffer) => Buffer
}

/** What is larger than this is worked on in zlib's threads instead of on the event loop. */
const LARGE = 128 * 1024

function ioError(type: string, reason: string, cause?: Error): Error {
  return errors.KF_FORMAT_UNMARSHAL({ format: 'zlib', reason }, { type, cause })
}

function zlibFailure(error: NodeJS.ErrnoException): Error {
  if (error.code === 'Z_BUF_ERROR') return ioError('java.io.EOFException', 'Unexpected end of ZLIB input stream', error)
  return ioError('java.util.zip.ZipException', error.message, error)
}

function notGzip(cause?: Error): Error {
  return ioError('java.io.IOException', 'Input is not in the .gz format.', cause)
}

/** Whether bytes begin as a gzip file does; of a shorter one zlib says that it ends too early. */
function startsGzip(bytes: Buffer): boolean {
  return bytes.length > 1 && bytes[0] === 0x1f && bytes[1] === 0x8b
}

function gunzipFailure(error: NodeJS.ErrnoException): Error {
  if (error.message === 'incorrect header check') return notGzip(error)
  return zlibFailure(error)
}

/** Java writes "unknown" for the operating system into the header of a gzip file. */
function unknownSystem(bytes: Buffer): Buffer {
  if (bytes.length > 9) bytes[9] = 0xff
  return bytes
}

// each looked up when it is called: zlib is loaded with its first use
const GZIP: Codec = {
  sync: (bytes, options) => gzipSync(bytes, options),
  async: (bytes, options, callback) => gzip(bytes, options, callback),
  stream: options => createGzip(options),
  failure: zlibFailure,
  head: unknownSystem,
}
const GUNZIP: Codec = {
  sync: (bytes, options) => gunzipSync(bytes, options),
  async: (bytes, options, callback) => gunzip(bytes, options, callback),
  stream: options => createGunzip(options),
  failure: gunzipFailure,
}
const DEFLATE: Codec = {
  sync: (bytes, options) => deflateSync(bytes, options),
  async: (bytes, options, callback) => deflate(bytes, options, callback),
  stream: options => createDeflate(options),
  failure: zlibFailure,
}
const INFLATE: Codec = {
  sync: (bytes, options) => inflateSync(bytes, options),
  async: (bytes, options, callback) => inflate(bytes, options, callback),
  stream: options => createInflate(options),
  failure: zlibFailure,
}

/** The format of gzip files. */
export function gzipFormat(options: ZlibOptions): DataFormat {
  return { marshal: (exchange, body) => run(GZIP, exchange, body, options), unmarshal: (exchange, body) => run(GUNZIP, exchange, body, {}) }
}

/** The zlib format. */
export function zlibFormat(options: ZlibOptions): DataFormat {
  return {
    marshal: (exchange, body) => run(DEFLATE, exchange, body, options),
    unmarshal: (exchange, body) => run(INFLATE, exchange, body, {}),
  }
}

function run(codec: Codec, exchange: Exchange, body: unknown, options: ZlibOptions): MaybePromise<StreamBody> {
  const source = inputSource(exchange, body)
  if (source.bytes === undefined) return streamed(codec, source, options)
  if (codec === GUNZIP && !startsGzip(source.bytes)) throw notGzip()
  if (source.bytes.length > LARGE) return offLoop(codec, source.bytes, options)
  try {
    return finish(codec, codec.sync(source.bytes, options))
  } catch (error) {
    throw codec.failure(error as NodeJS.ErrnoException)
  }
}

function finish(codec: Codec, result: Buffer): StreamBody {
  return new StreamBody(codec.head ? codec.head(result) : result)
}

function offLoop(codec: Codec, bytes: Buffer, options: ZlibOptions): Promise<StreamBody> {
  return new Promise((resolve, reject) => {
    codec.async(bytes, options, (error, result) => (error ? reject(codec.failure(error)) : resolve(finish(codec, result))))
  })
}

/** An unread stream stays one: what comes out is read as it is wanted. */
function streamed(codec: Codec, source: ByteSource, options: ZlibOptions): StreamBody {
  const { Readable, pipeline } = process.getBuiltinModule('node:stream')
  const transform = codec.stream(options)
  pipeline(source.open(), transform, () => {})
  return new StreamBody(Readable.from(translated(codec, transform), { objectMode: false }))
}

async function* translated(codec: Codec, transform: Transform): AsyncGenerator<Buffer> {
  let first = true
  try {
    for await (const chunk of transform) {
      yield first && codec.head ? codec.head(chunk as Buffer) : (chunk as Buffer)
      first = false
    }
  } catch (error) {
    throw codec.failure(error as NodeJS.ErrnoException)
  }
}
