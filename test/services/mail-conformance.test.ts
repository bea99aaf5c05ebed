import { describe, test } from 'vitest'
import { connectorConformance } from '../../src/testing/index.ts'
import { imapDriver, mailDriver } from '../support/drivers/mail.ts'

describe('imap against GreenMail', async () => {
  connectorConformance(await imapDriver(), test)
})

describe('smtp against GreenMail', async () => {
  connectorConformance(await mailDriver(), test)
})
