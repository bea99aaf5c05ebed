import { expect, onTestFinished, test, vi } from 'vitest'
import { processZone } from '../../src/core/process-zone.ts'

test('the zone of the process is asked for once, and again when TZ has changed', () => {
  onTestFinished(() => void vi.unstubAllEnvs())
  const asked = vi.spyOn(Intl, 'DateTimeFormat')
  onTestFinished(() => asked.mockRestore())
  for (const zone of ['Europe/Berlin', 'America/New_York']) {
    vi.stubEnv('TZ', zone)
    asked.mockImplementation(() => ({ resolvedOptions: () => ({ timeZone: zone }) }) as Intl.DateTimeFormat)
    for (let i = 0; i < 3; i++) expect(processZone()).toBe(zone)
  }
  expect(asked).toHaveBeenCalledTimes(2)
})
