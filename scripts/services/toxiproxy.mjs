import { join } from 'node:path'
import { fromGo } from './install.mjs'

const program = fromGo('toxiproxy', 'github.com/Shopify/toxiproxy/v2/cmd/server@v2.5.0')
const HOST = '127.0.0.1'

export default {
  from: 'Toxiproxy 2.5.0 (Go): breaks and slows connections',
  ports: 1,
  install: () => program.install(),
  check: () => program.check(),
  async start({ port, run, ready }) {
    run(join(program.folder, 'server'), ['-host', HOST, '-port', String(port)], { env: { LOG_LEVEL: 'error' } })
    const url = `http://${HOST}:${port}`
    await ready('its interface', () =>
      fetch(`${url}/version`).then(
        ({ ok }) => ok,
        () => false,
      ),
    )
    return { TOXIPROXY_URL: url }
  },
}
