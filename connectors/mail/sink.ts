import { errors } from '../../src/core/errors.ts'
import type { ConnectorContext, EndpointAddress, Sink } from '../../src/kit/index.ts'
import { partsOf } from './compose-mail.ts'
import { readDkimKey } from './dkim-key.ts'
import { readServer } from './server.ts'
import { sessionProperties } from './session-properties.ts'
import type { SmtpSinkOptions } from './sink-fields.ts'
import { SmtpConnection } from './smtp-connection.ts'

/** Sends a mail for each message; it has been sent when the server has taken it (250). */
export function openSmtpSink(given: SmtpSinkOptions, context: ConnectorContext, address: EndpointAddress): Sink {
  const options = withDkim(given, context)
  const server = readServer(address, options)
  const connection = new SmtpConnection(server, sessionProperties(address.extra, options), options, context)
  const user = server.username === undefined || server.username.includes('@') ? server.username : `${server.username}@${server.host}`
  return {
    start: () => connection.start(),
    send(exchange) {
      const parts = partsOf(exchange, options, user)
      return connection.send(parts).then(messageId => exchange.setHeader('CamelMailMessageId', messageId))
    },
    close: () => connection.stop(),
  }
}

/** The options, with the key that signs mails read. */
function withDkim(options: SmtpSinkOptions, { services }: ConnectorContext): SmtpSinkOptions {
  const { dkimDomain, dkimSelector, dkimPrivateKey } = options
  const given = [dkimDomain, dkimSelector, dkimPrivateKey].filter(each => each !== undefined).length
  if (given > 0 && given < 3)
    throw errors.KF_ROUTE_INVALID({ what: 'smtp', reason: 'dkimDomain, dkimSelector and dkimPrivateKey go together' })
  return dkimPrivateKey === undefined ? options : { ...options, dkimPrivateKey: readDkimKey(dkimPrivateKey, services.directory) }
}
