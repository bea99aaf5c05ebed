import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FileBody } from '../../src/kit/file-body.ts'
import { newFolder, type RunOptions, runRoutes } from '../../test/helpers/run-routes.ts'
import { factsOf } from './facts.ts'
import { startFolder } from './paths.ts'

type Steps = readonly string[]

async function consume(files: Readonly<Record<string, string>>, options: string, steps: Steps, more: RunOptions & { extra?: string } = {}) {
  const folder = newFolder()
  for (const [name, text] of Object.entries(files)) put(folder, name, text)
  const yaml = `- route: { id: main, from: { uri: "file:{{folder}}/in?initialDelay=0&delay=5&${options}", steps: [ ${steps.join(', ')} ] } }\n${more.extra ?? ''}`
  const routes = await runRoutes(yaml, { ...more, folder })
  return { ...routes, files: () => tree(folder) }
}

async function produce(options: string, files: Readonly<Record<string, string>> = {}) {
  const folder = newFolder()
  for (const [name, text] of Object.entries(files)) put(folder, name, text)
  const routes = await runRoutes(`- from: { uri: "direct:start", steps: [ { to: "file:{{folder}}/out?${options}" } ] }`, { folder })
  const send = (body: unknown, headers = {}) => routes.kafila.send('direct:start', { body, headers })
  return { ...routes, send, files: () => tree(folder) }
}

function put(folder: string, name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), text)
}

/** All files below a folder with their content. */
function tree(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  return Object.fromEntries(
    entries
      .map(
        entry =>
          [join(entry.parentPath, entry.name).slice(folder.length + 1), readFileSync(join(entry.parentPath, entry.name), 'utf8')] as const,
      )
      .sort(),
  )
}

const TEXT = '{ convertBodyTo: { type: String } }'
const END = '{ to: "mock:end" }'
const NAME = '{ setBody: { simple: "${file:name}" } }'
const FAIL = '{ throwException: { exceptionType: java.io.IOException, message: no } }'

describe('the source', () => {
  test('moves a file only when its message has ended', async () => {
    let goOn!: () => void
    const work = () => new Promise<void>(resolve => (goOn = resolve))
    const { until, files } = await consume({ 'in/a.txt': 'hello' }, 'move=done', ['{ to: "bean:work" }'], { beans: { work } })
    await until(() => goOn !== undefined)
    expect(files()).toEqual({ 'in/a.txt': 'hello' })
    goOn()
    await until(() => Object.keys(files())[0] === 'in/done/a.txt')
  })

  test('tells the type and further attributes of a file where they are asked for', async () => {
    const { received, until } = await consume(
      { 'in/a.txt': 'hello', 'in/b': 'x' },
      'noop=true&sortBy=file:name&probeContentType=true&extendedAttributes=size,basic:isDirectory',
      [END],
    )
    await until(() => received('end').length === 2)
    expect(received('end').map(each => [each.header('CamelFileContentType'), each.header('CamelFileExtendedAttributes')])).toEqual([
      ['text/plain', { 'basic:size': 5, 'basic:isDirectory': false }],
      [undefined, { 'basic:size': 1, 'basic:isDirectory': false }],
    ])
  })

  test('makes the plain file the body behind preMove', async () => {
    const step = '{ setHeader: { name: x, simple: "${bodyType} ${body.name} ${body.length()}" } }'
    const { received, until } = await consume({ 'in/a.txt': 'hello' }, 'preMove=.work', [step, END])
    await until(() => received('end').length === 1)
    expect(received('end')[0]!.header('x')).toBe('class java.io.File a.txt 5')
  })

  test('refuses attributes that do not exist, before the route starts', async () => {
    await expect(consume({ 'in/a.txt': 'hello' }, 'extendedAttributes=nope:x', [END])).rejects.toThrow('nope:x')
  })

  test('leaves a file whose message failed, which then comes again', async () => {
    const { received, until, files } = await consume({ 'in/a.txt': 'hello' }, 'move=done', [END, FAIL])
    await until(() => received('end').length > 2)
    expect(files()).toEqual({ 'in/a.txt': 'hello' })
  })

  test('settles a file behind seda by how the message ended there', async () => {
    const { until, files } = await consume(
      { 'in/a.txt': 'good', 'in/b.txt': 'bad' },
      'move=done&moveFailed=failed',
      ['{ to: "seda:next" }'],
      {
        extra: `- from: { uri: seda:next, steps: [ ${TEXT}, { filter: { simple: "\${body} == 'bad'", steps: [ ${FAIL} ] } } ] }`,
      },
    )
    await until(() => Object.keys(files()).every(name => /done|failed/.test(name)))
    expect(files()).toEqual({ 'in/done/a.txt': 'good', 'in/failed/b.txt': 'bad' })
  })

  test('takes one file after the other, in the order of sortBy', async () => {
    const { bodies, until } = await consume({ 'in/b': '1', 'in/a': '333', 'in/c': '22' }, 'noop=true&sortBy=reverse:file:size', [NAME, END])
    await until(() => bodies('end').length === 3)
    expect(bodies('end')).toEqual(['a', 'c', 'b'])
  })

  test.each([
    ['include=.*%5C.txt', ['A.TXT', 'b.txt']],
    ['exclude=.*%5C.txt', ['c.csv']],
    ['includeExt=csv,txt', ['A.TXT', 'b.txt', 'c.csv']],
    ['excludeExt=txt', ['c.csv']],
    ['antInclude=*.txt', ['b.txt']],
    ['antInclude=*.txt&antFilterCaseSensitive=false', ['A.TXT', 'b.txt']],
    ['recursive=true&antInclude=**/*.txt', ['b.txt', 'sub/d.txt', 'sub/deep/e.txt']],
    ['recursive=true&antInclude=**/*.txt&antExclude=sub/*', ['b.txt', 'sub/deep/e.txt']],
    ['recursive=true&minDepth=2', ['sub/d.txt', 'sub/deep/e.txt']],
    ['recursive=true&maxDepth=2', ['A.TXT', 'b.txt', 'c.csv', 'sub/d.txt']],
    ['recursive=true&includeHiddenFiles=true&includeHiddenDirs=true&antInclude=**/.*', ['.h', '.hidden/.x']],
    ['fileName=b.txt', ['b.txt']],
    ['filterFile=${file:size} > 1', ['c.csv']],
    ["recursive=true&filterDirectory=${file:onlyname} == 'sub'&antInclude=**/*.txt", ['b.txt', 'sub/d.txt']],
  ])('with %s takes these files', async (options, expected) => {
    const files = { A: 'A.TXT', b: 'b.txt', cc: 'c.csv', d: 'sub/d.txt', e: 'sub/deep/e.txt', h: '.h', x: '.hidden/.x' }
    const given = Object.fromEntries(Object.entries(files).map(([text, name]) => [`in/${name}`, text]))
    const { bodies, until } = await consume(given, `noop=true&sortBy=file:name&repeatCount=1&${options}`, [NAME, END])
    await until(() => bodies('end').length === expected.length)
    expect(bodies('end')).toEqual(expected)
  })

  test('takes no more than maxMessagesPerPoll at once, the rest at the next poll', async () => {
    const { received, until } = await consume({ 'in/a': '1', 'in/b': '2', 'in/c': '3' }, 'delete=true&maxMessagesPerPoll=2', [END])
    await until(() => received('end').length === 3)
    expect(received('end').map(each => each.property('CamelBatchSize'))).toEqual([2, 2, 1])
  })

  test('a stop lets the file in hand end and leaves the others', async () => {
    let goOn!: () => void
    const work = () => new Promise<void>(resolve => (goOn = resolve))
    const { kafila, until, files } = await consume({ 'in/a': '1', 'in/b': '2' }, 'move=done&sortBy=file:name', ['{ to: "bean:work" }'], {
      beans: { work },
    })
    await until(() => goOn !== undefined)
    const stopping = kafila.routes.get('main')!.stop(AbortSignal.timeout(5000))
    goOn()
    await stopping
    expect(Object.keys(files())).toEqual(['in/b', 'in/done/a'])
  })

  test('with idempotentKey takes a file again when what the key is made of has changed', async () => {
    const { bodies, until, folder } = await consume({ 'in/a': '1' }, 'noop=true&idempotentKey=${file:name}-${file:size}', [TEXT, END])
    await until(() => bodies('end').length === 1)
    put(folder, 'in/a', 'longer')
    await until(() => bodies('end').length === 2)
    expect(bodies('end')).toEqual(['1', 'longer'])
  })

  test('waits with readLock=changed until a file does not grow any more', async () => {
    const { bodies, until, folder } = await consume({}, 'readLock=changed&readLockCheckInterval=30&sortBy=file:name', [TEXT, END])
    let text = ''
    for (let i = 0; i < 5; i++) {
      put(folder, 'in/a', (text += 'more '))
      await new Promise(resolve => setTimeout(resolve, 10))
    }
    await until(() => bodies('end').length === 1)
    expect(bodies('end')).toEqual([text])
  })

  test('tells the runtime that a poll failed, and goes on', async () => {
    const { records, until, folder, bodies } = await consume({}, 'directoryMustExist=true&autoCreate=false', [NAME, END])
    await until(() => records.some(record => record.message.includes('Directory does not exist')))
    put(folder, 'in/a', '1')
    await until(() => bodies('end').length === 1)
  })

  test('an expression in the folder, a bad pattern and contradicting options are refused when routes are read or started', async () => {
    const load = (uri: string) => runRoutes(`- from: { uri: "${uri}", steps: [ ${END} ] }`)
    await expect(load('file:in/${date:now:yyyy}')).rejects.toThrow('a folder without functions')
    await expect(load('file:in?charset=klingon')).rejects.toThrow('a character set')
    await expect(load('file:{{folder}}/in?include=[')).rejects.toThrow('a regular expression')
    await expect(load('file:{{folder}}/in?delete=true&move=x')).rejects.toThrow('both delete=true and move')
    await expect(load('file:{{folder}}/in?readLock=changed&readLockTimeout=1')).rejects.toThrow('readLockTimeout')
    await expect(load('file:{{folder}}/none?autoCreate=false&startingDirectoryMustExist=true')).rejects.toMatchObject({
      code: 'KF_CONN_FILE',
    })
  })
})

describe('the body of a file', () => {
  const body = (name: string, text: string) => {
    const folder = newFolder()
    put(folder, name, text)
    return new FileBody(factsOf(startFolder(folder), name, statSync(join(folder, name))))
  }

  test('is read when somebody asks, at once where it is small', () => {
    const file = body('a.txt', 'hello')
    expect(file.bytes?.toString()).toBe('hello')
    expect(file.length).toBe(5)
  })

  test('is not read at once where it is large, but can be opened as often as wanted', async () => {
    const file = body('big.txt', 'x')
    truncateSync(file.absolutePath, 10_000_000)
    const large = new FileBody({ ...file, length: 10_000_000 } as FileBody)
    expect(large.bytes).toBeUndefined()
    for (let i = 0; i < 2; i++) {
      let size = 0
      for await (const chunk of large.open()) size += (chunk as Buffer).length
      expect(size).toBe(10_000_000)
    }
  })

  test('that is gone fails with the name of the file', () => {
    const file = new FileBody({ ...body('a.txt', 'x'), absolutePath: '/nowhere/a.txt' } as FileBody)
    expect(() => file.bytes).toThrow('Cannot read file: /nowhere/a.txt')
  })
})

describe('the sink', () => {
  test('fails where the charset has no bytes for a character, instead of writing another one', async () => {
    const { send, files } = await produce('fileName=a.txt&charset=iso-8859-1')
    await send('grün')
    const { exception } = await send('5 €')
    expect(exception).toMatchObject({ cause: { type: 'java.nio.charset.UnmappableCharacterException' } })
    expect(Object.keys(files())).toEqual(['out/a.txt'])
  })

  test('writes text, bytes and streams, and tells the path', async () => {
    const { send, files, folder } = await produce('')
    const exchange = await send('text', { CamelFileName: 'a/t.txt' })
    await send(Buffer.from('bytes'), { CamelFileName: 'b.txt' })
    expect(exchange.header('CamelFileNameProduced')).toBe(`${folder}/out/a/t.txt`)
    expect(files()).toEqual({ 'out/a/t.txt': 'text', 'out/b.txt': 'bytes' })
  })

  test.each(['../evil.txt', 'a/../../evil.txt', '../out-side/evil.txt'])(
    'refuses the name %s, which leads out of its folder',
    async name => {
      const { send, files } = await produce('')
      expect((await send('x', { CamelFileName: name })).exception).toMatchObject({
        code: 'KF_CONN_FILE_JAIL',
        type: 'java.lang.IllegalArgumentException',
      })
      expect(files()).toEqual({})
    },
  )

  test.each([
    ['Override', 'new'],
    ['Append', 'oldnew'],
    ['Ignore', 'old'],
    ['TryRename&tempPrefix=t-', 'new'],
  ])('with fileExist=%s leaves an existing file as %s', async (option, expected) => {
    const { send, files } = await produce(`fileName=a.txt&fileExist=${option}`, { 'out/a.txt': 'old' })
    expect((await send('new')).exception).toBeUndefined()
    expect(files()).toEqual({ 'out/a.txt': expected })
  })

  test('with fileExist=Fail fails and keeps the file', async () => {
    const { send, files } = await produce('fileName=a.txt&fileExist=Fail', { 'out/a.txt': 'old' })
    expect((await send('new')).exception).toMatchObject({ code: 'KF_CONN_FILE' })
    expect(files()).toEqual({ 'out/a.txt': 'old' })
  })

  test('with fileExist=Move moves the existing file away first', async () => {
    const { send, files } = await produce('fileName=a.txt&fileExist=Move&moveExisting=backup', { 'out/a.txt': 'old' })
    await send('new')
    expect(files()).toEqual({ 'out/a.txt': 'new', 'out/backup/a.txt': 'old' })
  })

  test('under a temporary name a file appears only when it is complete', async () => {
    const { Readable } = await import('node:stream')
    const { StreamBody } = await import('../../src/index.ts')
    const { send, files, until } = await produce('fileName=a.txt&tempPrefix=.part-')
    const stream = new Readable({ read() {} })
    const sending = send(new StreamBody(stream))
    stream.push('first ')
    await until(() => Object.keys(files()).length > 0)
    expect(Object.keys(files())).toEqual(['out/.part-a.txt'])
    stream.push('second')
    stream.push(null)
    await sending
    expect(files()).toEqual({ 'out/a.txt': 'first second' })
  })

  test('a stream that breaks fails the message', async () => {
    const { Readable } = await import('node:stream')
    const { StreamBody } = await import('../../src/index.ts')
    const { send } = await produce('fileName=a.txt')
    const stream = new Readable({ read() {} })
    const sending = send(new StreamBody(stream))
    stream.push('x')
    setImmediate(() => stream.destroy(new TypeError('broken')))
    expect((await sending).exception).toMatchObject({ code: 'KF_CONN_FILE' })
  })

  test('appends of streams to one file follow each other', async () => {
    const { Readable } = await import('node:stream')
    const { StreamBody } = await import('../../src/index.ts')
    const { send, files } = await produce('fileName=a.txt&fileExist=Append&appendChars=;')
    const parts = Array.from({ length: 10 }, (_, i) => new StreamBody(Readable.from([Buffer.from(`${i}`), Buffer.from(`${i}`)])))
    await Promise.all(parts.map(part => send(part)))
    expect(files()['out/a.txt']).toBe('00;11;22;33;44;55;66;77;88;99;')
  })

  test('a large file is copied without being read into memory', async () => {
    const folder = newFolder()
    put(folder, 'in/big', 'x')
    truncateSync(join(folder, 'in/big'), 64 * 1024 * 1024)
    const before = process.memoryUsage().arrayBuffers
    const { until } = await runRoutes(
      `- from: { uri: "file:{{folder}}/in?initialDelay=0&delete=true", steps: [ { to: "file:{{folder}}/out" }, ${END} ] }`,
      { folder },
    )
    await until(() => !existsSync(join(folder, 'in/big')))
    expect(statSync(join(folder, 'out/big')).size).toBe(64 * 1024 * 1024)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024)
  })

  test.each(['md5', 'sha', 'SHA1', 'Sha-256', 'SHA3-256'])('knows the algorithm %s', async algorithm => {
    const { send } = await produce(`fileName=a.txt&checksumFileAlgorithm=${algorithm}`)
    expect((await send('x')).header('CamelFileChecksum')).toMatch(/^[0-9a-f]{32,128}$/)
  })

  test('writes checksum and done file', async () => {
    const { send, files } = await produce('fileName=a.txt&checksumFileAlgorithm=MD5&doneFileName=${file:name.noext}.ok')
    const exchange = await send('hello')
    expect(exchange.header('CamelFileChecksum')).toBe('5d41402abc4b2a76b9719d911017c592')
    expect(files()).toEqual({ 'out/a.ok': '', 'out/a.txt': 'hello', 'out/a.txt.MD5': '5d41402abc4b2a76b9719d911017c592' })
  })

  test('sets permissions and the time of the source file', async () => {
    const { send, folder } = await produce('fileName=a.txt&chmod=640&keepLastModified=true')
    await send('x', { CamelFileLastModified: 1_000_000_000_000 })
    const stats = statSync(join(folder, 'out/a.txt'))
    expect(stats.mode & 0o777).toBe(0o640)
    expect(stats.mtimeMs).toBe(1_000_000_000_000)
  })

  test('contradicting options are refused when the route is started', async () => {
    await expect(produce('fileExist=Append&tempPrefix=x')).rejects.toThrow('fileExist=Append and tempPrefix')
    await expect(produce('fileExist=Move')).rejects.toThrow('moveExisting')
    await expect(produce('chmod=999')).rejects.toThrow('permissions')
  })
})

test('pollEnrich takes one file, and settles it with the message that asked', async () => {
  const folder = newFolder()
  put(folder, 'in/a', '1')
  const { kafila, bodies } = await runRoutes(
    `- from: { uri: "direct:start", steps: [ { pollEnrich: { constant: "file:{{folder}}/in?move=done", timeout: 500 } }, ${TEXT}, ${END} ] }`,
    { folder },
  )
  await kafila.send('direct:start')
  expect(bodies('end')).toEqual(['1'])
  expect(tree(folder)).toEqual({ 'in/done/a': '1' })
})
