import { Body, type Code, Header } from '../code.ts'

/** The functions that most routes are content with, told by their text alone: the body, and a header of a plain name. */
export function plainFunction(source: string): Code | undefined {
  if (source === 'body') return new Body()
  const name = /^header\.(\w+)$/.exec(source)?.[1]
  return name === undefined ? undefined : new Header(name)
}
