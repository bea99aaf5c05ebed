import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { KameletFiles } from '../../../src/runtime/kamelet-files.ts'
import type { KameletFinder } from '../../../src/runtime/options.ts'

const CATALOGUE = 'node_modules/@kaoto/camel-catalog/dist/camel-catalog/camel-main/4.22.1'
let files: KameletFiles | undefined

/** The Kamelets of Camel's catalogue, which are there for all cases; read when the first is asked for. */
export const catalogueKamelets: KameletFinder = name => {
  files ??= new KameletFiles(`file:${join(process.cwd(), CATALOGUE, aggregate())}`, process.cwd(), undefined)
  return files.find(name)
}

function aggregate(): string {
  return readdirSync(join(process.cwd(), CATALOGUE)).find(each => each.startsWith('kamelets-aggregate')) ?? ''
}
