import { errors } from '../../src/core/errors.ts'
import type { SourceContext } from '../../src/kit/index.ts'
import { ImapMailbox, type ImapQuery } from './imap-mailbox.ts'
import { mailboxError } from './mail-error.ts'
import type { MailServer } from './server.ts'
import type { SessionProperties } from './session-properties.ts'
import type { Suspects } from './suspects.ts'

/** How soon an unused connection listens for news. */
const LISTEN_AFTER_MS = 50

export interface ImapSettings {
  readonly server: MailServer
  readonly session: SessionProperties
  readonly folderName: string
  readonly query: ImapQuery
  /** What one connection tells the next one about mails that it could not fetch. */
  readonly suspects: Suspects
  /** Told when mails have arrived; the connection then listens as soon as nothing else is to do. */
  readonly arrived?: () => void
  readonly debug: boolean
}

/** Connects, logs in and opens the folder. `lost` is told once the connection is gone, for whatever reason. */
export async function openImap(
  settings: ImapSettings,
  context: SourceContext,
  lost: (cause?: unknown) => void,
  signal: AbortSignal,
): Promise<ImapMailbox> {
  const { ImapFlow } = await import('imapflow')
  const { server, folderName } = settings
  let refusal = ''
  const log =
    (level: 'DEBUG' | 'WARN') =>
    (entry: { readonly err?: { readonly responseText?: string; readonly message?: string }; readonly msg?: string }) => {
      if (level === 'WARN') refusal = entry.err?.responseText ?? entry.err?.message ?? refusal
      if (settings.debug) context.log('DEBUG', `${server.what}: ${entry.msg ?? entry.err?.message ?? ''}`)
    }
  const client = new ImapFlow({
    ...clientOptions(settings),
    logger: { debug: log('DEBUG'), info: log('DEBUG'), warn: log('WARN'), error: log('WARN') },
  })
  // without a listener an error would end the process
  client.on('error', (error: Error) => lost(mailboxError(error, server.what)))
  client.on('close', () => lost(errors.KF_CONN_LOST({ what: server.what })))
  client.on('exists', ({ count, prevCount }: { count: number; prevCount: number }) => count > prevCount && settings.arrived?.())
  const giveUp = () => client.close()
  signal.addEventListener('abort', giveUp, { once: true })
  try {
    await client.connect()
    await openFolder(() => client.mailboxOpen(folderName), server.what, folderName)
    return new ImapMailbox(client, server.what, settings.query, settings.suspects, context.services.clock, () => refusal)
  } catch (error) {
    client.close()
    throw mailboxError(error, server.what)
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}

/** Says goodbye; a server that does not answer is not waited for. */
export async function closeImap({ client }: ImapMailbox): Promise<void> {
  const giveUp = setTimeout(() => client.close(), 500)
  try {
    if (client.usable) await client.logout()
  } finally {
    clearTimeout(giveUp)
    client.close()
  }
}

function clientOptions({ server, session, arrived }: ImapSettings) {
  const { username, password, accessToken } = server
  return {
    host: server.host,
    port: server.port,
    secure: server.secure,
    ...(!server.secure && session.startTls !== 'auto' && { doSTARTTLS: session.startTls === 'required' }),
    auth: { user: username ?? '', ...(accessToken === undefined ? { pass: password ?? '' } : { accessToken }) },
    tls: session.tls,
    connectionTimeout: session.connectTimeoutMs,
    greetingTimeout: session.connectTimeoutMs,
    socketTimeout: session.readTimeoutMs,
    ...(arrived !== undefined && { autoIdleDelay: LISTEN_AFTER_MS }),
  }
}

async function openFolder(open: () => Promise<unknown>, what: string, folder: string): Promise<void> {
  try {
    await open()
  } catch (cause) {
    if (!(cause as { mailboxMissing?: boolean }).mailboxMissing) throw cause
    throw errors.KF_CONN_FAILED(
      { connector: what, reason: `Folder not found or invalid: ${folder}` },
      { cause, type: 'jakarta.mail.FolderNotFoundException' },
    )
  }
}
