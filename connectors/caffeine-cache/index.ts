import { boolean, choice, defineConnector, integer, sinkFields, text } from '../../src/kit/index.ts'
import { shareCache } from './share.ts'
import { openCacheSink } from './sink.ts'

const javaObject = (describe: string) => text({ describe, advanced: true, unsupported: 'it takes a Java object' })

export default defineConnector({
  name: 'caffeine-cache',
  summary: 'Keeps values in memory by key.',
  notes: [
    'The headers CamelCaffeineAction and CamelCaffeineKey come before action and key of the endpoint; in a toD those of its URI come first, and the headers are gone afterwards.',
    'PUT takes the header CamelCaffeineValue, else the body; PUT_ALL a map. GET, GET_ALL (header CamelCaffeineKeys) and AS_MAP give the body; where there is nothing GET leaves it as it is, and CamelCaffeineActionHasResult is false. INVALIDATE_ALL removes the keys of CamelCaffeineKeys, without that header all.',
    'Endpoints of one name share a cache; the first that is used makes it. It is lost when the process ends.',
  ],
  inMemory: true,
  syntax: 'caffeine-cache:cacheName',
  path: { cacheName: text({ describe: 'Name of the cache.', required: true }) },
  sink: {
    fields: {
      ...sinkFields,
      action: choice(['GET', 'GET_ALL', 'PUT', 'PUT_ALL', 'INVALIDATE', 'INVALIDATE_ALL', 'CLEANUP', 'AS_MAP'], {
        describe: 'What is done, unless the header CamelCaffeineAction says otherwise.',
      }),
      key: text({ describe: 'The key, unless the header CamelCaffeineKey says otherwise.' }),
      valueType: text({ describe: 'Java type that a value is converted to.', advanced: true }),
      evictionType: choice(['SIZE_BASED', 'TIME_BASED'], {
        describe: 'By what values leave the cache: the size it has, or the time they are in it.',
        default: 'SIZE_BASED',
      }),
      maximumSize: integer({
        describe: 'How many values are kept with SIZE_BASED; the longest unused leave.',
        default: 100_000,
      }),
      expireAfterAccessTime: integer({ describe: 'With TIME_BASED, how long a value stays unused, in seconds.', default: 300 }),
      expireAfterWriteTime: integer({ describe: 'With TIME_BASED, how long a value stays at all, in seconds.', default: 300 }),
      initialCapacity: integer({ describe: 'Has no effect.' }),
      createCacheIfNotExist: boolean({
        describe: 'Whether the cache is made; a cache from elsewhere is not supported.',
        default: true,
      }),
      statsEnabled: boolean({ describe: 'Has no effect: nothing shows the figures.', default: false, advanced: true }),
      statsCounter: javaObject('Counts.'),
      cacheLoader: javaObject('Loads values.'),
      removalListener: javaObject('Is told of values that leave.'),
    },
    open: (options, context) => openCacheSink(options, context),
    share: shareCache,
  },
  examples: [
    {
      title: 'What was seen last',
      yaml: `- from:
    uri: timer:look?period=60000
    steps:
      - to: caffeine-cache:state?action=GET&key=last
      - log: "last time: \${body}"
      - setBody: { simple: "\${date:now:HH:mm:ss}" }
      - to: caffeine-cache:state?action=PUT&key=last
`,
    },
  ],
})
