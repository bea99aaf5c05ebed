import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../helpers/free-port.ts'
import { startCommand } from './command.ts'

const STOPS = 20
const MESSAGES_PER_RUN = 500
const CLIENTS = 20

const ROUTES = `
- from:
    uri: platform-http:/in
    steps:
      - to: seda:work?waitForTaskToComplete=Always&size=50&blockWhenFull=true
      - setBody: { constant: done }
- from:
    uri: seda:work?concurrentConsumers=4&size=50
    steps:
      - to: file:{{effects}}?fileName=effects.txt&fileExist=Append&appendChars=%0A
`

interface Answers {
  readonly succeeded: string[]
  /** How those ended that got no 2xx: a status, or the error of the connection. */
  readonly others: string[]
}

test(`stopped at ${STOPS} random points under load, every request that got 2xx had its effect, and the others failed clearly`, {
  timeout: 120_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kafila-stop-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'load.camel.yaml'), ROUTES)
  let answered = 0
  for (let run = 0; run < STOPS; run++) {
    const stopAfter = 1 + Math.floor(Math.random() * MESSAGES_PER_RUN * 0.9)
    const { succeeded, others, code } = await loadAndStop(folder, run, stopAfter)
    answered += succeeded.length
    const effects = new Set(existsSync(join(folder, 'effects.txt')) ? readFileSync(join(folder, 'effects.txt'), 'utf8').split('\n') : [])
    expect(
      succeeded.filter(id => !effects.has(id)),
      `run ${run}, stopped after ${stopAfter} answers`,
    ).toEqual([])
    expect(others.filter(how => !/^(503|ECONNREFUSED|ECONNRESET)$/.test(how))).toEqual([])
    expect(code).toBe(0)
  }
  expect(answered).toBeGreaterThan(STOPS)
})

async function loadAndStop(folder: string, run: number, stopAfter: number): Promise<Answers & { code: unknown }> {
  const port = await freePort()
  const kafila = startCommand(
    ['run', 'load.camel.yaml', '--port', String(port), '--property', `effects=${folder}`, '--log-level', 'ERROR'],
    { cwd: folder },
  )
  await kafila.shows('started in')
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })
  const answers: Answers = { succeeded: [], others: [] }
  let next = 0
  let stopped = false
  const stop = () => {
    // A second signal would end it at once.
    if (!stopped) kafila.child.kill('SIGTERM')
    stopped = true
  }
  const client = async () => {
    while (next < MESSAGES_PER_RUN) {
      const id = `${run}-${next++}`
      const status = await post(port, agent, id)
      if (status === '200') answers.succeeded.push(id)
      else answers.others.push(status)
      if (answers.succeeded.length >= stopAfter) stop()
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  agent.destroy()
  stop()
  return { ...answers, code: await kafila.ended }
}

function post(port: number, agent: Agent, id: string): Promise<string> {
  return new Promise(resolve => {
    const call = request({ port, agent, method: 'POST', path: '/in', timeout: 30_000 }, response => {
      response.resume()
      response.on('end', () => resolve(String(response.statusCode)))
      response.on('error', error => resolve((error as NodeJS.ErrnoException).code ?? error.message))
    })
    call.on('error', error => resolve((error as NodeJS.ErrnoException).code ?? error.message))
    call.on('timeout', () => call.destroy(new Error('no answer within 30 s')))
    call.end(id)
  })
}
