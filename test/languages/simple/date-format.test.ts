import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { dateFormat } from '../../../src/languages/simple/date-format.ts'
import { timeZone } from '../../../src/languages/simple/time-zone.ts'
import { evaluate } from './run.ts'

/** Written by java.text.SimpleDateFormat (English): zone, pattern, milliseconds, text. */
const ROWS = JSON.parse(readFileSync(new URL('recorded/dates.golden.json', import.meta.url), 'utf8')) as [string, string, number, string][]

describe('date patterns', () => {
  it('give what SimpleDateFormat gives, for all its letters', () => {
    const differences = ROWS.filter(([zone, pattern, millis, text]) => dateFormat(pattern)(millis, timeZone(zone)) !== text)
    expect(differences).toEqual([])
    expect(ROWS.length).toBeGreaterThan(300)
  })

  it('refuse letters that mean nothing', () => {
    expect(() => evaluate('${date:now:yyyy-bb}')).toThrow('Illegal pattern character')
  })

  it('can name their zone', () => {
    const world = { now: Date.UTC(2024, 6, 1, 12) }
    expect(evaluate('${date-with-timezone:now:Europe/Berlin:HH:mm}', {}, world)).toBe('14:mm'.replace('mm', '00'))
  })
})

describe('the offset of a zone', () => {
  it('changes to the millisecond, also in the middle of a minute, whichever instant was asked before', () => {
    const changes: [string, number, number, number][] = [
      ['Europe/Berlin', Date.UTC(2024, 2, 31, 1), 60, 120],
      ['Europe/Berlin', Date.UTC(2024, 9, 27, 1), 120, 60],
      ['Asia/Kathmandu', Date.UTC(1985, 11, 31, 18, 30), 330, 345],
      ['Africa/Monrovia', Date.UTC(1972, 0, 7, 0, 44, 30), -44, 0],
    ]
    for (const [name, at, before, after] of changes) {
      const zone = timeZone(name)
      expect([at - 1, at, at - 30_000, at + 30_000, at - 1].map(each => zone.offset(each))).toEqual([before, after, before, after, before])
    }
  })
})

describe('date:', () => {
  const now = Date.UTC(2024, 0, 31, 10, 20, 30, 40)

  it('asks the clock of the runtime', () => {
    expect(evaluate('${date:now}', {}, { now })).toEqual(new Date(now))
    expect(evaluate("${date:now:yyyy-MM-dd'T'HH:mm:ss.SSSXXX}", {}, { now })).toBe('2024-01-31T10:20:30.040Z')
  })

  it('moves by offsets, each with its sign', () => {
    expect(evaluate('${date:now+24h:dd.MM.yyyy}', {}, { now })).toBe('01.02.2024')
    expect(evaluate('${date:now-1d+30m:dd HH:mm}', {}, { now })).toBe('30 10:50')
  })

  it('reads dates and milliseconds of headers, properties and variables', () => {
    expect(evaluate('${date:header.at:yyyy}', { headers: { at: new Date(now) } })).toBe('2024')
    expect(evaluate('${date:exchangeProperty.at:yyyy}', { properties: { at: now } })).toBe('2024')
    expect(evaluate('${date:variable.at:yyyy}', { variables: { at: now } })).toBe('2024')
  })
})
