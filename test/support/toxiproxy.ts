import type { NetworkControl } from '../../src/testing/index.ts'
import { service } from './services.ts'

/** A way to a service that can be broken. */
export interface BreakableWay extends NetworkControl {
  readonly host: string
  readonly port: number
}

let ways = 0

/** Puts a proxy before a service, `host:port`; `listen` where the service tells its clients by which port they must come. */
export async function breakableWay(upstream: string, listen = '127.0.0.1:0'): Promise<BreakableWay> {
  const { TOXIPROXY_URL: api } = (await service('toxiproxy')).env
  const name = `way-${process.pid}-${++ways}`
  await removeWayAt(api!, listen)
  const made = (await call(`${api}/proxies`, { name, listen, upstream, enabled: true })) as { listen: string }
  const [host, port] = made.listen.split(':') as [string, string]
  const toxics = ['upstream', 'downstream'] as const
  return {
    host,
    port: Number(port),
    /** Bytes are taken and never passed on; no connection is closed. */
    async blackhole() {
      for (const stream of toxics)
        await call(`${api}/proxies/${name}/toxics`, { name: stream, type: 'timeout', stream, attributes: { timeout: 0 } })
    },
    async heal() {
      for (const stream of toxics) await fetch(`${api}/proxies/${name}/toxics/${stream}`, { method: 'DELETE' })
    },
  }
}

/** A way of an earlier run would hold the port that this one must have. */
async function removeWayAt(api: string, listen: string): Promise<void> {
  const proxies = Object.values((await (await fetch(`${api}/proxies`)).json()) as Record<string, { name: string; listen: string }>)
  for (const { name } of proxies.filter(each => each.listen === listen)) await fetch(`${api}/proxies/${name}`, { method: 'DELETE' })
}

async function call(url: string, body: unknown): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`toxiproxy: ${response.status} ${await response.text()}`)
  return response.json()
}
