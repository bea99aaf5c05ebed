// The servers of the http benchmark, each in a process of its own: `bare` or `route`.
import { createServer } from 'node:http'
import { createKafila } from '../../dist/index.js'

const ROUTE = `
- route:
    id: bench
    from:
      uri: platform-http:/orders
      steps:
        - unmarshal: { json: {} }
        - transform: { jsonata: '{ "id": id, "customer": customer, "total": amount * 2 }' }
        - marshal: { json: {} }
`

function bare() {
  const server = createServer((request, response) => {
    const chunks = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      const order = JSON.parse(Buffer.concat(chunks).toString('utf8'))
      const body = JSON.stringify({ id: order.id, customer: order.customer, total: order.amount * 2 })
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) })
      response.end(body)
    })
  })
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(server.address().port)))
}

async function route() {
  const probe = createServer()
  const port = await new Promise(resolve => probe.listen(0, '127.0.0.1', () => resolve(probe.address().port)))
  await new Promise(resolve => probe.close(resolve))
  const kafila = await createKafila({
    routes: [{ file: 'bench.yaml', text: ROUTE }],
    properties: { 'camel.server.port': String(port), 'camel.server.host': '127.0.0.1' },
  })
  await kafila.start()
  return port
}

const port = process.argv[2] === 'bare' ? await bare() : await route()
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send({ cpuMs: (user + system) / 1000 })
})
process.send({ port })
