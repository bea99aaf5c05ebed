/*
 * The rules follow JSONata's datetime.js (https://github.com/jsonata-js/jsonata), © Copyright IBM Corp. 2018, used under the MIT licence
 * (test/jsonata-suite/LICENSE).
 */
import { fault } from '../fault.ts'
import { dateField } from './date-fields.ts'
import { readDatePicture } from './date-picture.ts'
import { markerReader } from './date-reader.ts'

/** What was read, by the letters of the components. */
type Components = Record<string, number | undefined>

const DAY = 86_400_000

/**
 * The time (milliseconds since the epoch) that a text stands for, read as the picture tells; `undefined` where it does not fit. Parts that
 * the text lacks on the large side are those of `now`, on the small side zero; a gap between is D3136.
 */
export function parseDateTime(text: string, picture: string, now: number): number | undefined {
  const components = readComponents(text, picture)
  if (components === undefined || Object.keys(components).length === 0) return undefined
  const shape = shapeOf(components)
  fillIn(components, shape, now)
  return toMillis(components, shape)
}

function readComponents(text: string, picture: string): Components | undefined {
  const readers = readDatePicture(picture).map(markerReader)
  const match = new RegExp(`^${readers.map(each => `(${each.pattern})`).join('')}$`, 'i').exec(text)
  if (match === null) return undefined
  const components: Components = {}
  for (const [index, reader] of readers.entries())
    if (reader.component !== undefined) components[reader.component] = reader.read(match[index + 1]!)
  return components
}

type DateShape = 'YMD' | 'YD' | 'XxwF' | 'XWF'

interface Shape {
  readonly date: DateShape
  /** Twelve hours with am and pm. */
  readonly halfDays: boolean
}

/** Whether at least one of the wanted components is there, and none of the others. Zero and nothing are the same here. */
function fits(components: Components, all: string, wanted: string): boolean {
  const given = [...all].filter(letter => components[letter])
  return given.length > 0 && given.every(letter => wanted.includes(letter))
}

function shapeOf(components: Components): Shape {
  const dates = (wanted: string) => fits(components, 'YXMxWwdD', wanted)
  const date = dates('YMD') ? 'YMD' : dates('Yd') ? 'YD' : dates('Xxw') ? 'XxwF' : dates('XW') ? 'XWF' : 'YMD'
  return { date, halfDays: !fits(components, 'PHhmsf', 'Hmsf') && fits(components, 'PHhmsf', 'Phmsf') }
}

function fillIn(components: Components, shape: Shape, now: number): void {
  let started = false
  let ended = false
  for (const letter of shape.date + (shape.halfDays ? 'Phmsf' : 'Hmsf')) {
    if (components[letter] !== undefined) {
      if (ended) throw fault('D3136')
      started = true
    } else if (started) {
      components[letter] = 'MDd'.includes(letter) ? 1 : 0
      ended = true
    } else components[letter] = dateField(new Date(now), letter) as number
  }
}

function toMillis(components: Components, shape: Shape): number {
  // Weeks are read, but what day they mean is not worked out: the language does not support it yet.
  if (shape.date === 'XxwF' || shape.date === 'XWF') throw fault('D3136')
  const [month, day] = shape.date === 'YD' ? monthAndDay(components) : [monthIndex(components.M), components.D]
  const hour = shape.halfDays ? (components.h === 12 ? 0 : components.h!) + (components.P === 1 ? 12 : 0) : components.H
  const utc = Date.UTC(components.Y!, month, day, hour, components.m, components.s, components.f)
  return utc - (components.Z || components.z || 0) * 60_000
}

function monthIndex(month: number | undefined): number {
  return month !== undefined && month > 0 ? month - 1 : 0
}

function monthAndDay(components: Components): [month: number, day: number] {
  const date = new Date(Date.UTC(components.Y!, 0) + (components.d! - 1) * DAY)
  return [date.getUTCMonth(), date.getUTCDate()]
}
