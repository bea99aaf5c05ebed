import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

interface Mount {
  readonly property: string
  readonly variable: string
  /** Where Camel K mounts them. */
  readonly standard: string
}

const MOUNTS: Readonly<Record<string, Mount>> = {
  configmap: {
    property: 'camel.kubernetes-config.mount-path-configmaps',
    variable: 'CAMEL_K_MOUNT_PATH_CONFIGMAPS',
    standard: '/etc/camel/conf.d/_configmaps',
  },
  secret: {
    property: 'camel.kubernetes-config.mount-path-secrets',
    variable: 'CAMEL_K_MOUNT_PATH_SECRETS',
    standard: '/etc/camel/conf.d/_secrets',
  },
}

const LOCAL_MODE = 'camel.kubernetes-config.local-mode'

/**
 * The values of ConfigMaps and Secrets that are mounted as files: `NAME/KEY` below the folder that a property or the environment names, as with
 * Camel's functions `configmap:` and `secret:`. With the local mode they are properties of that name instead. It knows which files were read.
 */
export class MountedValues {
  private readonly properties: ReadonlyMap<string, string>
  private readonly env: Environment
  private readonly read = new Map<string, string>()

  constructor(properties: ReadonlyMap<string, string>, env: Environment) {
    this.properties = properties
    this.env = env
  }

  /** The value, or with `-binary` the path of its file. */
  value(name: string, object: string): string | undefined {
    const [kind, binary] = name.split('-') as [string, string?]
    if (this.properties.get(LOCAL_MODE) === 'true') return this.properties.get(object)
    const file = this.file(kind, object)
    if (file === undefined) return undefined
    const text = readFileSync(file, 'utf8')
    this.read.set(file, text)
    return binary === undefined ? text : file
  }

  /** The folders of the files that were read. */
  get folders(): readonly string[] {
    return [...new Set([...this.read.keys()].map(file => dirname(file)))].sort()
  }

  /** Whether a file that was read says something else by now. */
  get changed(): boolean {
    return [...this.read].some(([file, text]) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined) !== text)
  }

  /** Takes over what another runtime has read, whose routes join. */
  adopt(other: MountedValues): void {
    for (const [file, text] of other.read) this.read.set(file, text)
  }

  private file(kind: string, object: string): string | undefined {
    const { property, variable, standard } = MOUNTS[kind]!
    const [, name, key] = /^([^/]+)\/([^/]+)$/.exec(object) ?? []
    if (name === undefined || key === undefined || [name, key].some(part => /^\.\.?$/.test(part))) return undefined
    const file = join(this.properties.get(property) ?? this.env[variable] ?? standard, name.toLowerCase(), key)
    return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined
  }
}
