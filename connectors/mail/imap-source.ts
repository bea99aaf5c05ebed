import type { EndpointAddress, Source, SourceContext } from '../../src/kit/index.ts'
import { closeImap, type ImapSettings, openImap } from './imap-connection.ts'
import type { ImapMailbox } from './imap-mailbox.ts'
import { searchQuery } from './search-term.ts'
import { readServer } from './server.ts'
import { sessionProperties } from './session-properties.ts'
import { orderOf } from './sort-term.ts'
import { MailSource } from './source.ts'
import type { ImapSourceOptions } from './source-fields.ts'
import { Suspects } from './suspects.ts'

/** Makes messages of the mails in a folder of an IMAP server. */
export function openImapSource(options: ImapSourceOptions, context: SourceContext, address: EndpointAddress): Source {
  const { copyTo, moveTo, delete: isDeleted, unseen, sortTerm, peek, folderName } = options
  if (sortTerm !== undefined) orderOf(sortTerm)
  const settings: ImapSettings = {
    server: readServer(address, options),
    session: sessionProperties(address.extra, options),
    folderName,
    query: { search: searchQuery(address.extra, unseen, () => context.services.clock.now()), sortTerm, peek },
    suspects: new Suspects(),
    debug: options.debugMode,
  }
  return new MailSource<ImapMailbox>(options, context, {
    what: settings.server.what,
    open: (lost, signal, arrived) => openImap(options.idle ? { ...settings, arrived } : settings, context, lost, signal),
    close: closeImap,
    finish: async (mail, action, mailbox) => (await mailbox()).finish(mail, action),
    action: { delete: isDeleted, copyTo, moveTo },
    marks: unseen || isDeleted || moveTo !== undefined,
    perPoll: false,
    listens: options.idle,
  })
}
