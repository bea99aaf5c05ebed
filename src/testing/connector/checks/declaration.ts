import { nearestName } from '../../../core/nearest.ts'
import type { Fields } from '../../../kit/field.ts'
import { must, readingRoute } from '../bench.ts'
import type { Check } from '../check.ts'
import type { Place } from '../driver.ts'

const SECRET = /password|secret|token|passphrase|privatekey/i
/** Names that look like secrets and are none: files, flags, times. */
const HARMLESS = /(path|file|resource|location|type|class|url|uri|endpoint|enabled|expiry|seconds|margin|algorithm|provider)s?$/i

function fieldsOf({
  source,
  sink,
  path,
}: {
  source?: { fields: Fields }
  sink?: { fields: Fields }
  path: Fields
}): [string, Fields[string]][] {
  return Object.entries({ ...path, ...source?.fields, ...sink?.fields })
}

function routeOf(place: Place, query: string): string {
  const join = (uri: string) => `${uri}${uri.includes('?') ? '&' : '?'}${query}`
  if (place.source !== undefined) return readingRoute({ source: join(place.source) }, '{ stop: {} }')
  return `- from: { uri: "direct:a", steps: [ { to: ${JSON.stringify(join(place.sink!))} } ] }\n`
}

/** M: what the declaration says. */
export const declarationChecks: readonly Check[] = [
  {
    id: 'M1',
    title: 'every option says what it means, secrets are marked, and an unknown option is an error with its place and the nearest name',
    excused: () => undefined,
    async run(bench) {
      const fields = fieldsOf(bench.driver.connector)
      for (const [name, field] of fields)
        must(field.describe.length > 10, `the option ${name} says too little: ${JSON.stringify(field.describe)}`)
      const open = fields.filter(([name, field]) => SECRET.test(name) && !HARMLESS.test(name) && field.kind === 'text' && !field.secret)
      must(open.length === 0, `options that look like secrets are not marked as such: ${open.map(([name]) => name).join(', ')}`)
      const place = await bench.place()
      const direction = place.source === undefined ? bench.driver.connector.sink : bench.driver.connector.source
      const [known] = Object.keys(direction!.fields).filter(name => name.length > 5)
      const wrong = `${known}x`
      const [first] = (await bench.diagnostics(routeOf(place, `${wrong}=1`))).filter(({ severity }) => severity === 'error')
      must(first !== undefined, `the unknown option ${wrong} is no error`)
      must((first!.at?.line ?? 0) > 0, 'the error for an unknown option has no place')
      const text = JSON.stringify(first)
      must(
        text.includes(nearestName(wrong, Object.keys(direction!.fields)) ?? known!),
        `the error does not name the nearest option: ${text}`,
      )
    },
  },
  {
    id: 'M2',
    title: 'a required option that is missing is an error that names it, before anything is connected to',
    excused: (_, { connector }) =>
      Object.values(connector.path as Fields).some(field => field.required) ? undefined : 'no part of its path is required',
    async run(bench) {
      const { name, path, source } = bench.driver.connector
      const [option] = Object.keys(path).filter(each => path[each]!.required)
      const uri = `${name}:?${source ? 'exchangePattern=InOnly' : 'lazyStartProducer=false'}`
      const route = source
        ? readingRoute({ source: uri }, '{ stop: {} }')
        : `- from: { uri: "direct:a", steps: [ { to: ${JSON.stringify(uri)} } ] }\n`
      const found = await bench.diagnostics(route)
      must(
        found.some(diagnostic => diagnostic.severity === 'error' && JSON.stringify(diagnostic).includes(option!)),
        `no error names the missing option ${option}: ${JSON.stringify(found)}`,
      )
    },
  },
]
