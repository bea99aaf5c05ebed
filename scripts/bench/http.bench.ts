import { type ChildProcess, fork } from 'node:child_process'
import { Agent, request } from 'node:http'
import { fileURLToPath } from 'node:url'
import { type Result, rowsOf } from './measure.ts'

const REQUESTS = 20_000
const CONNECTIONS = 50
const ROUNDS = 5
const ORDER = JSON.stringify({
  id: 7,
  amount: 120,
  customer: 'Ada',
  lines: [{ item: 'rope', quantity: 2, price: 12.5 }],
  note: 'a'.repeat(80),
})

interface Server {
  readonly label: string
  readonly child: ChildProcess
  readonly port: number
}

/** Processor time of the server per POST of 200 bytes of JSON, parsed, changed and answered: a bare node:http handler against a route. Servers are processes of their own. */
export async function bench(): Promise<Result> {
  const servers = [await start('bare node:http handler', 'bare'), await start('platform-http route', 'route')]
  const times = servers.map(() => [] as number[])
  try {
    for (let round = -1; round < ROUNDS; round++) {
      for (const [index, server] of servers.entries()) {
        const before = await cpuOf(server)
        await load(server.port)
        const used = (await cpuOf(server)) - before
        if (round >= 0) times[index]!.push((used * 1000) / REQUESTS)
      }
    }
  } finally {
    for (const { child } of servers) child.kill('SIGKILL')
  }
  return {
    unit: 'us of server CPU per request',
    rows: rowsOf(servers, times),
  }
}

function start(label: string, kind: string): Promise<Server> {
  const child = fork(fileURLToPath(new URL('./http-server.mjs', import.meta.url)), [kind], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    child.once('message', message => resolve({ label, child, port: (message as { port: number }).port }))
    child.once('exit', code => reject(new Error(`the server ${kind} ended with ${code}`)))
  })
}

function cpuOf({ child }: Server): Promise<number> {
  return new Promise(resolve => {
    child.once('message', message => resolve((message as { cpuMs: number }).cpuMs))
    child.send('cpu')
  })
}

async function load(port: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  let left = REQUESTS
  const worker = async () => {
    while (left-- > 0) await post(port, agent)
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, worker))
  agent.destroy()
}

function post(port: number, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = request(
      {
        port,
        agent,
        method: 'POST',
        path: '/orders',
        headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(ORDER) },
      },
      response => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', chunk => (text += chunk))
        response.on('end', () =>
          text.includes('"total":240') ? resolve() : reject(new Error(`unexpected answer ${response.statusCode} ${text}`)),
        )
      },
    )
    call.on('error', reject)
    call.end(ORDER)
  })
}
