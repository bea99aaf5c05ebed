import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newFolder } from './run-routes.ts'

const MODULE = 'export const shops = []; export class Shop { stock = 0; constructor() { shops.push(this) }; shut() { this.isShut = true } }'

/** The option `beans` of a file or template: a shop of the module below, which is shut when it is ended. */
export function shopBean(more = ''): string {
  return `beans: [ { name: shop, type: "./shop.mjs#Shop", destroyMethod: shut${more} } ]`
}

/** A folder with a module of shops, and which of those that were made are shut. */
export function folderOfShops(): { readonly directory: string; shut(): Promise<boolean[]> } {
  const directory = newFolder()
  const module = join(directory, 'shop.mjs')
  writeFileSync(module, MODULE)
  return {
    directory,
    async shut() {
      const { shops } = (await import(module)) as { shops: { isShut?: boolean }[] }
      return shops.map(({ isShut }) => isShut === true)
    },
  }
}
