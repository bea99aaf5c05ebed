import type { Lookup } from '../model/placeholders.ts'

/** Where placeholders get their values: `env:` and `sys:` functions, then the application's properties, then the environment (`MY_KEY` for `my.key`). */
export function propertyLookup(properties: ReadonlyMap<string, string>, env: Readonly<Record<string, string | undefined>>): Lookup {
  return key => {
    if (key.startsWith('env:')) return env[key.slice(4)] ?? env[environmentName(key.slice(4))]
    if (key.startsWith('sys:')) return properties.get(key.slice(4)) ?? env[key.slice(4)]
    return properties.get(key) ?? env[environmentName(key)]
  }
}

function environmentName(key: string): string {
  return key.toUpperCase().replaceAll(/[.-]/g, '_')
}
