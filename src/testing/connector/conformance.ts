import { errors } from '../../core/errors.ts'
import type { DeliveryManifest } from '../../kit/delivery-manifest.ts'
import { Bench } from './bench.ts'
import type { Check } from './check.ts'
import { acknowledgementChecks } from './checks/acknowledgement.ts'
import { bodyChecks } from './checks/bodies.ts'
import { declarationChecks } from './checks/declaration.ts'
import { lifecycleChecks } from './checks/lifecycle.ts'
import { sharingChecks } from './checks/sharing.ts'
import type { ConnectorDriver } from './driver.ts'

/** All checks, in the order in which they run. */
export const connectorChecks: readonly Check[] = [
  ...declarationChecks,
  ...lifecycleChecks,
  ...bodyChecks,
  ...acknowledgementChecks,
  ...sharingChecks,
]

/** As far as vitest, jest and `node:test` agree. */
export interface TestApi {
  (title: string, run: () => Promise<void>, timeoutMs?: number): unknown
  skip(title: string, run: () => Promise<void>): unknown
}

/**
 * Registers a test for each check of the kit that the connector's `delivery` manifest makes mandatory. Those that do not apply are skipped
 * with their reason in the title. `only`: ids of checks, for looking at one.
 */
export function connectorConformance(driver: ConnectorDriver, test: TestApi, only?: readonly string[]): void {
  const manifest = manifestOf(driver)
  for (const check of connectorChecks) {
    if (only !== undefined && !only.includes(check.id)) continue
    const reason = driver.exempt?.[check.id] ?? check.excused(manifest, driver)
    const title = `${check.id}: ${check.title}`
    if (reason !== undefined) test.skip(`${title} (not here: ${reason})`, async () => undefined)
    else test(title, () => runCheck(check, driver), 120_000)
  }
}

/** Runs one check; rejects with what is wrong. */
export async function runCheck(check: Check, driver: ConnectorDriver): Promise<void> {
  const bench = new Bench(driver)
  try {
    await check.run(bench)
  } finally {
    await bench.stopAll()
  }
}

function manifestOf({ connector }: ConnectorDriver): DeliveryManifest {
  if (connector.delivery === undefined)
    throw errors.KF_TEST_CHECK({ reason: `the connector ${connector.name} declares no \`delivery\`: what it promises is not known` })
  return connector.delivery
}
