import { randomUUID } from 'node:crypto'
import { convert, isInt } from '../converters/index.ts'
import { errors } from '../core/errors.ts'
import { Decimal, double, JavaValue } from '../core/values.ts'
import { type BeanContext, type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'
import { parseDuration } from '../kit/duration.ts'
import { text as fieldText } from '../kit/field.ts'
import { JavaLocalDate, JavaPattern, JavaStringJoiner, JavaUuid } from './java-texts.ts'
import { durationValue } from './java-time.ts'
import { JavaUri } from './java-uri.ts'

/** Makes a value by its constructor arguments; `method` is the factory method, where one is named. */
type Make = (values: readonly unknown[], method: string | undefined, context: BeanContext) => unknown

function type(names: string | readonly string[], summary: string, make: Make): BeanTypeDefinition {
  return defineBeanType({
    names: [names].flat(),
    summary,
    fields: {},
    create(_options, context) {
      try {
        return make(context.constructorArguments, context.factory?.method, context)
      } catch (cause) {
        throw errors.KF_ROUTE_BEAN({ name: context.name, reason: (cause as Error).message }, { cause })
      }
    },
  })
}

const text = (value: unknown) => String(value ?? '')

const scalars = ['String', 'Integer', 'Long', 'Double', 'Boolean'].map(name =>
  type(`java.lang.${name}`, `A value of this type; its text is the constructor argument, or that of valueOf.`, ([first = '']) =>
    convert(text(first), `java.lang.${name}`),
  ),
)

const decimal = type(
  'java.math.BigDecimal',
  'A decimal number; its text is the constructor argument.',
  ([first]) => new Decimal(text(first)),
)

const bigInteger = type('java.math.BigInteger', 'A whole number of any size; its text is the constructor argument.', ([first]) =>
  BigInt(text(first)),
)

const object = type('java.lang.Object', 'An object without anything.', () => ({}))

const date = type('java.util.Date', 'A moment: milliseconds since 1970 are the constructor argument; without one it is now.', values =>
  values.length === 0 ? new Date() : new Date(Number(values[0])),
)

const UNITS: Readonly<Record<string, number>> = { Millis: 1, Seconds: 1000, Minutes: 60_000, Hours: 3_600_000, Days: 86_400_000 }

const duration = type(
  'java.time.Duration',
  'A duration, by the factory methods parse, ofMillis, ofSeconds and so on.',
  ([first], method = 'parse') => {
    const unit = UNITS[method.replace(/^of/, '')]
    return durationValue(unit === undefined ? parseDuration(text(first)) : Number(first) * unit)
  },
)

const instant = type('java.time.Instant', 'A moment, by the factory methods parse, ofEpochMilli or now.', ([first], method) => {
  const moment = method === 'now' ? new Date() : new Date(method === 'ofEpochMilli' ? Number(first) : text(first))
  return new JavaValue('java.time.Instant', moment.toISOString().replace(/\.000Z$/, 'Z'), moment.getTime())
})

const named = (name: string, summary: string) => type(name, summary, ([first]) => new JavaValue(name, text(first)))

const uuid = type(
  'java.util.UUID',
  'An identifier, by the factory methods fromString or randomUUID.',
  ([first], method) => new JavaUuid(method === 'randomUUID' ? randomUUID() : text(first)),
)

const uri = type('java.net.URI', 'A URI: its text, or scheme, host, path and fragment as constructor arguments.', values =>
  values.length === 1 ? new JavaUri(text(values[0])) : JavaUri.of(values.map(each => (each === null ? '' : text(each)))),
)

/** A random number generator that can be called as Java's; with a seed it does not give Java's numbers. */
class JavaRandom {
  nextInt(bound: number): number {
    return Math.floor(Math.random() * (bound > 0 && isInt(bound) ? bound : 2 ** 31))
  }

  nextDouble(): unknown {
    return double(Math.random())
  }

  nextBoolean(): boolean {
    return Math.random() < 0.5
  }
}

const random = type('java.util.Random', 'A random number generator.', () => new JavaRandom())

const localePart = (what: string) => fieldText({ describe: `The ${what}.`, default: '' })

const localeBuilder = defineBeanType({
  names: ['java.util.Locale$Builder'],
  summary: 'The `builderClass` of a `java.util.Locale`: it is made of its parts, or read from a language tag.',
  fields: {
    language: localePart('language'),
    script: localePart('script'),
    region: localePart('region'),
    variant: localePart('variant'),
    languageTag: localePart('language tag (`de-AT`)'),
  },
  create({ languageTag, ...parts }, { name }) {
    const tag = languageTag || [parts.language || 'und', parts.script, parts.region, parts.variant].filter(each => each !== '').join('-')
    try {
      return new JavaValue('java.util.Locale', localeText(new Intl.Locale(tag)))
    } catch (cause) {
      throw errors.KF_ROUTE_BEAN({ name, reason: `${tag} is no language tag` }, { cause })
    }
  },
})

/** As Java prints it: `de_AT`, `zh_TW_#Hant`. */
function localeText({ language, region = '', script = '', baseName }: Intl.Locale): string {
  const variant = baseName
    .split('-')
    .slice(1)
    .filter(each => each !== region && each !== script)
    .join('_')
  const parts = [variant, script === '' ? '' : `#${script}`].filter(each => each !== '')
  const middle = region === '' && parts.length === 0 ? [] : [region]
  return [language === 'und' ? '' : language, ...middle, ...parts].join('_')
}

/** Values of Java's as beans. */
export const javaValues: readonly BeanTypeDefinition[] = [
  ...scalars,
  bigInteger,
  date,
  decimal,
  duration,
  instant,
  type('java.time.LocalDate', 'A day, by the factory method parse.', ([first]) => new JavaLocalDate(text(first))),
  named('java.time.LocalDateTime', 'A day with its time, by the factory method parse.'),
  named('java.time.LocalTime', 'A time of day, by the factory method parse.'),
  named('java.util.Locale', 'A language.'),
  localeBuilder as BeanTypeDefinition,
  type('java.util.regex.Pattern', 'A regular expression, by the factory method compile.', ([first]) => new JavaPattern(text(first))),
  type(
    'java.util.StringJoiner',
    'Joins texts: the delimiter, a prefix and a suffix are constructor arguments.',
    values => new JavaStringJoiner(text(values[0]), text(values[1]), text(values[2])),
  ),
  object,
  random,
  uri,
  uuid,
]
