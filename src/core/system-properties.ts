import { homedir, tmpdir, userInfo } from 'node:os'
import { processZone } from './process-zone.ts'

/** The Java system properties that have a counterpart here; the others are set by nobody. */
const SYSTEM: Readonly<Record<string, () => string>> = {
  'user.dir': () => process.cwd(),
  'user.name': () => process.env['USER'] || userInfo().username,
  'user.home': () => homedir(),
  'user.language': () => 'en',
  'user.timezone': () => processZone(),
  'java.io.tmpdir': () => tmpdir(),
  'file.separator': () => (process.platform === 'win32' ? '\\' : '/'),
  'path.separator': () => (process.platform === 'win32' ? ';' : ':'),
  'line.separator': () => (process.platform === 'win32' ? '\r\n' : '\n'),
  'os.name': () => ({ linux: 'Linux', darwin: 'Mac OS X', win32: 'Windows' })[process.platform as string] ?? process.platform,
  'os.arch': () => (process.arch === 'x64' ? 'amd64' : process.arch === 'arm64' ? 'aarch64' : process.arch),
  'file.encoding': () => 'UTF-8',
  'native.encoding': () => 'UTF-8',
}

/** A Java system property by its name (`user.dir`), or `undefined`. */
export function systemProperty(name: string): string | undefined {
  return Object.hasOwn(SYSTEM, name) ? SYSTEM[name]!() : undefined
}
