import type { ApiClient } from '../client/api-client.ts'
import { kinds } from '../client/kinds.ts'

/**
 * The versions of the Secrets that resources name. Each is asked for by its name and for its metadata only: the operator never sees a value, and needs
 * no right to list or watch Secrets. A change is noticed by asking again (`refresh`).
 */
export class SecretVersions {
  private readonly client: ApiClient
  private readonly known = new Map<string, string | undefined>()

  constructor(client: ApiClient) {
    this.client = client
  }

  /** The version of a Secret as last seen, or undefined where there is none; asked for the first time, and while it is missing. */
  async version(namespace: string, name: string): Promise<string | undefined> {
    const key = `Secret/${namespace}/${name}`
    return this.known.get(key) ?? (await this.ask(key))
  }

  /** Asks for Secrets anew; gives the keys of those that have changed. What nobody uses any more is forgotten. */
  async refresh(used: readonly string[]): Promise<string[]> {
    for (const key of this.known.keys()) if (!used.includes(key)) this.known.delete(key)
    const changed: string[] = []
    for (const key of used) {
      const before = this.known.get(key)
      if ((await this.ask(key)) !== before) changed.push(key)
    }
    return changed
  }

  private async ask(key: string): Promise<string | undefined> {
    const [, namespace, name] = key.split('/') as [string, string, string]
    const secret = await this.client.get(kinds.Secret, namespace, name, { metadataOnly: true })
    const version = secret && `${secret.metadata.uid}/${secret.metadata.resourceVersion}`
    this.known.set(key, version)
    return version
  }
}
