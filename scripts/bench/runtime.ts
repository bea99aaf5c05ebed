import { builtIn, createKafila, defineConnector, type Exchange, type Kafila, type KafilaOptions, makeCatalog, text } from './library.ts'

/** Counts what arrives: the sink of benchmarks. */
export interface Counter {
  count: number
  last: Exchange | undefined
}

/** A runtime with the routes of a file, or of several; endpoints of `bench:` count what is sent to them, their sources are driven by hand. */
export async function benchRuntime(
  yaml: string | readonly string[],
  options: Pick<KafilaOptions, 'engine' | 'beans'> = {},
): Promise<{ kafila: Kafila; counter: Counter }> {
  const counter: Counter = { count: 0, last: undefined }
  const bench = defineConnector({
    name: 'bench',
    summary: 'Counts.',
    syntax: 'bench:name',
    path: { name: text({ describe: 'Name.', required: true }) },
    source: { fields: {}, open: () => ({ start() {}, stop() {} }) },
    sink: {
      fields: {},
      open: () => ({
        send(exchange) {
          counter.count += 1
          counter.last = exchange
        },
        close() {},
      }),
    },
    examples: [],
  })
  const catalog = makeCatalog({ ...builtIn, connectors: [...builtIn.connectors, bench] })
  const kafila = await createKafila({
    routes: [yaml].flat().map((text, index) => ({ file: `bench${index}.yaml`, text })),
    catalog,
    ...options,
  })
  await kafila.start()
  return { kafila, counter }
}
