import { describe, test } from 'vitest'
import { connectorConformance } from '../../src/testing/index.ts'
import { sqlDriver } from '../support/drivers/sql.ts'

describe('sql against PostgreSQL', async () => {
  connectorConformance(await sqlDriver(), test)
})
