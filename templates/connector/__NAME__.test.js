import { connectorConformance } from 'kafila/testing'
import { test } from 'vitest'
import { service } from './client.js'
import connector from './index.js'

let places = 0

/** How the kit gets at the service: replace this together with the client. */
const driver = {
  connector,
  keyHeader: 'key',
  secrets: ['hunter2'],
  wrongCredentials: '__NAME__:any?password=hunter2',
  service: { down: async () => service.down(), up: async () => service.up() },
  async place() {
    const name = `q${++places}`
    return {
      source: `__NAME__:${name}`,
      sink: `__NAME__:${name}`,
      async write(messages) {
        for (const message of messages) service.put(name, message)
      },
      read: async () => service.queue(name).splice(0),
    }
  },
}

connectorConformance(driver, test)
