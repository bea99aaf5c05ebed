import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EVENT_CHANNELS } from '../../scripts/generate/events-page.ts'
import { events, exchangeChannels, stepChannels } from '../../src/index.ts'

test('the reference of events has each channel', () => {
  const traced = [exchangeChannels, stepChannels].map(({ start }) => /^tracing:(.*):start$/.exec(String(start.name))![1])
  expect(EVENT_CHANNELS).toEqual([...Object.values(events).map(({ name }) => String(name)), ...traced])
  const page = readFileSync(new URL('../../docs/reference/events.md', import.meta.url), 'utf8')
  for (const name of EVENT_CHANNELS) expect(page).toContain(`### ${name}\n`)
})
