import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { createKafila, type Exchange, type Kafila, type KafilaOptions, mocks } from '../../src/index.ts'
import { KameletFiles } from '../../src/runtime/kamelet-files.ts'
import { newFolder } from '../helpers/run-routes.ts'
import { catalogueFile, catalogueKamelets, routeAround } from './kamelet-catalogue.ts'

/** Apache's Kamelets as they are found by name. */
export const catalogue = new KameletFiles(`file:${catalogueFile()}`, process.cwd(), undefined)

export interface StartedKamelet {
  readonly kafila: Kafila
  /** What came out of the Kamelet. */
  readonly received: readonly Exchange[]
  /** Sends a message through an action or a sink, which must not fail. */
  send(body: unknown, headers?: Readonly<Record<string, unknown>>): Promise<Exchange>
}

/** Runs one of Apache's Kamelets, unchanged, until the test ends. */
export async function startKamelet(
  name: string,
  parameters: Readonly<Record<string, unknown>>,
  options: Partial<KafilaOptions> = {},
): Promise<StartedKamelet> {
  const kamelet = catalogueKamelets().find(each => each.metadata.name === name)!
  const kafila = await createKafila({
    routes: [{ file: 'around.yaml', text: routeAround(kamelet, parameters) }],
    kamelets: each => catalogue.find(each),
    directory: newFolder(),
    env: {},
    ...options,
  })
  onTestFinished(() => kafila.stop({ timeoutMs: 500 }))
  await kafila.start()
  const send: StartedKamelet['send'] = async (body, headers = {}) => {
    const exchange = await kafila.send('direct:start', { body, headers }, 'InOut')
    if (exchange.exception !== undefined) throw exchange.exception
    return exchange
  }
  return { kafila, received: mocks(kafila).endpoint('end').received, send }
}

/** The Kamelets that tests of this folder and those against real services start by `startKamelet`. */
export function startedKamelets(): readonly string[] {
  const folders = [new URL('./', import.meta.url), new URL('../services/', import.meta.url)]
  const files = folders.flatMap(folder => readdirSync(folder).map(name => fileURLToPath(new URL(name, folder))))
  const texts = files.filter(file => file.endsWith('-kamelets.test.ts')).map(file => readFileSync(file, 'utf8'))
  return texts.flatMap(text => [...text.matchAll(/startKamelet\(\s*'([^']+)'/g)].map(([, name]) => name!))
}
