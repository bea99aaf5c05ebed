import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fromGo, PASSWORD, USER } from './install.mjs'
import { listens } from './listens.mjs'

const program = fromGo('s3', 'github.com/versity/versitygw/cmd/versitygw@v1.8.0')
const HOST = '127.0.0.1'

export default {
  from: 'versitygw 1.8.0 (Go): the S3 protocol over a folder',
  ports: 1,
  install: () => program.install(),
  check: () => program.check(),
  async start({ data, port, run, ready }) {
    const folder = name => {
      mkdirSync(join(data, name), { recursive: true })
      return join(data, name)
    }
    const server = ['--quiet', '--access', USER, '--secret', PASSWORD, '--port', `${HOST}:${port}`]
    run(join(program.folder, 'versitygw'), [...server, 'posix', '--versioning-dir', folder('versions'), folder('objects')])
    await ready('its port', () => listens(port))
    return { S3_ENDPOINT: `http://${HOST}:${port}`, S3_REGION: 'us-east-1', S3_ACCESS_KEY: USER, S3_SECRET_KEY: PASSWORD }
  },
}
