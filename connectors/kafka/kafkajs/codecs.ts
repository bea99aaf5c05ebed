import kafkajs from 'kafkajs'

interface Codec {
  compress(encoder: { readonly buffer: Buffer }): Promise<Buffer>
  decompress(buffer: Buffer): Promise<Buffer>
}

/** Teaches the client the compressions that it does not know by itself; their libraries are loaded when records need them. */
export function registerCodecs(): void {
  const { CompressionCodecs, CompressionTypes } = kafkajs
  CompressionCodecs[CompressionTypes.Snappy] = lazily(snappy)
  CompressionCodecs[CompressionTypes.LZ4] = lazily(lz4)
  CompressionCodecs[CompressionTypes.ZSTD] = lazily(zstd)
}

function lazily(load: () => Promise<Codec>): () => Codec {
  let loaded: Promise<Codec> | undefined
  const codec = () => (loaded ??= load())
  const lazy: Codec = {
    compress: async encoder => (await codec()).compress(encoder),
    decompress: async buffer => (await codec()).decompress(buffer),
  }
  return () => lazy
}

async function snappy(): Promise<Codec> {
  return (await import('kafkajs-snappy')).default()
}

async function lz4(): Promise<Codec> {
  const { compressFrame, decompressFrame } = await import('lz4-napi')
  return { compress: ({ buffer }) => compressFrame(buffer), decompress: buffer => decompressFrame(buffer) }
}

async function zstd(): Promise<Codec> {
  const { Decoder, Encoder } = await import('@toondepauw/node-zstd')
  const encoder = new Encoder(3)
  const decoder = new Decoder()
  return { compress: ({ buffer }) => encoder.encode(buffer), decompress: buffer => decoder.decode(buffer) }
}
