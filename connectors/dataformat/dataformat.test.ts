import { describe, expect, it } from 'vitest'
import { createKafila } from '../../src/index.ts'

async function send(uri: string, body: unknown) {
  const kafila = await createKafila({
    routes: [
      { file: 'route.yaml', text: `- from:\n    uri: direct:start\n    steps:\n      - to: "${uri}"\n      - convertBodyTo: String\n` },
    ],
    logger: { enabled: () => false, write: () => {} },
  })
  await kafila.start()
  try {
    return (await kafila.send('direct:start', { body }, 'InOut')).body
  } finally {
    await kafila.stop({ timeoutMs: 1000 })
  }
}

describe('dataformat', () => {
  it('writes the body in a format, with its options', async () => {
    expect(await send('dataformat:jackson:marshal?prettyPrint=true', { a: 1 })).toBe('{\n  "a" : 1\n}')
  })

  it('reads the body', async () => {
    expect(await send('dataformat:csv:unmarshal?delimiter=;', 'a;b\n')).toBe('[[a, b]]')
  })

  it.each(['dataformat:morse:marshal', 'dataformat:jackson:encode', 'dataformat:jackson:marshal?nope=1'])(
    'refuses %s before it starts',
    async uri => {
      await expect(send(uri, 'x')).rejects.toThrow()
    },
  )
})
