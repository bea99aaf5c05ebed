import { describe, test } from 'vitest'
import { connectorConformance } from '../../src/testing/index.ts'
import { greenmailImapDriver, imapDriver, mailDriver, pop3Driver, postfixDriver } from '../support/drivers/mail.ts'

describe('imap against Dovecot', async () => {
  connectorConformance(await imapDriver(), test)
})

describe('pop3 against Dovecot', async () => {
  connectorConformance(await pop3Driver(), test)
})

describe('imap against GreenMail', async () => {
  connectorConformance(await greenmailImapDriver(), test)
})

describe('smtp against GreenMail', async () => {
  connectorConformance(await mailDriver(), test)
})

describe('smtp against Postfix', async () => {
  connectorConformance(await postfixDriver(), test)
})
