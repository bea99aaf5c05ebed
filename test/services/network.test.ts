import { describe, test } from 'vitest'
import { connectorConformance } from '../../src/testing/index.ts'
import { sqlDriver } from '../support/drivers/sql.ts'

describe('sql over a network that breaks', async () => {
  connectorConformance(await sqlDriver({ breakable: true }), test, ['N2'])
})
